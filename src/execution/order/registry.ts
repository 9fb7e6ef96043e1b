import { Observable, Subject } from 'rxjs';
import type { Fill } from '../../model/fill';
import { isTerminal, type Order, type OrderRef } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import type { Pair } from '../../model/pair';
import { diff, ending, isEnding } from './diff';
import { type Fact, type Known, merge, newsOfFact, newsOfFill, newsOfOrder, nothing } from './known';

/** Everything the client keeps about one order. Times are elapsed ones, ms. */
export interface Entry {
  readonly orderId: number;
  /** As the venue told it; before that as whoever asked for the order named it, and `null` where nobody did. */
  readonly pair: Pair | null;
  readonly known: Known;
  /** Counts up over all orders: which came first. */
  readonly seen: number;
  /** A call of this client placed it. */
  readonly owned: boolean;
  /** Our cancels of it that have no answer yet: who ended it may still be told. */
  readonly cancels: number;
  /** When a cancel of it was last answered by its end, or by the word that this will come; `-Infinity`: never. */
  readonly cancelAnsweredAt: number;
  /** By a new order, which is on its way or was placed. */
  readonly isReplaced: boolean;
  /** When the last read of it was asked for; `-Infinity` makes it due at once. */
  readonly readAt: number;
  /** When it was first heard of, or first again after it was forgotten. */
  readonly since: number;
  /** When knowledge of it last grew. */
  readonly changedAt: number;
}

export interface Change {
  readonly before: Entry | null;
  readonly after: Entry;
  readonly source: 'stream' | 'reply' | 'read';
}

/** The one place where the state of orders is kept. */
export interface Registry {
  readonly changes$: Observable<Change>;
  tellOrder(order: Order, source: Change['source'], ...facts: readonly Fact[]): void;
  tellFill(fill: Fill, source: Change['source']): void;
  /** A fact about an order that may not be known yet. */
  tellFact(orderId: number, source: Change['source'], ...facts: readonly Fact[]): void;
  /** A call of this client placed it; `facts` are told with that. */
  own(ref: OrderRef, ...facts: readonly Fact[]): void;
  /** A read of it is asked for, now or (`-Infinity`) as soon as possible. */
  readAt(orderId: number, time: number): void;
  cancelBegins(ref: OrderRef): void;
  cancelEnds(orderId: number): void;
  /** By its end, or by the word that this will come. */
  cancelAnswered(orderId: number): void;
  replacementBegins(ref: OrderRef): void;
  /** No new order was placed. */
  replacementFails(orderId: number): void;
  entry(orderId: number): Entry | undefined;
  /** A copy: those that have not ended, far fewer than are kept. */
  open(): readonly Entry[];
  /** A copy: those that no call of this client is known to have placed. */
  unowned(): readonly Entry[];
  /** Orders of which this is true are not forgotten. */
  keepIf(isNeeded: (entry: Entry) => boolean): void;
  /**
   * Forgets those that have ended, or were never told themselves and are nobody's, and have not changed since, unless they
   * are needed.
   */
  forgetUnchanged(since: number): void;
  /** Orders seen after this moment have a greater `seen`. */
  mark(): number;
  /** The life of an order from here on, told from its beginning. */
  life(orderId: number): Observable<OrderTransition>;
}

/** A life waits for its end: it is ours, or a new order is to take its place. */
const isAwaited = ({ owned, isReplaced }: Entry): boolean => owned || isReplaced;

/** Has the venue told its pair? */
const tellsPair = ({ known }: Entry): boolean => known.snapshot !== null || known.fills.size > 0;

/** Nobody has told anything of it, and nobody waits for it. */
const isEmpty = (entry: Entry): boolean =>
  entry.known === nothing && entry.cancels === 0 && entry.cancelAnsweredAt === -Infinity && !isAwaited(entry);

/** Does the order need no more watching? */
export const hasEnded = (entry: Entry): boolean => ending(entry.known) !== null;

export const isLive = (entry: Entry): boolean =>
  entry.known.snapshot !== null && !isTerminal(entry.known.snapshot.status);

