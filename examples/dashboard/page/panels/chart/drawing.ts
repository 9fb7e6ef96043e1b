import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  LineSeries,
  LineStyle,
  type IPriceLine,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import { Observable } from 'rxjs';
import type { Candle } from 'rx-bitbank';
import type { Fill, Order } from 'rx-bitbank/execution';
import { number, shortDecimal } from '../../ui/format';
import { averageAt } from './averages';
import { chartColors, type ChartColors } from './colors';
import { barTime, markTime } from './local-time';
import type { CandlesShown } from './stream';

/** The marks over the bars. */
export interface Overlay {
  readonly fills: readonly Fill[];
  readonly orders: readonly Order[];
}

export interface CandleDrawing {
  /** Draws bars as they come; `null`: there are none yet of this pair and interval. */
  readonly draw: (shown: CandlesShown | null, averages: readonly [number, number]) => void;
  readonly overlay: (shown: CandlesShown, overlay: Overlay) => void;
  /** Paints everything in the present colors of the style sheet. */
  readonly paint: () => void;
  /** Emits the open time of the bar under the pointer, ms; `null` if there is none. */
  readonly hovered$: Observable<number | null>;
  /** Emits when the oldest bars are in view. */
  readonly older$: Observable<unknown>;
  readonly remove: () => void;
}

const secondsOf = ({ openTime }: Candle): UTCTimestamp => (openTime / 1000) as UTCTimestamp;

/** Returns the bar that contains a moment: the newest that opened before it. */
const barAt = (known: readonly Candle[], at: number): Candle | null => {
  let [low, high] = [0, known.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((known[middle] as Candle).openTime <= at) low = middle + 1;
    else high = middle;
  }
  return known[low - 1] ?? null;
};

/**
 * Returns the text at the line of an order. It is short, because it lies over the chart. The side is shown by a sign
 * too, and not only by the color.
 */
const nameOf = ({ side, remainingAmount }: Order): string =>
  `${side === 'sell' ? '▼' : '▲'} ${shortDecimal(remainingAmount)}`;

