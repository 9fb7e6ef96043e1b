import { randomOf, type Random } from '../../src/simulator/market/random';

/** A seeded source of choices, always the same for the same parts. */
export interface Draw extends Random {
  readonly below: (limit: number) => number;
  readonly pick: <T>(values: readonly T[]) => T;
  readonly shuffled: <T>(values: readonly T[]) => T[];
}

export const drawOf = (...parts: readonly (string | number)[]): Draw => {
  const random = randomOf(...parts);
  const below = (limit: number): number => Math.floor(random.next() * limit);
  return {
    ...random,
    below,
    pick: <T>(values: readonly T[]) => values[below(values.length)] as T,
    shuffled: <T>(values: readonly T[]) => {
      const shuffled = [...values];
      for (let i = shuffled.length - 1; i > 0; i -= 1) {
        const other = below(i + 1);
        [shuffled[i], shuffled[other]] = [shuffled[other] as T, shuffled[i] as T];
      }
      return shuffled;
    },
  };
};
