import * as t from 'io-ts';
import type { Level } from '../model/order-book';
import { Decimal } from './primitives';

/** `[price, amount]` */
export const LevelPair = t.tuple([Decimal, Decimal], 'a level: [price, amount]');
export type LevelPair = t.TypeOf<typeof LevelPair>;

export const Levels = t.array(LevelPair, 'levels');

export const toLevels = (pairs: readonly LevelPair[]): readonly Level[] =>
  pairs.map(([price, amount]) => ({ price, amount }));

/** Best level first, each price once, whatever the order on the wire: what a book is kept from. */
export const inBookOrder = (levels: readonly Level[], ascending: boolean): readonly Level[] => {
  const inOrder = levels.every(({ price, amount }, i) => {
    const before = levels[i - 1];
    return amount > 0 && (before === undefined || (ascending ? before.price < price : before.price > price));
  });
  if (inOrder) return levels;
  const byPrice = new Map(levels.map((level) => [level.price, level]));
  return [...byPrice.values()]
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => (ascending ? a.price - b.price : b.price - a.price));
};
