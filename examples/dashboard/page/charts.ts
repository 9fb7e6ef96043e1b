import {
  AreaSeries,
  CandlestickSeries,
  createChart,
  createOptionsChart,
  HistogramSeries,
  LineType,
  type UTCTimestamp,
} from 'lightweight-charts';
import {
  animationFrameScheduler,
  auditTime,
  bufferTime,
  combineLatest,
  defer,
  filter,
  finalize,
  fromEvent,
  map,
  merge,
  startWith,
  switchMap,
  tap,
  type Observable,
} from 'rxjs';
import { candleTypes, type Candle, type CandleType, type Instrument, type Level } from 'rx-bitbank';
import { barsToDraw } from './bars';
import type { PageContext } from './context';
import { byId, element } from './dom';

const color = (name: string): string =>
  getComputedStyle(document.body).getPropertyValue(name).trim() || 'gray';

/** CSS colors can be functions; a canvas wants them resolved. */
const resolved = (name: string): string => {
  const probe = element('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const result = getComputedStyle(probe).color;
  probe.remove();
  return result || color(name);
};

const look = () => ({
  layout: {
    background: { color: resolved('--panel') },
    textColor: resolved('--faint'),
    fontSize: 11,
    panes: { separatorColor: resolved('--line') },
  },
  grid: { vertLines: { color: resolved('--line') }, horzLines: { color: resolved('--line') } },
  rightPriceScale: { borderColor: resolved('--line'), entireTextOnly: true },
  timeScale: { borderColor: resolved('--line') },
});

const sides = () => ({ up: resolved('--bid'), down: resolved('--ask') });

const faded = (rgb: string, alpha: number): string =>
  rgb.startsWith('rgb(') ? rgb.replace('rgb(', 'rgba(').replace(')', `, ${alpha})`) : rgb;

/** Emits at once, and whenever light changes to dark or back. */
export const theme$: Observable<unknown> = merge(
  fromEvent(matchMedia('(prefers-color-scheme: dark)'), 'change'),
  fromEvent(document, 'theme'),
).pipe(startWith(null));

const selectType = (): Observable<CandleType> => {
  const select = byId('candle-type') as HTMLSelectElement;
  if (select.childElementCount === 0)
    select.append(...candleTypes.map((type) => element('option', '', type)));
  return fromEvent(select, 'change').pipe(
    startWith(null),
    map(() => select.value as CandleType),
  );
};

const minMove = ({ priceDigits }: Instrument) => ({
  priceFormat: { type: 'price' as const, precision: priceDigits, minMove: 10 ** -priceDigits },
});

const byOpenTime = (candles: readonly Candle[]): ReadonlyMap<number, Candle> =>
  new Map(candles.map((candle) => [candle.openTime, candle]));

const bar = ({ openTime, open, high, low, close }: Candle) => ({
  time: (openTime / 1000) as UTCTimestamp,
  open,
  high,
  low,
  close,
});

const volume = ({ openTime, volume: value }: Candle) => ({
  time: (openTime / 1000) as UTCTimestamp,
  value: value ?? 0,
});

export const candles$ = (context: PageContext): Observable<unknown> => defer(() => drawCandles(context));

const drawCandles = ({ data, instrument$ }: PageContext): Observable<unknown> => {
  const chart = createChart(byId('candles'), { autoSize: true, timeScale: { timeVisible: true } });
  const bars = chart.addSeries(CandlestickSeries);
  // A pane of its own: over the candles, its label covers one of the prices.
  const volumes = chart.addSeries(HistogramSeries, { priceFormat: { type: 'volume' } }, 1);
  volumes.priceScale().applyOptions({ scaleMargins: { top: 0.1, bottom: 0 } });
  for (const [pane, share] of [4, 1].entries()) chart.panes()[pane]?.setStretchFactor(share);

  const paint = theme$.pipe(
    tap(() => {
      const { up, down } = sides();
      chart.applyOptions(look());
      bars.applyOptions({
        upColor: up,
        downColor: down,
        wickUpColor: up,
        wickDownColor: down,
        borderVisible: false,
      });
      volumes.applyOptions({ color: faded(resolved('--faint'), 0.35) });
    }),
  );

  const draw = (known: Map<number, Candle>, news: readonly Candle[]): void => {
    const changed = byOpenTime(news);
    const { anew, candles } = barsToDraw(known, changed);
    for (const [openTime, candle] of changed) known.set(openTime, candle);
    if (anew) {
      bars.setData(candles.map(bar));
      volumes.setData(candles.map(volume));
    } else {
      for (const candle of candles) {
        bars.update(bar(candle));
        volumes.update(volume(candle));
      }
    }
  };

  const drawn = combineLatest([instrument$, selectType()]).pipe(
    switchMap(([instrument, type]) => {
      const known = new Map<number, Candle>();
      bars.setData([]);
      volumes.setData([]);
      bars.applyOptions(minMove(instrument));
      chart.timeScale().resetTimeScale();
      return data.candles$(instrument.pair, type, { history: 200 }).pipe(
        bufferTime(100, animationFrameScheduler),
        filter((candles) => candles.length > 0),
        tap((candles) => draw(known, candles)),
      );
    }),
  );
  return merge(paint, drawn).pipe(finalize(() => chart.remove()));
};

/** Sums from the best level outwards, in ascending order of price as the chart wants them. */
const cumulative = (levels: readonly Level[]): { time: number; value: number }[] => {
  let sum = 0;
  return levels
    .map(({ price, amount }) => ({ time: price, value: (sum += amount) }))
    .sort((a, b) => a.time - b.time);
};

export const depth$ = (context: PageContext): Observable<unknown> => defer(() => drawDepth(context));

const drawDepth = ({ data, instrument$ }: PageContext): Observable<unknown> => {
  const chart = createOptionsChart(byId('depth-chart'), {
    autoSize: true,
    handleScroll: false,
    handleScale: false,
    // Prices are longer than the times that the chart makes room for.
    timeScale: { tickMarkMaxCharacterLength: 12 },
  });
  const bids = chart.addSeries(AreaSeries, {
    lineType: LineType.WithSteps,
    lineWidth: 1,
    priceLineVisible: false,
  });
  const asks = chart.addSeries(AreaSeries, {
    lineType: LineType.WithSteps,
    lineWidth: 1,
    priceLineVisible: false,
  });

  const paint = theme$.pipe(
    tap(() => {
      chart.applyOptions(look());
      const { up, down } = sides();
      bids.applyOptions({ lineColor: up, topColor: faded(up, 0.35), bottomColor: faded(up, 0.05) });
      asks.applyOptions({ lineColor: down, topColor: faded(down, 0.35), bottomColor: faded(down, 0.05) });
    }),
  );
  const drawn = instrument$.pipe(
    switchMap((instrument) =>
      data.book$(instrument.pair).pipe(
        filter(({ stale, crossed }) => !stale && !crossed),
        auditTime(250),
        tap((book) => {
          bids.setData(cumulative(book.bids.slice(0, 100)));
          asks.setData(cumulative(book.asks.slice(0, 100)));
          chart.timeScale().fitContent();
        }),
      ),
    ),
  );
  return merge(paint, drawn).pipe(finalize(() => chart.remove()));
};
