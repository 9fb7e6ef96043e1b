import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { filter, map, merge, of } from 'rxjs';
import type { Instrument } from 'rx-bitbank';
import { book$ } from '../../dashboard/page/panels/book/stream';
import { amount, number, price } from '../../dashboard/page/ui/format';
import { injectBitbank } from './bitbank';
import { perFrame } from './per-frame';
import { toldSignal } from './told';

const rows = 14;

/** Draws the stream of the dashboard's book, which has been grouped and added up there. */
@Component({
  selector: 'app-book',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section id="book" aria-labelledby="book-title">
      <div class="head">
        <h2 id="book-title">Order book</h2>
        @if (told().value; as book) {
          <label class="small"
            ><span class="unseen">Ticks grouped by</span>
            <select #ticks (change)="group(book.instrument.pair, ticks.value)">
              @for (each of book.groupings; track each) {
                <option [value]="each" [selected]="each === book.ticks">
                  {{ tickOf(each, book.instrument) }}
                </option>
              }
            </select></label
          >
        }
      </div>
      @if (told().problem; as problem) {
        <p class="problem" role="alert">{{ problem }}. It is tried again.</p>
      }
      @if (told().value; as book) {
        <table [class.stale]="book.stale">
          <thead>
            <tr>
              <th scope="col">Price</th>
              <th scope="col">Amount</th>
              <th scope="col">Total</th>
            </tr>
          </thead>
          <tbody id="asks" aria-label="Asks">
            @for (ask of asks(); track $index) {
              <tr [style.--share.%]="ask.share * 100">
                <td class="sell">{{ price(ask.price, book.instrument) }}</td>
                <td>{{ amount(ask.amount, book.instrument) }}</td>
                <td>{{ amount(ask.total, book.instrument) }}</td>
              </tr>
            }
          </tbody>
          <tbody>
            <tr>
              <td class="middle" colspan="3">
                <span class="last">{{ price(book.last.price, book.instrument) }}</span>
                <span id="spread">Spread {{ price(book.spread, book.instrument) }}</span>
              </td>
            </tr>
          </tbody>
          <tbody id="bids" aria-label="Bids">
            @for (bid of book.bids; track $index) {
              <tr [style.--share.%]="bid.share * 100">
                <td class="buy">{{ price(bid.price, book.instrument) }}</td>
                <td>{{ amount(bid.amount, book.instrument) }}</td>
                <td>{{ amount(bid.total, book.instrument) }}</td>
              </tr>
            }
          </tbody>
        </table>
      } @else {
        <p class="empty">Waiting for data.</p>
      }
    </section>
  `,
})
export class BookPanel {
  readonly instrument = input.required<Instrument>();

  private readonly bitbank = injectBitbank();
  private readonly grouping = signal<Readonly<Record<string, number>>>({});
  protected readonly price = price;
  protected readonly amount = amount;
  protected readonly told = toldSignal(
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
      orders$: of([]),
      grouping$: toObservable(this.grouping),
      rows$: of(rows),
    }),
  );
  protected readonly asks = computed(() => this.told().value?.asks.toReversed() ?? []);

  protected readonly tickOf = (ticks: number, { priceDigits }: Instrument): string =>
    number(ticks * 10 ** -priceDigits, priceDigits);
  protected readonly group = (pair: string, ticks: string): void =>
    this.grouping.update((known) => ({ ...known, [pair]: Number(ticks) }));
}