/** Returns one mark per bar and side, whatever the number of its fills. */
const markersOf = (
  { instrument, known }: CandlesShown,
  fills: readonly Fill[],
  { up, down }: ChartColors,
): SeriesMarker<Time>[] => {
  const counts = new Map<string, { readonly bar: Candle; readonly isBuy: boolean; readonly count: number }>();
  for (const fill of fills) {
    const bar = fill.pair === instrument.pair ? barAt(known, fill.executedAt) : null;
    if (bar === null) continue;
    const key = `${bar.openTime} ${fill.side}`;
    counts.set(key, { bar, isBuy: fill.side === 'buy', count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()]
    .sort((a, b) => a.bar.openTime - b.bar.openTime)
    .map(({ bar, isBuy, count }) => ({
      time: secondsOf(bar),
      position: isBuy ? 'belowBar' : 'aboveBar',
      shape: isBuy ? 'arrowUp' : 'arrowDown',
      color: isBuy ? up : down,
      ...(count > 1 && { text: `×${count}` }),
    }));
};

/** The distance from the oldest bar at which older ones are read, in bars. */
const nearTheOldest = 10;

/**
 * The bars between the newest one and the axis. They leave room for the names of own orders, which would cover candles.
 */
const rightOffset = 12;

/** Draws candles with their volume and two moving averages, on a canvas in the element. */
export const createDrawing = (place: HTMLElement): CandleDrawing => {
  const chart = createChart(place, { autoSize: true, timeScale: { timeVisible: true, rightOffset } });
  const bars = chart.addSeries(CandlestickSeries);
  const lineOptions = {
    lineWidth: 1,
    priceLineVisible: false,
    lastValueVisible: false,
    crosshairMarkerVisible: false,
  } as const;
  const lines = [chart.addSeries(LineSeries, lineOptions), chart.addSeries(LineSeries, lineOptions)] as const;
  // The volume has a pane of its own, because over the candles its label covers one of the prices.
  const volumes = chart.addSeries(
    HistogramSeries,
    { priceFormat: { type: 'volume' }, priceLineVisible: false },
    1,
  );
  volumes.priceScale().applyOptions({ scaleMargins: { top: 0.1, bottom: 0 } });
  for (const [pane, share] of [4, 1].entries()) chart.panes()[pane]?.setStretchFactor(share);
  const markers = createSeriesMarkers(bars, []);
  let priceLines: readonly IPriceLine[] = [];
  let colors = chartColors();
  let drawn = '';
  /** False after an error, when nobody knows the contents of the canvas. */
  let isWhole = true;

  const draw = (shown: CandlesShown | null, averages: readonly [number, number]): void => {
    if (shown === null) {
      for (const series of [bars, volumes, ...lines]) series.setData([]);
      drawn = '';
      return;
    }
    const { instrument, interval, known, candles } = shown;
    const key = `${instrument.pair} ${interval} ${averages.join(' ')}`;
    const isRedrawn = shown.isRedrawn || key !== drawn || !isWhole;
    isWhole = false;
    if (key !== drawn) {
      const { priceDigits } = instrument;
      bars.applyOptions({
        priceFormat: {
          type: 'custom',
          minMove: 10 ** -priceDigits,
          formatter: (price: number) => number(price, priceDigits),
        },
      });
      chart.applyOptions({
        localization: { timeFormatter: (time: Time) => barTime(Number(time) * 1000, interval) },
        timeScale: {
          tickMarkFormatter: (time: Time, mark: number) => markTime(Number(time) * 1000, interval, mark),
        },
      });
      if (!drawn.startsWith(`${instrument.pair} ${interval} `)) chart.timeScale().resetTimeScale();
      drawn = key;
    }
    const closes = known.map(({ close }) => close);
    const bar = (candle: Candle) => ({ ...candle, time: secondsOf(candle) });
    const volume = (candle: Candle) => ({
      time: secondsOf(candle),
      value: candle.volume ?? 0,
    });
    const mean = (i: number, length: number) => {
      const value = averageAt(closes, i, length);
      const time = secondsOf(known[i] as Candle);
      return value === null ? { time } : { time, value };
    };
    if (isRedrawn) {
      bars.setData(known.map(bar));
      volumes.setData(known.map(volume));
      for (const [i, line] of lines.entries())
        line.setData(known.map((_, at) => mean(at, averages[i] as number)));
    } else {
      for (const candle of candles) {
        bars.update(bar(candle));
        volumes.update(volume(candle));
        const at = known.findLastIndex(({ openTime }) => openTime === candle.openTime);
        for (const [i, line] of lines.entries()) line.update(mean(at, averages[i] as number));
      }
    }
    isWhole = true;
  };

  const overlay = (shown: CandlesShown, { fills, orders }: Overlay): void => {
    markers.setMarkers(markersOf(shown, fills, colors));
    for (const line of priceLines) bars.removePriceLine(line);
    priceLines = orders
      .filter(
        ({ pair, price, triggerPrice }) => pair === shown.instrument.pair && (price ?? triggerPrice) !== null,
      )
      .map((order) =>
        bars.createPriceLine({
          price: Number(order.status === 'INACTIVE' ? (order.triggerPrice ?? order.price) : order.price),
          color: order.side === 'sell' ? colors.down : colors.up,
          lineWidth: 1,
          lineStyle: LineStyle.Dashed,
          axisLabelVisible: true,
          title: nameOf(order),
        }),
      );
  };

  const paint = (): void => {
    colors = chartColors();
    const { ground, text, line, up, down } = colors;
    chart.applyOptions({
      layout: {
        background: { color: ground },
        textColor: text,
        fontSize: 11,
        panes: { separatorColor: line },
      },
      grid: { vertLines: { color: line }, horzLines: { color: line } },
      rightPriceScale: { borderColor: line, entireTextOnly: true },
      timeScale: { borderColor: line },
    });
    bars.applyOptions({
      upColor: up,
      downColor: down,
      wickUpColor: up,
      wickDownColor: down,
      borderVisible: false,
    });
    volumes.applyOptions({ color: colors.volume });
    for (const [i, series] of lines.entries()) series.applyOptions({ color: colors.averages[i] as string });
  };

  return {
    draw,
    overlay,
    paint,
    hovered$: new Observable<number | null>((subscriber) => {
      subscriber.next(null);
      const onMove = ({ time }: { readonly time?: Time }): void =>
        subscriber.next(time === undefined ? null : Number(time) * 1000);
      chart.subscribeCrosshairMove(onMove);
      return () => chart.unsubscribeCrosshairMove(onMove);
    }),
    older$: new Observable((subscriber) => {
      const onRange = (range: { readonly from: number } | null): void => {
        if (range !== null && range.from < nearTheOldest && drawn !== '') subscriber.next(range);
      };
      chart.timeScale().subscribeVisibleLogicalRangeChange(onRange);
      return () => chart.timeScale().unsubscribeVisibleLogicalRangeChange(onRange);
    }),
    remove: () => chart.remove(),
  };
};
