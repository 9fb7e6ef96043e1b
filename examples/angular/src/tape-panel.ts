import { AsyncPipe } from '@angular/common';
import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import type { Instrument } from 'rx-bitbank';
import { tape$ } from '../../dashboard/page/panels/tape/stream';
import { amount, price, time } from '../../dashboard/page/ui/format';
import { injectBitbank } from './bitbank';
import { Panel } from './panel';
import { perFrame } from './per-frame';
import { injectScreen } from './screen';

/** A feed in the template: the `async` pipe subscribes when it is shown, and unsubscribes when it is destroyed. */
@Component({
  selector: 'app-tape',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AsyncPipe, Panel],
  template: `
    @if (latest$ | async; as latest) {
      <section appPanel id="tape" [name]="words().trades" [latest]="latest">
        @if (latest.value; as tape) {
          <div class="scroll" tabindex="0" role="group" [attr.aria-label]="words().trades">
            <table>
              <thead>
                <tr>
                  <th scope="col">{{ words().price }}</th>
                  <th scope="col">{{ words().amount }}</th>
                  <th scope="col">{{ words().time }}</th>
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
      </section>
    }
  `,
})
export class TapePanel {
  readonly instrument = input.required<Instrument>();

  private readonly bitbank = injectBitbank();
  protected readonly words = injectScreen().words;
  protected readonly price = price;
  protected readonly amount = amount;
  protected readonly time = time;
  protected readonly latest$ = tape$(
    toObservable(this.instrument),
    (pair) => this.bitbank.rest.transactions({ pair }),
    (pair) => this.bitbank.trades$(pair),
  ).pipe(perFrame());
}
