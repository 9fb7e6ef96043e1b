import type { Level } from './order-book';

/** Levels as plain numbers, price and amount in turn, in one piece of memory. Books are built from them. */
export type FlatLevels = readonly number[];

/** A message with its levels flat. */
export type Flat<M extends { readonly bids: readonly Level[]; readonly asks: readonly Level[] }> = Omit<
  M,
  'bids' | 'asks'
> & {
  readonly bids: FlatLevels;
  readonly asks: FlatLevels;
};

export const flatten = (levels: readonly Level[]): FlatLevels => {
  const flat: number[] = [];
  for (const { price, amount } of levels) flat.push(price, amount);
  return flat;
};

export const toLevels = (flat: FlatLevels): readonly Level[] => {
  const levels: Level[] = [];
  for (let i = 0; i < flat.length; i += 2) {
    levels.push({ price: flat[i] as number, amount: flat[i + 1] as number });
  }
  return levels;
};

/** Turns a message with flat levels into the message that observers see. */
export const withLevels = <M extends { readonly bids: FlatLevels; readonly asks: FlatLevels }>(
  message: M,
): Omit<M, 'bids' | 'asks'> & { readonly bids: readonly Level[]; readonly asks: readonly Level[] } => ({
  ...message,
  bids: toLevels(message.bids),
  asks: toLevels(message.asks),
});

/** 1 for asks (ascending), -1 for bids (descending). */
export type Sign = 1 | -1;

export const askSign: Sign = 1;
export const bidSign: Sign = -1;

const isInBookOrder = (levels: FlatLevels, sign: Sign): boolean => {
  let before = -Infinity;
  for (let i = 0; i < levels.length; i += 2) {
    const price = (levels[i] as number) * sign;
    if (price <= before || levels[i + 1] === 0) return false;
    before = price;
  }
  return true;
};

/** Sorts levels for a book, best level first and each price once, whatever their order on the wire. */
export const inBookOrder = (levels: FlatLevels, sign: Sign): FlatLevels => {
  if (isInBookOrder(levels, sign)) return levels;
  const amounts = new Map(toLevels(levels).map(({ price, amount }) => [price, amount]));
  return [...amounts]
    .filter(([, amount]) => amount > 0)
    .sort(([a], [b]) => (a - b) * sign)
    .flat();
};
