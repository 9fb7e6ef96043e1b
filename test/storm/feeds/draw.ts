import type { Fault, When } from '../../../src/simulator/faults/fault';
import { randomOf, type Random } from '../../../src/simulator/market/random';
import { drawNewcomers, drawUpsets } from './draw-upsets';
import { drawTraps, linkInTurn, restInTurn } from './draw-traps';
import { restFaults } from './fault-kinds';
import { type Deed, type FeedScript, type Observed, type Observer, pairs, unknownPair } from './script';

/** Length of a storm in ms, long enough for bars to end, short enough for many seeds. */
const length = 150_000;

const noon = Date.UTC(2026, 0, 15, 3);
/** A time at which the candlestick of the day does not exist yet. It comes before the calm is over. */
const youngDay = Date.UTC(2026, 0, 15, 0, 7);

type Pick = <T>(of: readonly T[]) => T;

const pickWith =
  (random: Random): Pick =>
  (of) =>
    of[random.between(0, of.length - 1)] as (typeof of)[number];

/** The pairs of observers, mostly trading ones. */
const busyPairs = ['btc_jpy', 'btc_jpy', 'sol_jpy', 'sol_jpy', 'mkr_jpy'] as const;

const rooms = [
  'depth_diff',
  'depth_diff',
  'depth_whole',
  'transactions',
  'ticker',
  'circuit_break_info',
] as const;

const observed = (random: Random, pick: Pick): Observed => {
  const feed = pick([
    'book',
    'book',
    'trades',
    'trades',
    'candles',
    'quotes',
    'ticker',
    'circuitBreak',
    'tradable',
    'depthWhole',
    'depthDiff',
  ] as const);
  switch (feed) {
    case 'book':
      return { feed, depth: pick([null, null, 1, 5, 20, 300]) };
    case 'candles':
      return { feed, type: pick(['1min', '1min', '5min']), history: random.between(0, 5) };
    default:
      return { feed };
  }
};

const observers = (random: Random, pick: Pick): readonly Observer[] => {
  const drawn: Observer[] = [];
  // One observer of every feed is there from the start to the end, so that each seed has something to lose.
  for (const feed of ['book', 'trades', 'candles'] as const) {
    const what: Observed =
      feed === 'book'
        ? { feed, depth: null }
        : feed === 'candles'
          ? { feed, type: '1min', history: 3 }
          : { feed };
    if (random.chance(0.8))
      drawn.push({ ...what, at: random.between(0, 2_000), until: null, pair: 'btc_jpy' });
  }
  const count = random.between(6, 22);
  for (let i = 0; i < count; i += 1) {
    const at = random.chance(0.3) ? random.between(0, 500) : random.between(0, length);
    const until = random.chance(0.4) ? null : at + random.between(0, random.chance(0.3) ? 1_000 : 80_000);
    drawn.push({ ...observed(random, pick), at, until, pair: pick(busyPairs) });
  }
  // One observer switches from pair to pair.
  if (random.chance(0.5)) {
    const what = observed(random, pick);
    let at = random.between(0, 60_000);
    for (let i = 0; i < 4; i += 1) {
      const until = at + random.between(20, 20_000);
      drawn.push({ ...what, at, until, pair: pick(pairs) });
      at = until;
    }
  }
  if (random.chance(0.2)) {
    drawn.push({ feed: 'unknown', at: random.between(0, length), until: null, pair: unknownPair });
  }
  return drawn;
};

const deeds = (random: Random, pick: Pick): readonly Deed[] => {
  const drawn: Deed[] = [];
  for (const pair of ['btc_jpy', 'sol_jpy'] as const) {
    // It observes all the time, the calm included.
    drawn.push({
      deed: 'take',
      at: random.between(0, 3_000),
      pair,
      every: random.between(300, 3_000),
      count: 70,
    });
    for (let i = random.between(0, 2); i > 0; i -= 1) {
      const every = random.between(20, 900);
      drawn.push({
        deed: 'take',
        at: random.between(0, length),
        pair,
        every,
        count: random.between(20, 120),
      });
    }
  }
  for (let i = random.between(0, 3); i > 0; i -= 1) {
    const at = random.between(0, length);
    const pair = pick(busyPairs);
    const ms = random.between(1_000, 60_000);
    const deed = pick(['circuit-break', 'circuit-break', 'halt', 'busy', 'suspend'] as const);
    if (deed === 'circuit-break') {
      const mode = pick(['CIRCUIT_BREAK', 'FULL_RANGE_CIRCUIT_BREAK', 'RESUMPTION', 'LISTING'] as const);
      drawn.push({ deed, at, pair, mode, ms });
    } else drawn.push({ deed, at, pair, ms });
  }
  return drawn;
};

