import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { filter, map, merge, of } from 'rxjs';
import type { Instrument } from 'rx-bitbank';
import type { Rung } from '../../dashboard/page/panels/book/ladder';
import { book$, sideThatTakes } from '../../dashboard/page/panels/book/stream';
import { amount, number, price } from '../../dashboard/page/ui/format';
import { injectBitbank } from './bitbank';
import { Panel } from './panel';
import { perFrame } from './per-frame';
import { injectScreen } from './screen';
import { latestSignal } from './latest-signal';

const rows = 14;

/** Draws the stream of the dashboard's book, which has been grouped and added up there. */
@Component({
  selector: 'app-book',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Panel],
  template: `
    <section appPanel id="book" [name]="words().book" [latest]="latest()">
      @if (latest().value; as book) {
        <label beside class="small"
          ><span class="unseen">{{ words().grouping }}</span>
          <select #ticks (change)="group(book.instrument.pair, ticks.value)">
            @for (each of book.groupings; track each) {
              <option [value]="each" [selected]="each === book.ticks">
                {{ tickOf(each, book.instrument) }}
              </option>
            }
          </select></label
        >
      }
      @if (latest().value; as book) {
        <table [class.stale]="book.stale">
          <thead>
            <tr>
              <th scope="col">{{ words().price }}</th>
              <th scope="col">{{ words().amount }}</th>
              <th scope="col">{{ words().cumulative }}</th>
            </tr>
          </thead>
          @for (side of sides(); track side.name) {
            @if (side.name === 'bid') {
              <tbody>
                <tr>
                  <td class="middle" colspan="3">
                    <span class="last">{{ price(book.last.price, book.instrument) }}</span>
                    <span id="spread">{{ words().spread }} {{ price(book.spread, book.instrument) }}</span>
                  </td>
                </tr>
              </tbody>
            }
            <tbody
              [id]="side.name + 's'"
              [attr.aria-label]="side.name === 'ask' ? words().asks : words().bids"
            >
              @for (rung of side.rungs; track $index) {
                <tr [style.--share.%]="rung.share * 100">
                  <td>
                    <button
                      type="button"
                      [attr.aria-label]="words().usePrice(side.name, price(rung.price, book.instrument))"
                      (click)="pick(rung, side.name)"
                    >
                      {{ price(rung.price, book.instrument) }}
                    </button>
                    @if (rung.own > 0) {
                      <span
                        class="own"
                        role="img"
                        [attr.aria-label]="words().ownHere(amount(rung.own, book.instrument))"
                        >◆</span
                      >
                    }
                  </td>
                  <td>{{ amount(rung.amount, book.instrument) }}</td>
                  <td>{{ amount(rung.total, book.instrument) }}</td>
                </tr>
              }
            </tbody>
          }
        </table>
      }
    </section>
  `,
})
export class BookPanel {
  readonly instrument = input.required<Instrument>();

  private readonly bitbank = injectBitbank();
  private readonly screen = injectScreen();
  protected readonly words = this.screen.words;
  protected readonly price = price;
  protected readonly amount = amount;
  protected readonly latest = latestSignal(
    book$({
      instrument$: toObservable(this.instrument),
      book$: (pair) => this.bitbank.book$(pair).pipe(perFrame()),
      price$: (pair) =>
        merge(
          this.bitbank.ticker$(pair).pipe(
            map(({ last }) => last),
            filter((last) => last !== null),
          ),
          this.bitbank.trades$(pair).pipe(map((trade) => trade.price)),
        ),
      orders$: this.screen.account?.orders$ ?? of([]),
      grouping$: this.screen.settings.one$('grouping'),
      rows$: of(rows),
    }),
  );
  protected readonly sides = computed(
    () =>
      [
        { name: 'ask', rungs: this.latest().value?.asks.toReversed() ?? [] },
        { name: 'bid', rungs: this.latest().value?.bids ?? [] },
      ] as const,
  );

  protected readonly tickOf = (ticks: number, { priceDigits }: Instrument): string =>
    number(ticks * 10 ** -priceDigits, priceDigits);
  protected readonly pick = (rung: Rung, side: 'ask' | 'bid'): void =>
    this.screen.picked$.next({ price: rung.price, amount: rung.total, side: sideThatTakes(side) });
  protected readonly group = (pair: string, ticks: string): void => {
    const { settings } = this.screen;
    settings.change({ grouping: { ...settings.current().grouping, [pair]: Number(ticks) } });
  };
}
