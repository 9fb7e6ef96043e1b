import { ChangeDetectionStrategy, Component, computed, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { told } from '../../dashboard/page/ui/told';
import { injectAccount } from './account';
import { injectBitbank } from './bitbank';
import { BookPanel } from './book-panel';
import { ChartPanel } from './chart-panel';
import { DepthPanel } from './depth-panel';
import { HoldingsPanel } from './holdings-panel';
import { OrdersPanel } from './orders-panel';
import { TapePanel } from './tape-panel';
import { TickerPanel } from './ticker-panel';
import { TicketPanel } from './ticket-panel';
import { toldSignal } from './told';
import { WatchlistPanel } from './watchlist-panel';

@Component({
  selector: 'app-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    BookPanel,
    ChartPanel,
    DepthPanel,
    HoldingsPanel,
    OrdersPanel,
    TapePanel,
    TickerPanel,
    TicketPanel,
    WatchlistPanel,
  ],
  template: `
    <header>
      <h1>rx-bitbank</h1>
      <p class="connection" role="status" [class]="'state-' + connection().state">{{ status() }}</p>
      <button type="button" [attr.aria-pressed]="shown()" (click)="shown.set(!shown())">Market</button>
    </header>
    @if (rules().problem; as problem) {
      <p class="problem" role="alert">
        The rules of the pairs cannot be read: {{ problem }}. It is tried again.
      </p>
    }
    @if (shown() && instrument(); as instrument) {
      <main>
        <app-ticker [instrument]="instrument" />
        <app-chart [instrument]="instrument" />
        <app-watchlist [instruments]="instruments()" [instrument]="instrument" (select)="pair.set($event)" />
        <app-book [instrument]="instrument" />
        <app-tape [instrument]="instrument" />
        <app-depth [instrument]="instrument" />
        @if (hasAccount) {
          <app-ticket [instrument]="instrument" />
          <app-orders />
          <app-holdings />
        }
      </main>
    }
  `,
})
export class App {
  private readonly bitbank = injectBitbank();

  /** False for the live venue, of which only the public feeds are shown. */
  protected readonly hasAccount = injectAccount() !== null;
  protected readonly pair = signal('btc_jpy');
  /** `false` destroys the components below: their feeds leave their rooms, and the last one closes the link. */
  protected readonly shown = signal(true);

  protected readonly rules = toldSignal(told(this.bitbank.rest.instruments()));
  protected readonly instruments = computed(() => this.rules().value ?? []);
  protected readonly instrument = computed(() => this.instruments().find(({ pair }) => pair === this.pair()));

  protected readonly connection = toSignal(this.bitbank.connection$, { requireSync: true });
  protected readonly status = computed(() => {
    const { state, attempt, cause } = this.connection();
    const again = attempt > 0 ? `, attempt ${attempt}` : '';
    const because = cause === null ? '' : `: ${cause}`;
    return state === 'open' ? 'connected' : `${state}${again}${because}`;
  });
}
