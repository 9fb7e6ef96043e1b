import type { Fault, When } from '../../../src/simulator/faults/fault';
import type { Random } from '../../../src/simulator/market/random';
import { restFaults } from './fault-kinds';
import type { Deed, Observer, TimedFault, Upset } from './script';

/** A situation that chance alone would produce too rarely. */
export interface Trap {
  readonly deeds: readonly Deed[];
  readonly faults: readonly TimedFault[];
  readonly observers?: readonly Observer[];
  /** Upsets in the place of those that chance draws. */
  readonly upsets?: readonly Upset[];
}

/**
 * Draws faults of REST so that few seeds show each of them to a feed that begins, to one that goes on and to one that
 * proves its trades.
 */
export const restInTurn = (seed: number, random: Random): readonly TimedFault[] => {
  const inTurn = (turn: number, path: string, when: When): Fault => {
    const kind = restFaults[(seed + turn) % restFaults.length] as (typeof restFaults)[number];
    const only = { path };
    return kind === 'rest-late' || kind === 'rest-reply-late'
      ? { kind, only, when, ms: random.between(100, 15_000) }
      : { kind, only, when };
  };
  return [
    {
      at: 0,
      fault: inTurn(0, random.chance(0.5) ? '/btc_jpy/ticker' : '/sol_jpy/ticker', { nth: 1, times: 2 }),
    },
    { at: random.between(0, 60_000), fault: inTurn(4, '/btc_jpy/transactions', { nth: 1, times: 3 }) },
    { at: 0, fault: inTurn(7, '/btc_jpy/candlestick/*', { nth: 1, times: 2 }) },
  ];
};

/**
 * Draws faults so that few seeds show rare combinations: a link frozen at its first messages, diffs lost one after
 * another.
 */
export const linkInTurn = (seed: number): readonly TimedFault[] => {
  const inTurn: readonly Fault[] = [
    { kind: 'stream-freeze', ms: 12_000, only: { room: 'depth_whole_btc_jpy' }, when: { nth: 1 } },
    { kind: 'frame-lose', only: { room: 'depth_diff_btc_jpy' }, when: { nth: 20, times: 3 } },
    { kind: 'frame-repeat', only: { room: 'depth_*' }, when: { nth: 20, times: 3 } },
    { kind: 'frame-lose', only: { room: 'depth_*' }, when: { nth: 1, times: 2 } },
  ];
  return [{ at: 0, fault: inTurn[seed % inTurn.length] as Fault }];
};

const pair = 'btc_jpy';
const ofTrades = { room: `transactions_${pair}` };

/** Loses the last trades of a storm, when no other fault is likely to cause a request of REST for them. */
const lateLoss = (random: Random, length: number): Trap => ({
  deeds: [{ deed: 'take', at: length - 12_000, pair, every: 600, count: 60 }],
  faults: [
    {
      at: length - random.between(3_000, 9_000),
      fault: { kind: 'frame-lose', only: ofTrades, when: { nth: 1 } },
    },
  ],
});

/** Makes more trades in an outage than REST shows after it. */
const longOutage = (random: Random): Trap => {
  const at = random.between(20_000, 100_000);
  return {
    deeds: [{ deed: 'take', at: at + 100, pair, every: 10, count: 120 }],
    faults: [{ at, fault: { kind: 'restart', ms: 2_000, when: { after: 0 } } }],
  };
};

/**
 * Delivers the first trade of a bar late, but before the bar is over: by REST, which proves trades when many have come.
 */
const lateOpen = (bar: number): Trap => ({
  deeds: [{ deed: 'take', at: bar + 10, pair, every: 300, count: 70 }],
  faults: [{ at: bar, fault: { kind: 'frame-lose', only: ofTrades, when: { nth: 1 } } }],
});

/**
 * Draws contradictions so that few seeds show every way in which the venue contradicts itself, at the first messages of
 * a book and later.
 */
const contradiction = (seed: number): Trap => {
  const diffs = { room: `depth_diff_${pair}` };
  const wholes = { room: `depth_whole_${pair}` };
  const inTurn: readonly (readonly Fault[])[] = [
    [{ kind: 'sequence-leap', only: diffs, when: { nth: 1 } }],
    [{ kind: 'sequence-leap', only: diffs, when: { nth: 15 } }],
    [{ kind: 'sequence-leap', only: wholes, when: { nth: 2 } }],
    [{ kind: 'sequence-restart', only: diffs, when: { nth: 12 } }],
    [{ kind: 'sequence-restart', only: wholes, when: { nth: 1 } }],
    [
      { kind: 'frame-lose', only: diffs, when: { nth: 20 } },
      { kind: 'sequence-leap', only: diffs, when: { nth: 22 } },
      { kind: 'sequence-restart', only: diffs, when: { nth: 24 } },
    ],
    [{ kind: 'sequence-restart', only: wholes, when: { nth: 3 } }],
  ];
  const faults = inTurn[seed % inTurn.length] ?? [];
  return { deeds: [], faults: faults.map((fault) => ({ at: 0, fault })) };
};

/** Lets the venue close each link with its first change of a book, when others have come. */
const briefLinks = (random: Random): Trap => ({
  deeds: [],
  faults: [
    {
      at: random.between(15_000, 100_000),
      fault: { kind: 'stream-drop', only: { room: 'depth_diff_*' }, when: { nth: 1, times: 12 } },
    },
  ],
});

/** Begins candles when the trades of their pair have long been observed, and no loss of the link follows. */
const lateCandles = (length: number): Trap => ({
  deeds: [],
  faults: [],
  observers: [{ feed: 'candles', type: '1min', history: 4, at: length - 500, until: null, pair }],
});

const withoutRest = (at: number): TimedFault => ({
  at,
  fault: { kind: 'rest-status', only: { path: '/*' }, when: { after: 0, for: 60_000 } },
});

/** The machine wakes while REST can't be reached. Only REST could show a quiet pair how long it has slept. */
const wakesWithoutRest: Trap = {
  deeds: [],
  faults: [withoutRest(85_000)],
  observers: [{ feed: 'candles', type: '1min', history: 3, at: 400, until: null, pair: 'mkr_jpy' }],
  upsets: [{ at: 20_000, type: 'sleep', ms: 70_000 }],
};

/** REST fails in the first minute of every feed. */
const beginsWithoutRest: Trap = {
  deeds: [],
  faults: [withoutRest(0)],
  observers: [{ feed: 'candles', type: '1min', history: 5, at: 700, until: null, pair: 'sol_jpy' }],
};

/** The link dies silently as the machine goes to sleep. */
const wakesWithDeadLink: Trap = {
  deeds: [],
  faults: [{ at: 29_500, fault: { kind: 'stream-freeze', when: { after: 0 } } }],
  upsets: [{ at: 30_000, type: 'sleep', ms: 4_000 }],
};

/** The deaths by turn; `null`: neither REST nor the link is dead for a minute. */
const deaths = [null, beginsWithoutRest, null, wakesWithoutRest, wakesWithDeadLink] as const;

/** Draws the traps of a storm. Its bars begin on the minute. */
export const drawTraps = (seed: number, random: Random, length: number): readonly Trap[] => [
  lateLoss(random, length),
  lateOpen(120_000),
  ...(seed % 3 === 0 ? [longOutage(random)] : []),
  contradiction(seed),
  ...(seed % 4 === 1 ? [briefLinks(random)] : []),
  ...(seed % 3 === 1 ? [lateCandles(length)] : []),
  ...[deaths[seed % deaths.length] ?? []].flat(),
];
