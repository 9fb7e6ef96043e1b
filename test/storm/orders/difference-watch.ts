import type { ExecutionDiagnostic } from '../../../src/execution/index';
import { type Reads, readsOf, type ReadWatch } from './read-watch';

/**
 * Watches differences between the client and the venue during a play. Every value of a feed was the venue's at most as
 * long ago as the client takes to notice; otherwise a diagnostic has reported that it could not, or the link was known
 * to be lost.
 */
export interface DifferenceWatch {
  /** Compares the two once a second, while there is a link. */
  readonly look: (ours: View, truth: View) => void;
  /** Handles the loss of the link. Held values are known to be old then. */
  readonly lose: () => void;
  readonly hear: (diagnostic: ExecutionDiagnostic) => void;
  readonly violations: readonly string[];
}

const feeds = ['orders$', 'fills$', 'assets$', 'positions$'] as const;
type Feed = (typeof feeds)[number];

/** Texts by key, for each feed. */
export type View = Readonly<Record<Feed, ReadonlyMap<string, string>>>;

const readsByFeed: Readonly<Record<Feed, Reads>> = {
  orders$: 'orders',
  fills$: 'orders',
  assets$: 'assets',
  positions$: 'positions',
};

/** Interval in ms at which everything is read: `reconcileInterval` of the session. */
const everything = 60_000;
/** Interval in ms at which a known open order is read: `liveInterval` of the sweep. */
const known = 15_000;
/** The sweep's tick, one missed sample, latency and the waits between retries, ms. */
const slack = 4_000;
const missing = 'missing';

export const watchDifferences = (
  settle: number,
  now: () => number,
  heldUpFor: ReadWatch['heldUpFor'],
): DifferenceWatch => {
  const violations: string[] = [];
  const told = new Set<string>();
  const heldOrders = new Set<string>();
  const watches = feeds.map((feed) => watchFeed(feed, () => now() - heldUpFor(readsByFeed[feed])));

  /**
   * Returns the longest difference of a key. A read may lag by `settle`. The read of an order's trades follows that of
   * the order, and vice versa.
   */
  const boundOf = (feed: Feed, key: string): number => {
    const orderId = key.split('/').at(-1) ?? '';
    const isKnown = (feed === 'orders$' || feed === 'fills$') && heldOrders.has(orderId);
    return isKnown ? known + 2 * settle + slack : everything + settle + slack;
  };
  return {
    violations,
    lose: () => {
      for (const { restart } of watches) restart();
    },
    hear: (diagnostic) => {
      if (diagnostic.kind === 'reconcile-failed')
        for (const { feed, restart } of watches)
          // A diagnostic that stands for others names only its own read.
          if (diagnostic.count > 1 || readsByFeed[feed] === readsOf(diagnostic.read)) restart();
    },
    look: (ours, truth) => {
      for (const orderId of ours.orders$.keys()) heldOrders.add(orderId);
      for (const { feed, differences } of watches)
        for (const { key, text, age } of differences(ours[feed], truth[feed])) {
          const name = `${feed}: ${key}`;
          if (age <= boundOf(feed, key) || told.has(name)) continue;
          told.add(name);
          violations.push(
            `${name} is ${text} ${age / 1_000} s after it was, at the venue ${truth[feed].get(key) ?? missing}, and nothing was told of it`,
          );
        }
    },
  };
};

interface Difference {
  readonly key: string;
  /** The client's text. */
  readonly text: string;
  /** The time since it was true, ms. */
  readonly age: number;
}

/** Watches a feed. `clock` stands still while reads of the feed are held up. */
const watchFeed = (feed: Feed, clock: () => number) => {
  const keys = new Set<string>();
  /** The time at which a text of a key was last true or, if it never was, first held. */
  const lastTrue = new Map<string, number>();
  let since = -Infinity;
  return {
    feed,
    restart: () => (since = clock()),
    differences: (ours: View[Feed], truth: View[Feed]): readonly Difference[] => {
      const now = clock();
      for (const key of [...ours.keys(), ...truth.keys()]) keys.add(key);
      return [...keys].flatMap((key) => {
        const text = ours.get(key) ?? missing;
        const name = `${key} ${text}`;
        lastTrue.set(`${key} ${truth.get(key) ?? missing}`, now);
        if (!lastTrue.has(name)) lastTrue.set(name, now);
        if (truth.get(key) === ours.get(key)) return [];
        return [{ key, text, age: now - Math.max(since, lastTrue.get(name) ?? now) }];
      });
    },
  };
};
