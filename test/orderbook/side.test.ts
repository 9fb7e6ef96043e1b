import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, changeTo } from '../../src/orderbook/changes';
import { differencesOf, flatOf, levelsOf, topOf, type LevelRuns } from '../../src/orderbook/side';
import { askSign, bidSign, type FlatLevels, inBookOrder, type Sign } from '../../src/model/flat-levels';

/** Changes with enough prices for many runs, but few enough to meet. */
const change = fc.tuple(
  fc.integer({ min: 1, max: 500 }).map((n) => n / 4),
  fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 5 }).map((n) => n / 8),
  ),
);
const changes = (maxLength: number): fc.Arbitrary<FlatLevels> =>
  fc.array(change, { maxLength }).map((all) => all.flat());

const batches = fc.array(fc.oneof(changes(400), changes(12), changes(60)), { maxLength: 12, size: 'max' });

const sign = fc.constantFrom(askSign, bidSign);

const naively = (book: ReadonlyMap<number, number>, flat: FlatLevels): ReadonlyMap<number, number> => {
  const next = new Map(book);
  for (let i = 0; i < flat.length; i += 2) next.set(flat[i] ?? 0, flat[i + 1] ?? 0);
  return next;
};
const flatOfMap = (book: ReadonlyMap<number, number>, of: Sign): FlatLevels =>
  inBookOrder([...book].flat(), of);

const amountAt = (flat: FlatLevels, price: number): number => {
  const at = flat.findIndex((value, i) => i % 2 === 0 && value === price);
  return at < 0 ? 0 : (flat[at + 1] ?? 0);
};

describe('a side of hundreds of levels', () => {
  it('equals a map after any changes, in even runs, and its levels are the same objects', () => {
    fc.assert(
      fc.property(batches, sign, fc.nat(200), (all, of, looked) => {
        let side: LevelRuns = [];
        let book: ReadonlyMap<number, number> = new Map();
        for (const batch of all) {
          const before = side;
          topOf(side, looked, []);
          side = applyChanges(side, batch, of);
          book = naively(book, batch);
          expect(flatOf(side)).toEqual(flatOfMap(book, of));
          const lengths = side.map((run) => flatOf([run]).length / 2);
          expect(lengths.every((length, i) => length <= 64 && length >= (i < side.length - 1 ? 24 : 1))).toBe(
            true,
          );
          const known = new Map(levelsOf(before).map((level) => [level.price, level]));
          const remade = levelsOf(side).filter((level) => {
            const old = known.get(level.price);
            return old?.amount === level.amount && level !== old;
          });
          expect(remade).toEqual([]);
        }
      }),
    );
  });

  it('becomes any other by its differences, and has none with itself', () => {
    fc.assert(
      fc.property(changes(400), changes(400), sign, (one, other, of) => {
        const side = applyChanges([], one, of);
        const target = inBookOrder(other, of);
        const differences = differencesOf(side, target, of);
        const next = changeTo(side, differences, of);
        expect(flatOf(next)).toEqual(target);
        expect(differencesOf(next, target, of)).toEqual([]);
        expect(changeTo(next, [], of)).toBe(next);
        for (const { price, kept, actual } of differences) {
          expect(kept).not.toBe(actual);
          expect([kept, actual]).toEqual([amountAt(flatOf(side), price), amountAt(target, price)]);
        }
      }),
    );
  });

  it('shows its best, as the same array if they are the same levels', () => {
    fc.assert(
      fc.property(changes(400), changes(4), fc.integer({ min: 1, max: 150 }), sign, (one, few, depth, of) => {
        const side = applyChanges([], one, of);
        const top = topOf(side, depth, []);
        expect(top).toEqual(levelsOf(side).slice(0, depth));
        const next = applyChanges(side, few, of);
        const nextTop = topOf(next, depth, top);
        expect(nextTop).toEqual(levelsOf(next).slice(0, depth));
        const isSame = nextTop.length === top.length && nextTop.every((level, i) => level === top[i]);
        expect(nextTop === top).toBe(isSame);
      }),
    );
  });
});
