import type { Level } from '../model/order-book';

/** One side of a book: levels sorted best first. `sign` is 1 for asks (ascending), -1 for bids (descending). */
export type Side = readonly Level[];
export type Sign = 1 | -1;

export const askSign: Sign = 1;
export const bidSign: Sign = -1;

/** The index of the price, or of the level that it would stand before. */
const positionOf = (side: Side, price: number, sign: Sign): number => {
  let low = 0;
  let high = side.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (((side[middle] as Level).price - price) * sign < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * The side after changes of absolute amounts, zero removing a level. The same array where nothing changes; the levels
 * that stay are the same objects.
 */
export const applyChanges = (side: Side, changes: readonly Level[], sign: Sign): Side => {
  let next: Level[] | null = null;
  for (const change of changes) {
    const current = next ?? side;
    const at = positionOf(current, change.price, sign);
    const present = current[at];
    const exists = present?.price === change.price;
    if (exists ? present.amount === change.amount : change.amount === 0) continue;
    next ??= side.slice();
    if (!exists) next.splice(at, 0, change);
    else if (change.amount === 0) next.splice(at, 1);
    else next[at] = change;
  }
  return next ?? side;
};

/** `next`, made of the objects of `before` wherever they are equal: what did not change stays the same. */
export const shareLevels = (before: Side, next: Side, sign: Sign): Side => {
  let i = 0;
  const shared = next.map((level) => {
    while (i < before.length && ((before[i] as Level).price - level.price) * sign < 0) i += 1;
    const old = before[i];
    return old?.price === level.price && old.amount === level.amount ? old : level;
  });
  const same = shared.length === before.length && shared.every((level, at) => level === before[at]);
  return same ? before : shared;
};

/** The best `depth` levels: the array of `before` where they are the same levels. */
export const topOf = (side: Side, depth: number, before: Side): Side => {
  if (side.length <= depth) return side;
  if (before.length === depth) {
    let i = 0;
    while (i < depth && side[i] === before[i]) i += 1;
    if (i === depth) return before;
  }
  return side.slice(0, depth);
};
