import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  signal,
  viewChild,
  type ElementRef,
} from '@angular/core';
import { takeUntilDestroyed, toObservable, toSignal } from '@angular/core/rxjs-interop';
import { animationFrameScheduler, map, of, Subject } from 'rxjs';
import { candleTypes, type CandleType, type Instrument } from 'rx-bitbank';
import { createDrawing, type CandleDrawing } from '../../dashboard/page/panels/chart/drawing';
import { barTime } from '../../dashboard/page/panels/chart/local-time';
import { candles$ } from '../../dashboard/page/panels/chart/stream';
import { number, pairName, price } from '../../dashboard/page/ui/format';
import { nothingYet } from '../../dashboard/page/ui/latest';
import { injectBitbank } from './bitbank';
import { Panel } from './panel';
import { injectScreen } from './screen';
import { latestSignal } from './latest-signal';

/** The dashboard's candles: their stream as a signal, and an effect that draws its values. */
@Component({
  selector: 'app-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Panel],
  template: `
    <section appPanel id="chart" [name]="words().chart" [latest]="latest()">
      <div beside class="intervals" role="group" [attr.aria-label]="words().interval">
        @for (each of candleTypes; track each) {
          <button type="button" [attr.aria-pressed]="each === interval()" (click)="choose(each)">
            {{ words().intervals[each] }}
          </button>
        }
      </div>
      <p id="readout" role="note" [attr.aria-label]="words().chart">
        @if (newest(); as bar) {
          <span>{{ barTime(bar.openTime, interval()) }}</span>
          @for (part of parts; track part) {
            <span
              >{{ words().units[part] }} <b>{{ price(bar[part], instrument()) }}</b></span
            >
          }
          <span
            >{{ words().units.volume }} <b>{{ number(bar.volume, 4) }}</b></span
          >
        }
      </p>
      <div #place id="candles" class="canvas" role="figure" [attr.aria-label]="name()"></div>
      <p id="older" role="status">{{ older() }}</p>
    </section>
  `,
})
export class ChartPanel {
  readonly instrument = input.required<Instrument>();

  private readonly bitbank = injectBitbank();
  private readonly place = viewChild.required<ElementRef<HTMLElement>>('place');
  private readonly drawing = signal<CandleDrawing | null>(null);
  private readonly looked$ = new Subject<unknown>();
  private readonly screen = injectScreen();
  protected readonly interval = toSignal(this.screen.address.interval$, { requireSync: true });
  protected readonly candleTypes = candleTypes;
  protected readonly parts = ['open', 'high', 'low', 'close'] as const;
  protected readonly words = this.screen.words;
  private readonly averages = toSignal(this.screen.settings.one$('averages'), { requireSync: true });
  protected readonly price = price;
  protected readonly number = number;
  protected readonly barTime = barTime;

  protected readonly latest = latestSignal(
    candles$({
      instrument$: toObservable(this.instrument),
      interval$: this.screen.address.interval$,
      candles$: (pair, type) => this.bitbank.candles$(pair, type, { history: 300 }),
      read: (pair, type, from, to) =>
        this.bitbank.rest.all.candles({ pair, type, from, to }).pipe(map(({ candles }) => candles)),
      older$: this.looked$,
      scheduler: animationFrameScheduler,
    }),
  );
  protected readonly newest = computed(() => this.latest().value?.known.at(-1));
  protected readonly older = computed(() =>
    this.words().older(this.latest().value?.older ?? { type: 'unknown' }),
  );
  private readonly fills = toSignal(this.screen.account?.fills$ ?? of(nothingYet), {
    initialValue: nothingYet,
  });
  private readonly orders = toSignal(this.screen.account?.orders$ ?? of([]), { initialValue: [] });
  private readonly own = computed(() => {
    const { pair } = this.instrument();
    return {
      fills: (this.fills().value ?? []).filter((fill) => fill.pair === pair),
      orders: this.orders().filter((order) => order.pair === pair),
    };
  });
  protected readonly name = computed(() => {
    const { fills, orders } = this.own();
    const name = `${pairName(this.instrument().pair)} ${this.words().intervals[this.interval()]}`;
    return this.words().candleChart(
      name,
      this.latest().value?.known.length ?? 0,
      fills.length,
      orders.length,
    );
  });

  protected readonly choose = (interval: CandleType): void => this.screen.address.go({ interval });

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const drawing = createDrawing(this.place().nativeElement);
      this.screen.theme$.pipe(takeUntilDestroyed(destroyed)).subscribe(() => drawing.paint());
      drawing.older$.pipe(takeUntilDestroyed(destroyed)).subscribe((range) => this.looked$.next(range));
      destroyed.onDestroy(() => drawing.remove());
      this.drawing.set(drawing);
    });
    effect(() => this.drawing()?.draw(this.latest().value, this.averages()));
    effect(() => {
      const { value } = this.latest();
      if (value !== null) this.drawing()?.overlay(value, this.own());
    });
  }
}
