import { ChangeDetectionStrategy, Component, computed, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { latest } from '../../dashboard/page/ui/latest';
import { injectBitbank } from './bitbank';
import { BookPanel } from './book-panel';
import { ChartPanel } from './chart-panel';
import { DepthPanel } from './depth-panel';
import { DiagnosticsPanel } from './diagnostics-panel';
import { HaltPanel } from './halt-panel';
import { HoldingsPanel } from './holdings-panel';
import { LivesPanel } from './lives-panel';
import { OrdersPanel } from './orders-panel';
import { TapePanel } from './tape-panel';
import { TickerPanel } from './ticker-panel';
import { TicketPanel } from './ticket-panel';
import { injectScreen } from './screen';
import { SettingsPanel } from './settings-panel';
import { latestSignal } from './latest-signal';
import { WatchlistPanel } from './watchlist-panel';

@Component({
  selector: 'app-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    BookPanel,
    ChartPanel,
    DepthPanel,
    DiagnosticsPanel,
    HaltPanel,
    HoldingsPanel,
    LivesPanel,
    OrdersPanel,
    SettingsPanel,
    TapePanel,
    TickerPanel,
    TicketPanel,
    WatchlistPanel,
  ],
  template: `
    <header>
      <h1>rx-bitbank</h1>
      <p class="connection" role="status" [attr.aria-label]="words().link">
        <span [class]="'state-' + connection().state">{{ words().connection(connection()) }}</span>
      </p>
      <button type="button" [attr.aria-pressed]="shown()" (click)="shown.set(!shown())">
        {{ words().market }}
      </button>
      @if (hasAccount) {
        <app-halt />
      }
      <app-settings />
    </header>
    @if (rules().problem; as problem) {
      <p class="problem" role="alert">{{ words().triedAgain(problem, words().rulesUnknown) }}</p>
    }
    @if (shown() && instrument(); as instrument) {
      <main>
        <app-ticker [instrument]="instrument" />
        <app-chart [instrument]="instrument" />
        <app-watchlist [instruments]="instruments()" [instrument]="instrument" (select)="go($event)" />
        <app-book [instrument]="instrument" />
        <app-tape [instrument]="instrument" />
        <app-depth [instrument]="instrument" />
        @if (hasAccount) {
          <app-ticket [instrument]="instrument" />
          <app-orders />
          <app-lives />
          <app-holdings />
        }
        <app-diagnostics />
      </main>
    }
  `,
})
export class App {
  private readonly bitbank = injectBitbank();
  private readonly screen = injectScreen();
  protected readonly words = this.screen.words;

  /** False with the live venue, of which only the public feeds are shown. */
  protected readonly hasAccount = this.screen.account !== null;
  private readonly pair = toSignal(this.screen.address.pair$, { requireSync: true });
  /** If false, the components below are destroyed: their feeds leave their rooms, and the last one closes the link. */
  protected readonly shown = signal(true);

  protected readonly rules = latestSignal(latest(this.bitbank.rest.instruments()));
  protected readonly instruments = computed(() => this.rules().value ?? []);
  protected readonly instrument = computed(
    () => this.instruments().find(({ pair }) => pair === this.pair()) ?? this.instruments()[0],
  );

  protected readonly connection = toSignal(this.bitbank.connection$, { requireSync: true });
  protected readonly go = (pair: string): void => this.screen.address.go({ pair });
}
