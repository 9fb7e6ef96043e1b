import { fromUnits } from '../../model/decimal';
import type { Pair } from '../../model/pair';
import type { AssetUnits, Venue, VenueAsset, VenueInstrument } from '../venue/index';

/** Looks up the rules by which figures are written. */
export interface Rules {
  readonly instrument: (pair: Pair) => VenueInstrument;
  readonly asset: (asset: string) => VenueAsset;
  /** Returns the pairs with margin trading. */
  readonly marginPairs: () => readonly Pair[];
  readonly money: (asset: string, units: AssetUnits) => string;
}

export const rulesOf = (venue: Venue): Rules => {
  const assets = new Map(venue.assetRules().map((rule) => [rule.asset, rule]));
  const asset = (name: string): VenueAsset => {
    const rule = assets.get(name);
    if (!rule) throw new Error(`the venue has no asset ${name}`);
    return rule;
  };
  return {
    asset,
    marginPairs: () =>
      venue
        .instruments()
        .filter(({ margin }) => margin !== null)
        .map(({ pair }) => pair),
    instrument: (pair) => {
      const instrument = venue.instrument(pair);
      if (!instrument) throw new Error(`the venue has no pair ${pair}`);
      return instrument;
    },
    money: (name, units) => fromUnits(units, asset(name).precision),
  };
};

/** Drops the fields of events that have not happened. The venue leaves such fields out. */
export const present = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const result: Record<string, unknown> = {};
  for (const name in fields) if (fields[name] !== null) result[name] = fields[name];
  return result;
};
