import type { Random } from '../../../src/simulator/market/random';

/** One of a list, each as likely as the other. */
export const pick = <T>(random: Random, items: readonly T[]): T =>
  items[random.between(0, items.length - 1)] as T;