export const createRegistry = (elapsed: () => number): Registry => {
  const entries = new Map<number, Entry>();
  const open = new Map<number, Entry>();
  const unowned = new Map<number, Entry>();
  const changes = new Subject<Change>();
  /** Who follows the life of an order, by its id: each change concerns the lives of one. */
  const lives = new Map<number, Set<(known: Known) => void>>();
  let seen = 0;
  let isNeeded: (entry: Entry) => boolean = () => false;

  /** What the venue says of a pair counts, and before that the latest that was named: it may have been a wrong one. */
  const entryOf = (orderId: number, pair: Pair | null, isTold = false): Entry => {
    const entry = entries.get(orderId);
    if (entry !== undefined)
      return pair === null || pair === entry.pair || (!isTold && tellsPair(entry))
        ? entry
        : { ...entry, pair };
    return {
      orderId,
      pair,
      known: nothing,
      seen: ++seen,
      owned: false,
      cancels: 0,
      cancelAnsweredAt: -Infinity,
      isReplaced: false,
      readAt: elapsed(),
      since: elapsed(),
      changedAt: elapsed(),
    };
  };

  const keep = (entry: Entry): void => {
    const { orderId } = entry;
    entries.set(orderId, entry);
    if (hasEnded(entry)) open.delete(orderId);
    else open.set(orderId, entry);
    if (entry.owned) unowned.delete(orderId);
    else unowned.set(orderId, entry);
  };

  const tell = (orderId: number, pair: Pair | null, news: Known, source: Change['source']): void => {
    const before = entries.get(orderId) ?? null;
    const entry = entryOf(orderId, pair, true);
    const known = merge(entry.known, news);
    if (known === entry.known) {
      // A pair that was named wrongly is known from now on.
      if (before !== null && entry !== before) keep(entry);
      return;
    }
    const after = { ...entry, known, changedAt: elapsed() };
    keep(after);
    changes.next({ before, after, source });
    for (const hear of lives.get(orderId) ?? []) hear(after.known);
  };

  const forget = (orderId: number): void => {
    for (const all of [entries, open, unowned]) all.delete(orderId);
  };

  /** What the venue does not know by the pair that was named need not be read. */
  const forgetEmpty = (orderId: number): void => {
    const entry = entries.get(orderId);
    if (entry !== undefined && isEmpty(entry)) forget(orderId);
  };

  const note = (orderId: number, notes: Partial<Entry>): void => {
    const entry = entries.get(orderId);
    if (entry !== undefined) keep({ ...entry, ...notes });
  };

  return {
    changes$: changes.asObservable(),
    tellOrder: (order, source, ...facts) => {
      tell(order.orderId, order.pair, newsOfOrder(order, ...facts), source);
    },
    tellFill: (fill, source) => {
      tell(fill.orderId, fill.pair, newsOfFill(fill), source);
    },
    tellFact: (orderId, source, ...facts) => {
      tell(orderId, null, newsOfFact(...facts), source);
    },
    own: ({ orderId, pair }, ...facts) => {
      keep({ ...entryOf(orderId, pair), owned: true });
      if (facts.length > 0) tell(orderId, pair, newsOfFact(...facts), 'reply');
    },
    readAt: (orderId, time) => {
      note(orderId, { readAt: time });
    },
    cancelBegins: ({ orderId, pair }) => {
      const entry = entryOf(orderId, pair);
      keep({ ...entry, cancels: entry.cancels + 1 });
    },
    cancelEnds: (orderId) => {
      note(orderId, { cancels: (entries.get(orderId)?.cancels ?? 1) - 1 });
      forgetEmpty(orderId);
    },
    cancelAnswered: (orderId) => {
      note(orderId, { cancelAnsweredAt: elapsed() });
    },
    replacementBegins: ({ orderId, pair }) => {
      keep({ ...entryOf(orderId, pair), isReplaced: true });
    },
    replacementFails: (orderId) => {
      note(orderId, { isReplaced: false });
      forgetEmpty(orderId);
    },
    entry: (orderId) => entries.get(orderId),
    open: () => [...open.values()],
    unowned: () => [...unowned.values()],
    keepIf: (isKept) => {
      isNeeded = isKept;
    },
    forgetUnchanged: (since) => {
      for (const entry of entries.values()) {
        const { orderId, known, changedAt } = entry;
        const isWatched = open.has(orderId) && (known.snapshot !== null || isAwaited(entry));
        if (changedAt > since || isWatched || isNeeded(entry)) continue;
        forget(orderId);
      }
    },
    mark: () => seen,
    // By hand: startWith, scan, concatMap and takeWhile would be four subscriptions for each order.
    life: (orderId) =>
      new Observable((subscriber) => {
        let known = nothing;
        let isTelling = false;
        const waiting: OrderTransition[] = [];
        // Merged again, so that a change told while another is being told can't take anything back, nor go before it.
        const hear = (news: Known): void => {
          const next = merge(known, news);
          waiting.push(...diff(known, next));
          known = next;
          if (isTelling) return;
          isTelling = true;
          for (let told = waiting.shift(); told !== undefined && !subscriber.closed; told = waiting.shift()) {
            subscriber.next(told);
            if (isEnding(told)) subscriber.complete();
          }
          isTelling = false;
        };
        hear(entries.get(orderId)?.known ?? nothing);
        if (subscriber.closed) return undefined;
        const hearers = lives.get(orderId) ?? new Set();
        lives.set(orderId, hearers.add(hear));
        return () => {
          if (hearers.delete(hear) && hearers.size === 0) lives.delete(orderId);
        };
      }),
  };
};
