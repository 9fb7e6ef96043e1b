import type { Instrument, Level, OrderBook } from 'rx-bitbank';

/** A mark on an axis: its place, from 0 to 1, and its text. */
export interface Tick {
  readonly at: number;
  readonly value: number;
}

/** The cumulative amounts of both sides, drawn to scale in a square of side 1 whose origin is at the top left. */
export interface DepthShape {
  readonly bids: string;
  readonly asks: string;
  readonly prices: readonly Tick[];
  readonly amounts: readonly Tick[];
  readonly from: number;
  readonly to: number;
}

/** The greatest distance from the middle on either side. Beyond it are orders that nobody expects to be filled. */
const widest = 0.03;

/** Returns a step of 1, 2 or 5 times a power of ten, never finer than a tick. */
const niceStep = (span: number, marks: number, finest: number): number => {
  const rough = Math.max(span / marks, finest);
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5, 10].find((times) => times * power >= rough * (1 - 1e-9)) ?? 10);
};

const ticksOf = (from: number, to: number, step: number): readonly Tick[] => {
  const first = Math.ceil(from / step);
  const count = Math.max(0, Math.floor(to / step) - first + 1);
  return Array.from({ length: count }, (_, i) => {
    const value = (first + i) * step;
    return { value, at: (value - from) / (to - from) };
  });
};

const within = (levels: readonly Level[], from: number, to: number): readonly Level[] =>
  levels.filter(({ price }) => price >= from && price <= to);

const totalOf = (levels: readonly Level[]): number => levels.reduce((sum, { amount }) => sum + amount, 0);

/** Draws a side from the best price outwards: a step up at each level, and down to the ground at the edge. */
const pathOf = (
  levels: readonly Level[],
  edge: number,
  toX: (price: number) => number,
  most: number,
): string => {
  const best = levels[0];
  if (best === undefined) return '';
  let sum = 0;
  const steps = levels.map(({ price, amount }) => {
    sum += amount;
    return `H${toX(price).toFixed(4)}V${(1 - (sum / most) * 0.92).toFixed(4)}`;
  });
  return `M${toX(best.price).toFixed(4)} 1${steps.join('')}H${toX(edge).toFixed(4)}V1Z`;
};

/** Returns the shape; `null` while there is no middle, because one side is empty, or the sides cross. */
export const depthShape = (
  { bids, asks }: Pick<OrderBook, 'bids' | 'asks'>,
  { priceDigits }: Pick<Instrument, 'priceDigits'>,
): DepthShape | null => {
  const [bid, ask] = [bids[0]?.price, asks[0]?.price];
  const [low, high] = [bids.at(-1)?.price, asks.at(-1)?.price];
  if (bid === undefined || ask === undefined || low === undefined || high === undefined || bid >= ask)
    return null;
  const middle = (bid + ask) / 2;
  const reach = Math.max(Math.min(middle * widest, Math.max(middle - low, high - middle)), ask - middle);
  const [from, to] = [middle - reach, middle + reach];
  const [shownBids, shownAsks] = [within(bids, from, to), within(asks, from, to)];
  const most = Math.max(totalOf(shownBids), totalOf(shownAsks)) || 1;
  const toX = (price: number): number => (price - from) / (to - from);
  return {
    bids: pathOf(shownBids, from, toX, most),
    asks: pathOf(shownAsks, to, toX, most),
    prices: ticksOf(from, to, niceStep(to - from, 4, 10 ** -priceDigits)).filter(
      ({ at }) => at > 0.06 && at < 0.94,
    ),
    amounts: ticksOf(0, most, niceStep(most, 3, 0))
      .filter(({ value }) => value > 0)
      .map(({ value }) => ({ value, at: (value / most) * 0.92 })),
    from,
    to,
  };
};

/** Returns the amount between the middle and a price, which an order must take to get there. */
export const amountUpTo = ({ bids, asks }: Pick<OrderBook, 'bids' | 'asks'>, price: number): number => {
  const isBid = price <= (bids[0]?.price ?? -Infinity);
  return totalOf(
    (isBid ? bids : asks).filter((level) => (isBid ? level.price >= price : level.price <= price)),
  );
};
