import type { Candle } from '../../model/candle';
import { timeOfDay, dateOf, grouped, placesOf } from './numbers';
import { span, type Line, type Style } from './text';

/** The parts of a candle chart of text. Each candle is one column, and each line is two half rows. */

type Part = 'none' | 'wick' | 'body';

/** The character of a column whose upper and lower half show these parts. */
const glyphs: Readonly<Record<Part, Readonly<Record<Part, string>>>> = {
  none: { none: ' ', wick: '╷', body: '╻' },
  wick: { none: '╵', wick: '│', body: '╽' },
  body: { none: '╹', wick: '╿', body: '┃' },
};

/** Returns the half row of a price, 0 at the bottom. */
type HalfRowOf = (price: number) => number;

const partAt = ({ open, close, high, low }: Candle, halfRow: number, halfRowOf: HalfRowOf): Part => {
  const within = (a: number, b: number): boolean => halfRowOf(a) <= halfRow && halfRow <= halfRowOf(b);
  if (within(Math.min(open, close), Math.max(open, close))) return 'body';
  return within(low, high) ? 'wick' : 'none';
};

const styleOf = ({ open, close }: Candle): Style => (close < open ? 'sell' : 'buy');

const timeOf = ({ openTime, type }: Candle): string =>
  /day|week|month/.test(type) ? dateOf(openTime) : timeOfDay(openTime).slice(0, 5);

/** Renders the latest candles that fit, with the range of prices on the right and of times below. */
export const chart = (candles: readonly Candle[], width: number, height: number): readonly Line[] => {
  const places = placesOf(candles.slice(-width).flatMap(({ high, low }) => [high, low]));
  const widest = Math.max(0, ...candles.slice(-width).map(({ high }) => grouped(high, places).length)) + 1;
  // If the prices leave no room for candles, the prices are left out, because the candles are more important.
  const labelWidth = widest * 2 <= width ? widest : 0;
  const shown = candles.slice(-Math.max(1, width - labelWidth));
  const [first, last] = [shown[0], shown.at(-1)];
  const rows = height - 1;
  if (first === undefined || last === undefined || rows < 1) return [[span('no candle yet', 'dim')]];

  const top = Math.max(...shown.map(({ high }) => high));
  const bottom = Math.min(...shown.map(({ low }) => low));
  const halfRows = rows * 2;
  const halfRowOf: HalfRowOf = (price) =>
    top === bottom
      ? rows
      : Math.min(halfRows - 1, Math.floor(((price - bottom) / (top - bottom)) * halfRows));
  const labels = new Map([
    [0, top],
    [rows - 1, bottom],
  ]);

  const row = (fromTop: number): Line => {
    const lower = (rows - 1 - fromTop) * 2;
    const label = labelWidth === 0 ? undefined : labels.get(fromTop);
    return [
      ...shown.map((candle) =>
        span(glyphs[partAt(candle, lower + 1, halfRowOf)][partAt(candle, lower, halfRowOf)], styleOf(candle)),
      ),
      span(label === undefined ? '' : ` ${grouped(label, places)}`, 'dim'),
    ];
  };
  const times = `${last.type}, ${timeOf(first)} to ${timeOf(last)}`;
  return [...Array.from({ length: rows }, (_, i) => row(i)), [span(times, 'dim')]];
};
