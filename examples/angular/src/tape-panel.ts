import { AsyncPipe } from '@angular/common';
import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import type { Instrument } from 'rx-bitbank';
import { tape$ } from '../../dashboard/page/panels/tape/stream';
import { amount, price, time } from '../../dashboard/page/ui/format';
import { injectBitbank } from './bitbank';
import { perFrame } from './per-frame';

/** A feed in the template: the `async` pipe subscribes when it is shown, and unsubscribes when it is destroyed. */
@Component({
  selector: 'app-tape',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AsyncPipe],
  template: `
    <section id="tape" aria-labelledby="tape-title">
      <h2 id="tape-title">Trades</h2>
      @if (told$ | async; as told) {
        @if (told.problem; as problem) {
          <p class="problem" role="alert">{{ problem }}. It is tried again.</p>
        }
        @if (told.value; as tape) {
          <div class="scroll" tabindex="0" role="group" aria-label="Trades">
            <table>
              <thead>
                <tr>
                  <th scope="col">Price</th>
                  <th scope="col">Amount</th>
                  <th scope="col">Time</th>
                </tr>
              </thead>
              <tbody>
                @for (trade of tape.trades; track trade.id) {
                  <tr>
                    <td [class]="trade.side">{{ price(trade.price, tape.instrument) }}</td>
                    <td>{{ amount(trade.amount, tape.instrument) }}</td>
                    <td>{{ time(trade.timestamp) }}</td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
        }
      }
    </section>
  `,
})
export class TapePanel {
  readonly instrument = input.required<Instrument>();

  private readonly bitbank = injectBitbank();
  protected readonly price = price;
  protected readonly amount = amount;
  protected readonly time = time;
  protected readonly told$ = tape$(
    toObservable(this.instrument),
    (pair) => this.bitbank.rest.transactions({ pair }),
    (pair) => this.bitbank.trades$(pair),
  ).pipe(perFrame());
}
