import type { Random } from '../../../src/simulator/market/random';

/** Picks an item of a list, each with the same probability. */
export const pick = <T>(random: Random, items: readonly T[]): T =>
  items[random.between(0, items.length - 1)] as T;
