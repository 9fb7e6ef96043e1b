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
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { animationFrameScheduler, map, Subject } from 'rxjs';
import { candleTypes, type CandleType, type Instrument } from 'rx-bitbank';
import { createDrawing, type CandleDrawing } from '../../dashboard/page/panels/chart/drawing';
import { barTime } from '../../dashboard/page/panels/chart/local-time';
import { candles$ } from '../../dashboard/page/panels/chart/stream';
import { number, price } from '../../dashboard/page/ui/format';
import { en } from '../../dashboard/page/words/en';
import { injectBitbank } from './bitbank';
import { toldSignal } from './told';

const averages = [7, 25] as const;

/** The dashboard's candles: their stream as a signal, and an effect that draws its values. */
@Component({
  selector: 'app-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section id="chart" aria-labelledby="chart-title">
      <div class="head">
        <h2 id="chart-title">Chart</h2>
        <div class="intervals" role="group" aria-label="Interval">
          @for (each of candleTypes; track each) {
            <button type="button" [attr.aria-pressed]="each === interval()" (click)="interval.set(each)">
              {{ words.intervals[each] }}
            </button>
          }
        </div>
      </div>
      @if (told().problem; as problem) {
        <p class="problem" role="alert">{{ problem }}. It is tried again.</p>
      }
      <p id="readout" role="note" aria-label="Chart">
        @if (newest(); as bar) {
          <span>{{ barTime(bar.openTime, interval()) }}</span>
          @for (part of parts; track part) {
            <span
              >{{ words.units[part] }} <b>{{ price(bar[part], instrument()) }}</b></span
            >
          }
          <span
            >{{ words.units.volume }} <b>{{ number(bar.volume, 4) }}</b></span
          >
        } @else {
          Waiting for data.
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
  protected readonly interval = signal<CandleType>('1min');
  protected readonly candleTypes = candleTypes;
  protected readonly parts = ['open', 'high', 'low', 'close'] as const;
  protected readonly words = en;
  protected readonly price = price;
  protected readonly number = number;
  protected readonly barTime = barTime;

  protected readonly told = toldSignal(
    candles$({
      instrument$: toObservable(this.instrument),
      interval$: toObservable(this.interval),
      candles$: (pair, type) => this.bitbank.candles$(pair, type, { history: 300 }),
      read: (pair, type, from, to) =>
        this.bitbank.rest.all.candles({ pair, type, from, to }).pipe(map(({ candles }) => candles)),
      older$: this.looked$,
      scheduler: animationFrameScheduler,
    }),
  );
  protected readonly newest = computed(() => this.told().value?.known.at(-1));
  protected readonly older = computed(() => en.older(this.told().value?.older ?? { type: 'unknown' }));
  protected readonly name = computed(() => `Candlestick chart: ${this.told().value?.known.length ?? 0} bars`);

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const drawing = createDrawing(this.place().nativeElement);
      drawing.paint();
      drawing.older$.pipe(takeUntilDestroyed(destroyed)).subscribe((range) => this.looked$.next(range));
      destroyed.onDestroy(() => drawing.remove());
      this.drawing.set(drawing);
    });
    effect(() => this.drawing()?.draw(this.told().value, averages));
  }
}
