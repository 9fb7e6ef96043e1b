import type { Candle, CandleType } from '../model/candle';
import { closeTimeOf, openTimeOf } from '../model/candle-interval';
import type { Trade } from '../model/trade';

/** Adds short decimals without the noise of binary fractions: 15 digits of a double are reliable. */
const addAmounts = (a: number, b: number): number => Number((a + b).toPrecision(15));

/** A bar without a trade. It carries the last close. */
export const emptyBar = (
  { pair, type, openTime }: Pick<Candle, 'pair' | 'type' | 'openTime'>,
  lastClose: number,
): Candle => ({
  pair,
  type,
  openTime,
  open: lastClose,
  high: lastClose,
  low: lastClose,
  close: lastClose,
  volume: 0,
  closed: false,
});

export const firstBar = (type: CandleType, openTime: number, trade: Trade): Candle =>
  addTrade(emptyBar({ pair: trade.pair, type, openTime }, trade.price), trade);

/** Adds a trade to its bar. */
export const addTrade = (bar: Candle, { price, amount }: Trade): Candle => {
  const first = bar.volume === 0;
  return {
    ...bar,
    open: first ? price : bar.open,
    high: first ? price : Math.max(bar.high, price),
    low: first ? price : Math.min(bar.low, price),
    close: price,
    volume: bar.volume === null ? null : addAmounts(bar.volume, amount),
  };
};

/** The next bar, still empty. */
const nextBar = (bar: Candle): Candle =>
  emptyBar({ ...bar, openTime: closeTimeOf(bar.type, bar.openTime) }, bar.close);

/** A gap of more bars than this is not filled with empty ones. It is a month of minutes. */
const maxCarried = 50_000;

/** Returns the bars that are over at `time`, oldest first, and the bar that is open then. */
export const rollBar = (
  bar: Candle,
  time: number,
): { readonly closed: readonly Candle[]; readonly open: Candle } => {
  const closed: Candle[] = [];
  let open = bar;
  while (closeTimeOf(open.type, open.openTime) <= time) {
    closed.push({ ...open, closed: true });
    open =
      closed.length < maxCarried
        ? nextBar(open)
        : emptyBar({ ...open, openTime: openTimeOf(open.type, time, open.openTime) }, open.close);
  }
  return { closed, open };
};
