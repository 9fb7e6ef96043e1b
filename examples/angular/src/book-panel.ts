import { AsyncPipe } from '@angular/common';
import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { map, startWith, switchMap } from 'rxjs';
import type { Instrument } from 'rx-bitbank';
import { injectBitbank } from './bitbank';
import { number } from './format';
import { ladderOf } from './ladder';
import { perFrame } from './per-frame';

const depth = 14;

/** A feed in the template: the `async` pipe subscribes when it is shown, and unsubscribes when it is destroyed. */
@Component({
  selector: 'app-book',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AsyncPipe],
  template: `
    @let rules = instrument();
    <section aria-labelledby="book-title">
      <h2 id="book-title">Order book</h2>
      @if (ladder$ | async; as ladder) {
        <table [class.stale]="ladder.stale">
          <thead>
            <tr>
              <th scope="col">Price</th>
              <th scope="col">Amount</th>
              <th scope="col">Total</th>
            </tr>
          </thead>
          <tbody class="asks" aria-label="Asks">
            @for (ask of ladder.asks; track $index) {
              <tr [style.--share.%]="ask.share">
                <td class="sell">{{ number(ask.price, rules.priceDigits) }}</td>
                <td>{{ number(ask.amount, rules.amountDigits) }}</td>
                <td>{{ number(ask.total, rules.amountDigits) }}</td>
              </tr>
            }
          </tbody>
          <tbody>
            <tr>
              <td class="spread" colspan="3">Spread {{ number(ladder.spread, rules.priceDigits) }}</td>
            </tr>
          </tbody>
          <tbody class="bids" aria-label="Bids">
            @for (bid of ladder.bids; track $index) {
              <tr [style.--share.%]="bid.share">
                <td class="buy">{{ number(bid.price, rules.priceDigits) }}</td>
                <td>{{ number(bid.amount, rules.amountDigits) }}</td>
                <td>{{ number(bid.total, rules.amountDigits) }}</td>
              </tr>
            }
          </tbody>
        </table>
      } @else {
        <p>Waiting for the book.</p>
      }
    </section>
  `,
})
export class BookPanel {
  readonly instrument = input.required<Instrument>();

  private readonly bitbank = injectBitbank();
  protected readonly number = number;
  protected readonly ladder$ = toObservable(this.instrument).pipe(
    switchMap(({ pair }) =>
      this.bitbank.book$(pair, { depth }).pipe(perFrame(), map(ladderOf), startWith(null)),
    ),
  );
}
