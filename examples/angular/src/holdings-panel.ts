import { ChangeDetectionStrategy, Component } from '@angular/core';
import { catchError, EMPTY, switchMap, timer } from 'rxjs';
import type { Trading } from 'rx-bitbank/execution';
import { balances$ } from '../../dashboard/page/panels/balances/stream';
import { fills$ } from '../../dashboard/page/panels/fills/stream';
import { positions$ } from '../../dashboard/page/panels/positions/stream';
import {
  assetName,
  dayAndTime,
  decimal,
  money,
  number,
  pairName,
  shortDecimal,
} from '../../dashboard/page/ui/format';
import { told } from '../../dashboard/page/ui/told';
import { en } from '../../dashboard/page/words/en';
import { injectAccount } from './account';
import { injectBitbank } from './bitbank';
import { perFrame } from './per-frame';
import { toldSignal } from './told';

const shownFills = 20;

/** The holdings, the gains, and the newest fills. */
@Component({
  selector: 'app-holdings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section id="balances" aria-labelledby="balances-title">
      <h2 id="balances-title">Balances</h2>
      @if (balances().problem; as problem) {
        <p class="problem" role="alert">{{ problem }}. It is tried again.</p>
      }
      <table>
        <thead>
          <tr>
            <th scope="col">Asset</th>
            <th scope="col">Free</th>
            <th scope="col">Locked</th>
            <th scope="col">Worth (JPY)</th>
          </tr>
        </thead>
        <tbody>
          @for (row of balances().value?.rows; track row.asset) {
            <tr>
              <td>{{ assetName(row.asset) }}</td>
              <td>{{ shortDecimal(row.free) }}</td>
              <td>{{ shortDecimal(row.locked) }}</td>
              <td>{{ number(row.worth, 0) }}</td>
            </tr>
          }
        </tbody>
      </table>
    </section>
    <section id="positions" aria-labelledby="positions-title">
      <h2 id="positions-title">Positions and profit</h2>
      @if (profit().problem; as problem) {
        <p class="problem" role="alert">{{ problem }}. It is tried again.</p>
      }
      @for (position of profit().value?.positions; track position.pair + position.positionSide) {
        <p>
          {{ pairName(position.pair) }} {{ words.positionSides[position.positionSide] }}
          {{ shortDecimal(position.openAmount) }} @ {{ decimal(position.averagePrice) }}
        </p>
      }
      <table aria-label="Profit">
        <thead>
          <tr>
            <th scope="col">Profit</th>
            <th scope="col">Realized</th>
            <th scope="col">Unrealized</th>
            <th scope="col">In all</th>
          </tr>
        </thead>
        <tbody>
          @for (row of profit().value?.profits; track row.name) {
            <tr>
              <th scope="row">{{ pairName(row.name) }}</th>
              <td>{{ money(row.sums.realized.average, row.quote) }}</td>
              <td>{{ money(row.sums.unrealized?.average, row.quote) }}</td>
              <td>{{ money(row.sums.total, row.quote) }}</td>
            </tr>
          }
        </tbody>
      </table>
      @if (profit().value?.profits?.length === 0) {
        <p class="empty">Nothing was filled since the server was started.</p>
      }
    </section>
    <section id="fills" aria-labelledby="fills-title">
      <h2 id="fills-title">Fills</h2>
      @if (fills().problem; as problem) {
        <p class="problem" role="alert">{{ problem }}. It is tried again.</p>
      }
      <div class="scroll" tabindex="0" role="group" aria-label="Fills">
        <table>
          <tbody>
            @for (fill of newest(); track fill.pair + fill.tradeId + '/' + fill.orderId) {
              <tr>
                <td>{{ dayAndTime(fill.executedAt) }}</td>
                <td>{{ pairName(fill.pair) }}</td>
                <td [class]="fill.side">{{ words.sides[fill.side] }}</td>
                <td>{{ decimal(fill.price) }}</td>
                <td>{{ shortDecimal(fill.amount) }}</td>
              </tr>
            }
          </tbody>
        </table>
        @if (fills().value !== null && newest().length === 0) {
          <p class="empty">No fills yet.</p>
        }
      </div>
    </section>
  `,
})
export class HoldingsPanel {
  private readonly exec = injectAccount() as Trading;
  private readonly bitbank = injectBitbank();
  private readonly tickers$ = timer(0, 5_000).pipe(
    switchMap(() => this.bitbank.rest.tickers().pipe(catchError(() => EMPTY))),
  );
  protected readonly words = en;
  protected readonly assetName = assetName;
  protected readonly dayAndTime = dayAndTime;
  protected readonly decimal = decimal;
  protected readonly money = money;
  protected readonly number = number;
  protected readonly pairName = pairName;
  protected readonly shortDecimal = shortDecimal;

  protected readonly balances = toldSignal(
    told(balances$(this.exec.assets$, this.tickers$)).pipe(perFrame()),
  );
  protected readonly profit = toldSignal(
    told(positions$(this.exec.positions$, this.exec.pnl$)).pipe(perFrame()),
  );
  protected readonly fills = toldSignal(
    fills$(this.exec.rest.tradeHistory({ count: 200 }), this.exec.fills$).pipe(perFrame()),
  );
  protected readonly newest = () => (this.fills().value ?? []).slice(-shownFills).toReversed();
}
