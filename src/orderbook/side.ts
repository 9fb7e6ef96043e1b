import type { Level } from '../model/order-book';

/** One side of a book: levels sorted best first. `sign` is 1 for asks (ascending), -1 for bids (descending). */
export type Side = readonly Level[];
export type Sign = 1 | -1;

export const askSign: Sign = 1;
export const bidSign: Sign = -1;

/** Diffs are short, so that inserting each in its place beats `sort`; up to so many. */
const short = 100;

/** Best first; of several changes of one price the last comes last. */
const inOrder = (changes: readonly Level[], sign: Sign): readonly Level[] => {
  if (changes.length > short) return [...changes].sort((a, b) => (a.price - b.price) * sign);
  const ordered: Level[] = [];
  for (const change of changes) {
    let at = ordered.length;
    ordered.push(change);
    for (; at > 0 && ((ordered[at - 1] as Level).price - change.price) * sign > 0; at -= 1) {
      ordered[at] = ordered[at - 1] as Level;
    }
    ordered[at] = change;
  }
  return ordered;
};

/**
 * The side after changes of absolute amounts, zero removing a level. The same array where nothing changes; the levels
 * that stay are the same objects.
 *
 * One walk over side and changes: `from` is the place in the side, `to` in what becomes of it.
 */
export const applyChanges = (side: Side, changes: readonly Level[], sign: Sign): Side => {
  const ordered = inOrder(changes, sign);
  let next: Level[] | null = null;
  let from = 0;
  let to = 0;
  for (let i = 0; i < ordered.length; i += 1) {
    const change = ordered[i] as Level;
    if (ordered[i + 1]?.price === change.price) continue;
    for (; from < side.length && ((side[from] as Level).price - change.price) * sign < 0; from += 1, to += 1) {
      if (next !== null && to !== from) next[to] = side[from] as Level;
    }
    const present = side[from];
    const exists = present?.price === change.price;
    if (exists ? present.amount === change.amount : change.amount === 0) continue;
    next ??= side.slice();
    if (exists) from += 1;
    if (change.amount > 0) next[to++] = change;
  }
  if (next === null || to === from) return next ?? side;
  for (; from < side.length; from += 1, to += 1) next[to] = side[from] as Level;
  next.length = to;
  return next;
};

/** `next`, made of the objects of `before` wherever they are equal: what did not change stays the same. */
export const shareLevels = (before: Side, next: Side, sign: Sign): Side => {
  let i = 0;
  let same = before.length === next.length;
  const shared: Level[] = [];
  for (const level of next) {
    while (i < before.length && ((before[i] as Level).price - level.price) * sign < 0) i += 1;
    const old = before[i];
    const isOld = old?.price === level.price && old.amount === level.amount;
    shared.push(isOld ? old : level);
    same &&= isOld;
  }
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
