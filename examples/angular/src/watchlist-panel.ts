import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import type { Instrument } from 'rx-bitbank';
import { watchlist$ } from '../../dashboard/page/panels/watchlist/stream';
import { pairName, percent, price } from '../../dashboard/page/ui/format';
import { latest } from '../../dashboard/page/ui/latest';
import { Panel } from './panel';
import { injectScreen } from './screen';
import { latestSignal } from './latest-signal';

@Component({
  selector: 'app-watchlist',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Panel],
  template: `
    <section appPanel id="watchlist" [name]="words().pairs" [latest]="latest()">
      <input
        #search
        type="search"
        [attr.aria-label]="words().searchPairs"
        [placeholder]="words().search"
        [value]="query()"
        (input)="query.set(search.value)"
      />
      <ul [attr.aria-label]="words().pairs">
        @for (row of latest().value?.rows; track row.instrument.pair) {
          <li>
            <button
              type="button"
              [attr.aria-current]="row.instrument.pair === latest().value?.selected ? 'true' : null"
              (click)="select.emit(row.instrument.pair)"
            >
              <span class="pair">{{ pairName(row.instrument.pair) }}</span>
              <span class="figures">
                <span>{{ price(row.last, row.instrument) }}</span>
                <span>{{ row.instrument.stopped.order ? words().suspended : percent(row.change) }}</span>
              </span>
            </button>
          </li>
        }
      </ul>
    </section>
  `,
})
export class WatchlistPanel {
  readonly instruments = input.required<readonly Instrument[]>();
  readonly instrument = input.required<Instrument>();
  readonly select = output<string>();

  private readonly screen = injectScreen();
  protected readonly words = this.screen.words;
  protected readonly query = signal('');
  protected readonly pairName = pairName;
  protected readonly price = price;
  protected readonly percent = percent;
  protected readonly latest = latestSignal(
    latest(
      watchlist$({
        instruments$: toObservable(this.instruments),
        instrument$: toObservable(this.instrument),
        query$: toObservable(this.query),
        tickers$: this.screen.tickers$,
      }),
    ),
  );
}
