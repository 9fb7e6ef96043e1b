import type { ExecutionDiagnostic } from '../../../src/execution/index';
import { type Reads, readsOf, type ReadWatch } from './read-watch';

/**
 * Watches differences between the client and the venue on the way: whatever a feed says was the venue's not longer ago
 * than the client takes to notice, or a diagnostic has said that it could not, or the link was known to be lost.
 */
export interface DifferenceWatch {
  /** Once a second, while the link stands. */
  readonly look: (ours: View, truth: View) => void;
  /** The link is lost: what is held is known to be old. */
  readonly lose: () => void;
  readonly hear: (diagnostic: ExecutionDiagnostic) => void;
  readonly violations: readonly string[];
}

const feeds = ['orders$', 'fills$', 'assets$', 'positions$'] as const;
type Feed = (typeof feeds)[number];

/** Texts by key, of each feed. */
export type View = Readonly<Record<Feed, ReadonlyMap<string, string>>>;

const readsByFeed: Readonly<Record<Feed, Reads>> = {
  orders$: 'orders',
  fills$: 'orders',
  assets$: 'assets',
  positions$: 'positions',
};

/** Everything is read this often, ms: `reconcileInterval` of the session. */
const everything = 60_000;
/** An order that is known to live is read this often, ms: `liveInterval` of the sweep. */
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

  /** A read may lag by `settle`. That of an order's trades follows that of the order, and the other way round. */
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
          // One that stands for others names only its own read.
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
  /** What the client says. */
  readonly text: string;
  /** How long ago that was true, ms. */
  readonly age: number;
}

/** `clock` stands still while reads of the feed are held up. */
const watchFeed = (feed: Feed, clock: () => number) => {
  const keys = new Set<string>();
  /** When a text of a key was true last, or if it never was when it was first held. */
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