const restPaths = [
  '/btc_jpy/transactions',
  '/sol_jpy/transactions',
  '/btc_jpy/ticker',
  '/btc_jpy/candlestick/*',
  '/sol_jpy/candlestick/*',
  '/v1/spot/*',
  '/*',
] as const;

/** Draws a fault of a link as a whole, which strikes immediately. */
const linkFault = (random: Random, pick: Pick): Fault => {
  const when = { after: 0 };
  return pick<Fault>([
    { kind: 'stream-drop', when },
    { kind: 'stream-freeze', ms: random.between(100, 60_000), when },
    { kind: 'restart', ms: random.between(0, 2_000), when },
  ]);
};

const fault = (random: Random, pick: Pick): Fault => {
  const kind = pick([
    'frame-lose',
    'frame-lose',
    'frame-repeat',
    'frame-reorder',
    'frame-reorder',
    'frame-corrupt',
    'frame-corrupt',
    'stream-drop',
    'stream-drop',
    'stream-freeze',
    'stream-slow',
    'restart',
    ...restFaults,
  ] as const);
  const some = (most: number): When => ({ nth: random.between(1, most), times: random.between(1, 3) });
  const room = `${pick(rooms)}_${pick(busyPairs)}`;
  const only = random.chance(0.75) ? { only: { room } } : {};
  switch (kind) {
    case 'frame-lose':
    case 'frame-repeat':
    case 'frame-reorder':
    case 'frame-corrupt':
      return { kind, ...only, when: random.chance(0.2) ? { rate: 0.05 } : some(random.chance(0.5) ? 3 : 30) };
    case 'stream-drop':
      return {
        kind,
        ...only,
        when: { nth: random.between(1, random.chance(0.3) ? 4 : 60), times: pick([1, 1, 3]) },
      };
    case 'stream-freeze': {
      const ms = random.chance(0.2) ? {} : { ms: random.between(100, 60_000) };
      return { kind, ...only, ...ms, when: { nth: random.between(1, 40) } };
    }
    case 'stream-slow':
      return { kind, ms: random.between(50, 8_000), when: { after: 0, for: random.between(1_000, 30_000) } };
    case 'restart':
      return { kind, ms: random.between(0, 20_000), when: { after: 0 } };
    case 'rest-late':
    case 'rest-reply-late':
      return { kind, ms: random.between(100, 15_000), only: { path: pick(restPaths) }, when: some(3) };
    default:
      return {
        kind,
        only: { path: pick(restPaths) },
        when: random.chance(0.5) ? some(3) : { after: 0, for: random.between(1_000, 30_000) },
      };
  }
};

/** Draws every choice of a storm from its seed. */
export const draw = (seed: number): FeedScript => {
  const random = randomOf(seed, 'feed storm');
  const pick = pickWith(random);
  const traps = drawTraps(seed, randomOf(seed, 'traps of a feed storm'), length);
  const faults = [...linkInTurn(seed), ...restInTurn(seed, random), ...traps.flatMap((trap) => trap.faults)];
  for (let i = random.between(3, 18); i > 0; i -= 1) {
    const at = random.chance(0.2) ? random.between(0, 1_000) : random.between(0, length - 10_000);
    faults.push({ at, fault: fault(random, pick) });
    // These faults strike a link that is just being made.
    if (random.chance(0.15))
      faults.push({ at: at + random.between(10, 1_500), fault: linkFault(random, pick) });
  }
  const drawnUpsets = drawUpsets(randomOf(seed, 'upsets of a feed storm'), length);
  const upsets = traps.find((trap) => trap.upsets !== undefined)?.upsets ?? drawnUpsets;
  return {
    seed,
    start: seed % 3 === 2 ? youngDay : noon,
    latency: pick([0, 5, 20, 80]),
    linger: pick([0, 0, 0, 3_000]),
    length,
    observers: [
      ...observers(random, pick),
      ...traps.flatMap((trap) => trap.observers ?? []),
      ...drawNewcomers(randomOf(seed, 'newcomers of a feed storm'), upsets),
    ],
    deeds: [...deeds(random, pick), ...traps.flatMap((trap) => trap.deeds)],
    faults,
    upsets,
  };
};
