import { ChangeDetectionStrategy, Component, computed } from '@angular/core';
import type { AccountContext } from '../../dashboard/page/app/context';
import { balances$ } from '../../dashboard/page/panels/balances/stream';
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
import { latest } from '../../dashboard/page/ui/latest';
import { Panel } from './panel';
import { perFrame } from './per-frame';
import { injectScreen } from './screen';
import { latestSignal } from './latest-signal';

const shownFills = 20;

/** The holdings, the gains, and the newest fills. */
@Component({
  selector: 'app-holdings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Panel],
  template: `
    <section appPanel id="balances" [name]="words().balances" [latest]="balances()">
      <div class="scroll" tabindex="0" role="group" [attr.aria-label]="words().balances">
        <table>
          <thead>
            <tr>
              @for (name of [words().asset, words().free, words().locked, words().worth]; track $index) {
                <th scope="col">{{ name }}</th>
              }
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
      </div>
    </section>
    <section appPanel id="positions" [name]="words().positionsAndProfit" [latest]="profit()">
      @for (position of profit().value?.positions; track position.pair + position.positionSide) {
        <p>
          {{ pairName(position.pair) }} {{ words().positionSides[position.positionSide] }}
          {{ shortDecimal(position.openAmount) }} @ {{ decimal(position.averagePrice) }}
        </p>
      }
      <table [attr.aria-label]="words().profit">
        <thead>
          <tr>
            @for (
              name of [words().profit, words().realized, words().unrealized, words().inAll];
              track $index
            ) {
              <th scope="col">{{ name }}</th>
            }
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
        <p class="empty">{{ words().noProfit }}</p>
      }
    </section>
    <section appPanel id="fills" [name]="words().fills" [latest]="fills()">
      <div class="scroll" tabindex="0" role="group" [attr.aria-label]="words().fills">
        <table>
          <tbody>
            @for (fill of newest(); track fill.pair + fill.tradeId + '/' + fill.orderId) {
              <tr>
                <td>{{ dayAndTime(fill.executedAt) }}</td>
                <td>{{ pairName(fill.pair) }}</td>
                <td [class]="fill.side">{{ words().sides[fill.side] }}</td>
                <td>{{ decimal(fill.price) }}</td>
                <td>{{ shortDecimal(fill.amount) }}</td>
              </tr>
            }
          </tbody>
        </table>
        @if (fills().value?.length === 0) {
          <p class="empty">{{ words().noFills }}</p>
        }
      </div>
    </section>
  `,
})
export class HoldingsPanel {
  private readonly screen = injectScreen();
  private readonly account = this.screen.account as AccountContext;
  protected readonly words = this.screen.words;
  protected readonly assetName = assetName;
  protected readonly dayAndTime = dayAndTime;
  protected readonly decimal = decimal;
  protected readonly money = money;
  protected readonly number = number;
  protected readonly pairName = pairName;
  protected readonly shortDecimal = shortDecimal;

  protected readonly balances = latestSignal(
    latest(balances$(this.account.exec.assets$, this.screen.tickers$)).pipe(perFrame()),
  );
  protected readonly profit = latestSignal(
    latest(positions$(this.account.exec.positions$, this.account.exec.pnl$)).pipe(perFrame()),
  );
  protected readonly fills = latestSignal(this.account.fills$.pipe(perFrame()));
  protected readonly newest = computed(() => (this.fills().value ?? []).slice(-shownFills).toReversed());
}
