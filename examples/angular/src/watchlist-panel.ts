import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { catchError, EMPTY, switchMap, timer } from 'rxjs';
import type { Instrument } from 'rx-bitbank';
import { watchlist$ } from '../../dashboard/page/panels/watchlist/stream';
import { pairName, percent, price } from '../../dashboard/page/ui/format';
import { injectBitbank } from './bitbank';

@Component({
  selector: 'app-watchlist',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section id="watchlist" aria-labelledby="watchlist-title">
      <h2 id="watchlist-title">Pairs</h2>
      <input
        #search
        type="search"
        aria-label="Search pairs"
        [value]="query()"
        (input)="query.set(search.value)"
      />
      <ul aria-label="Pairs">
        @for (row of watchlist()?.rows; track row.instrument.pair) {
          <li>
            <button
              type="button"
              [attr.aria-current]="row.instrument.pair === watchlist()?.selected ? 'true' : null"
              (click)="select.emit(row.instrument.pair)"
            >
              <span class="pair">{{ pairName(row.instrument.pair) }}</span>
              <span>{{ price(row.last, row.instrument) }}</span>
              <span>{{ row.instrument.stopped.order ? 'stopped' : percent(row.change) }}</span>
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

  private readonly bitbank = injectBitbank();
  protected readonly query = signal('');
  protected readonly pairName = pairName;
  protected readonly price = price;
  protected readonly percent = percent;
  protected readonly watchlist = toSignal(
    watchlist$({
      instruments$: toObservable(this.instruments),
      instrument$: toObservable(this.instrument),
      query$: toObservable(this.query),
      tickers$: timer(0, 5_000).pipe(
        switchMap(() => this.bitbank.rest.tickers().pipe(catchError(() => EMPTY))),
      ),
    }),
  );
}
