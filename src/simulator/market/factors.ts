import type { Pair } from '../../model/pair';
import { type Clustering, createClustering } from './clustering';
import { createFactor, type Factor } from './factor';
import type { MarketProfile } from './profiles';

/**
 * The number of days that shared factors keep: a year and some more. The longer candles of all pairs need the same days
 * of them.
 */
const sharedDays = 380;
const ownDays = 2;
const marketJumpsPerDay = 1.5;
const ownJumpsPerDay = 0.5;

/** A factor, and the degree to which a pair follows it. */
export interface Loading {
  readonly factor: Factor;
  readonly weight: number;
}

/**
 * The factors that move each pair: the whole market, its sector, and itself. The squares of the weights add up to one.
 */
export interface Factors {
  readonly clustering: Clustering;
  readonly of: (pair: Pair, profile: MarketProfile) => readonly Loading[];
}

/**
 * Creates the factors. `seed` decides everything. Two pairs that follow the market by `a` and `b` (shares of variance)
 * correlate by the root of `a` × `b`.
 */
export const createFactors = (seed: number): Factors => {
  const clustering = createClustering(seed);
  const shared = new Map<string, Factor>();
  const sharedFactor = (name: string, jumpsPerDay: number): Factor => {
    const factor =
      shared.get(name) ?? createFactor({ seed, name, clustering, jumpsPerDay, keptDays: sharedDays });
    shared.set(name, factor);
    return factor;
  };
  return {
    clustering,
    of: (pair, { sector, marketShare, sectorShare }) => {
      // A sector gets no more than the market leaves, so that the variance of a pair stays at its profile's.
      const ofSector = Math.min(sectorShare, 1 - marketShare);
      return [
        { factor: sharedFactor('market', marketJumpsPerDay), weight: Math.sqrt(marketShare) },
        { factor: sharedFactor(`sector ${sector}`, 0), weight: Math.sqrt(ofSector) },
        {
          factor: createFactor({
            seed,
            name: pair,
            clustering,
            jumpsPerDay: ownJumpsPerDay,
            keptDays: ownDays,
          }),
          weight: Math.sqrt(1 - marketShare - ofSector),
        },
      ];
    },
  };
};
