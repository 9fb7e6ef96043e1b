import { assets } from '../../../src/simulator/market/assets';
import { virtualClock, type VirtualClock } from '../../../src/simulator/market/clock';
import { instruments } from '../../../src/simulator/market/instruments';
import { randomOf } from '../../../src/simulator/market/random';
import { defaultQuirks, type Quirks } from '../../../src/simulator/venue/quirks';
import {
  createVenue,
  isRefusal,
  readOrderRequest,
  type NewOrder,
  type VenueOrder,
  type Refusal,
  type Venue,
  type VenueEvent,
} from '../../../src/simulator/venue/index';
import { fromUnits, toUnits } from '../../../src/model/decimal';

/** The start, noon in Japan. */
export const start = Date.UTC(2026, 10, 22, 3);

/** The pairs of the venue. The last one is not enabled. */
export const pairs = ['btc_jpy', 'xrp_jpy', 'eth_jpy', 'sui_jpy', 'dai_jpy', 'mona_btc', 'omg_jpy'];

export interface Fixture {
  readonly venue: Venue;
  readonly quirks: Quirks;
  readonly clock: VirtualClock;
  readonly events: VenueEvent[];
  /** Places an order written as the venue's request; returns the code of a refusal. */
  readonly place: (user: number, pair: string, request: object) => VenueOrder | number;
  readonly balance: (user: number, asset: string) => { free: string; locked: string; onhand: string };
  /** Opens a user with money. */
  readonly user: (balances?: Readonly<Record<string, string>>) => number;
  readonly house: number;
}

export const fixture = (quirks: Partial<Quirks> = {}, seed = 1): Fixture => {
  const clock = virtualClock(start);
  const random = randomOf(seed);
  const venue = createVenue({
    instruments: instruments
      .filter(({ pair }) => pairs.includes(pair))
      .map((instrument) => ({
        ...instrument,
        enabled: instrument.pair !== 'omg_jpy',
        stopped: {
          ...instrument.stopped,
          order: false,
          market: false,
          stop: false,
          stopLimit: false,
          buy: false,
          sell: false,
        },
      })),
    assets: assets.filter(({ asset }) =>
      ['jpy', 'btc', 'xrp', 'eth', 'sui', 'dai', 'mona', 'omg'].includes(asset),
    ),
    scheduler: clock,
    random: () => random.next(),
    quirks,
  });
  const events: VenueEvent[] = [];
  venue.events$.subscribe((event) => events.push(event));
  const precision = (asset: string): number =>
    venue.assetRules().find((rules) => rules.asset === asset)?.precision ?? 0;
  return {
    venue,
    quirks: { ...defaultQuirks, ...quirks },
    clock,
    events,
    house: venue.openAccount({ class: 'house' }),
    place: (user, pair, request) => {
      const order: NewOrder | Refusal = readOrderRequest({ pair, ...request }, venue.instrument, 'refused');
      const outcome = isRefusal(order) ? order : venue.submitOrder(user, order);
      return isRefusal(outcome) ? outcome.code : outcome;
    },
    balance: (user, asset) => {
      const found = venue.assets(user).find((balance) => balance.asset === asset);
      if (found === undefined) throw new Error(`no asset ${asset}`);
      const text = (units: bigint): string => fromUnits(units, found.precision);
      return { free: text(found.free), locked: text(found.locked), onhand: text(found.onhand) };
    },
    user: (balances = { jpy: '100000000', btc: '10', xrp: '100000' }) => {
      const id = venue.openAccount({ class: 'user' });
      for (const [asset, amount] of Object.entries(balances))
        venue.credit(id, asset, toUnits(amount, precision(asset)));
      return id;
    },
  };
};

export const accepted = (outcome: VenueOrder | number): VenueOrder => {
  if (typeof outcome === 'number') throw new Error(`refused with ${outcome}`);
  return outcome;
};
