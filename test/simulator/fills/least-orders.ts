import {
  type FillModel,
  queue,
  recordedMarket,
  through,
  touch,
  virtualClock,
} from '../../../src/simulator/index';
import type { VirtualClock } from '../../../src/simulator/market/clock';
import { randomOf } from '../../../src/simulator/market/random';
import type { SimulationOptions } from '../../../src/simulator/options';
import { createSimulation, type Simulation } from '../../../src/simulator/simulation';
import { isRefusal, readOrderRequest } from '../../../src/simulator/venue/index';
import { recordSynthetic, start } from '../outside/recording';

/** The ms that the market runs before an order is placed, and the ms that the order lives. */
const [before, life] = [10_000, 60_000];
const seconds = (before + life) / 1_000;

interface MarketOfOrders {
  readonly pair: string;
  /** The least amount of an order. */
  readonly least: string;
  readonly profiles?: SimulationOptions['profiles'];
}

/**
 * One market in which the queue hardly matters, because a price consists of a million steps, and one in which it
 * decides everything.
 */
export const markets = {
  btc_jpy: { pair: 'btc_jpy', least: '0.0001' },
  'calm, in coarse steps': {
    pair: 'astr_jpy',
    least: '1',
    profiles: { astr_jpy: { price: 3.42, volatility: 0.01, turnover: 1.3e9 } },
  },
} as const satisfies Readonly<Record<string, MarketOfOrders>>;

export type MarketName = keyof typeof markets;

const account = { apiKey: 'k', apiSecret: 's', balances: { jpy: '1000000', btc: '1', astr: '1000' } };

/** The level of its own side that an order joins. Each is drawn as often as it stands here. */
const levels = [0, 0, 1, 3] as const;

export const models = {
  'touch()': touch(),
  'through()': through(),
  'queue()': queue(),
  "queue({ cancelsAhead: 'proportional' })": queue({ cancelsAhead: 'proportional' }),
  'queue({ cancelsAhead: 1 })': queue({ cancelsAhead: 1 }),
} as const satisfies Readonly<Record<string, FillModel>>;

export type ModelName = keyof typeof models;

interface Placed {
  readonly side: 'buy' | 'sell';
  readonly price: string;
}

/**
 * The time from the order's arrival to its fill, ms. `null`: it was not filled while it lived; `taken`: it did not rest
 * at all.
 */
type Outcome = number | null | 'taken';

const timeToFill = (
  { venue, wire }: Simulation,
  clock: VirtualClock,
  { pair, least }: MarketOfOrders,
  placed: Placed,
): Outcome => {
  const user = wire.accounts.all()[0]?.user ?? -1;
  const placedAt = start + before;
  clock.advanceTo(placedAt);
  const request = { pair, ...placed, type: 'limit', amount: least };
  const order = readOrderRequest(request, venue.instrument, 'refused');
  const made = isRefusal(order) ? order : venue.submitOrder(user, order);
  if (isRefusal(made)) throw new Error(`a least order was refused: ${made.code}`);
  for (let lived = 1_000; lived <= life; lived += 1_000) {
    clock.advanceTo(placedAt + lived);
    const [fill] = venue.tradeHistory(user, { count: 1, order: 'asc' });
    if (fill !== undefined) return fill.makerTaker === 'taker' ? 'taken' : fill.executedAt - placedAt;
  }
  return null;
};

/**
 * The outcome of one order in the market itself, and by each model in the recording of the same market without the
 * order.
 */
export interface Window {
  readonly truth: number | null;
  readonly by: Readonly<Record<ModelName, number | null>>;
}

/** Returns `null` if the order would have been a taker. */
const windowOf = (market: MarketOfOrders, seed: number): Window | null => {
  const { pair, profiles } = market;
  const draw = randomOf(seed, 'least order').next;
  const side = draw() < 0.5 ? 'buy' : 'sell';
  const level = levels[Math.floor(draw() * levels.length)] ?? 0;
  const synthetic = { seed, pairs: [pair], profiles };
  const seen: { placed?: Placed } = {};
  const events = recordSynthetic(seconds, {
    ...synthetic,
    during: ({ market: { queries } }, clock) => {
      clock.advanceTo(start + before);
      const book = queries.depth(pair);
      const own = side === 'buy' ? book?.bids : book?.asks;
      const price = own?.at(level)?.[0];
      if (price !== undefined) seen.placed = { side, price };
    },
  });
  const { placed } = seen;
  if (placed === undefined) return null;
  const run = (simulated: SimulationOptions): Outcome => {
    const clock = virtualClock(start);
    const simulation = createSimulation(
      { ...simulated, accounts: [account], journalCapacity: 0 },
      { wall: clock, market: clock },
    );
    const outcome = timeToFill(simulation, clock, market, placed);
    simulation.close();
    return outcome;
  };
  const truth = run(synthetic);
  if (truth === 'taken') return null;
  const recorded = recordedMarket({ events });
  const by = Object.entries(models).map(([name, fills]) => {
    const outcome = run({ market: recorded, fills });
    return [name, outcome === 'taken' ? 0 : outcome];
  });
  return { truth, by: Object.fromEntries(by) as Window['by'] };
};

/** Runs `count` orders of the least amount, each in a market of its own. */
export const leastOrders = (name: MarketName, count: number): readonly Window[] => {
  const windows: Window[] = [];
  for (let seed = 1; windows.length < count; seed += 1) {
    const window = windowOf(markets[name], seed);
    if (window !== null) windows.push(window);
  }
  return windows;
};

/** The errors of a model. Ratios are fractions of all orders, times are in ms. */
export interface ModelErrors {
  readonly fillRatio: number;
  /** The fraction that is filled by the model but not in the market; `missed` is the opposite. */
  readonly invented: number;
  readonly missed: number;
  /** The median time to fill of all orders that the model fills. */
  readonly timeToFill: number;
  /**
   * Of the orders that are filled by both: the mean of the model's time minus the true time; then the median and the
   * mean of the absolute error.
   */
  readonly late: number;
  readonly middleError: number;
  readonly meanError: number;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const middleOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

const isFilled = (time: number | null): time is number => time !== null;

export const truthOf = (
  windows: readonly Window[],
): { readonly fillRatio: number; readonly timeToFill: number } => {
  const times = windows.map(({ truth }) => truth).filter(isFilled);
  return { fillRatio: times.length / windows.length, timeToFill: middleOf(times) };
};

export const errorsOf = (windows: readonly Window[], name: ModelName): ModelErrors => {
  const all = windows.map(({ truth, by }) => ({ truth, told: by[name] }));
  const times = all.map(({ told }) => told).filter(isFilled);
  const errors = all.flatMap(({ truth, told }) => (truth !== null && told !== null ? [told - truth] : []));
  const share = (count: number): number => count / windows.length;
  return {
    fillRatio: share(times.length),
    invented: share(all.filter(({ truth, told }) => truth === null && told !== null).length),
    missed: share(all.filter(({ truth, told }) => truth !== null && told === null).length),
    timeToFill: middleOf(times),
    late: meanOf(errors),
    middleError: middleOf(errors.map(Math.abs)),
    meanError: meanOf(errors.map(Math.abs)),
  };
};
