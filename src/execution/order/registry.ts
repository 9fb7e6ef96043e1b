import { Observable, Subject } from 'rxjs';
import type { Fill } from '../../model/fill';
import { isTerminal, type Order, type OrderRef } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import type { Pair } from '../../model/pair';
import { diff, ending, isEnding } from './diff';
import { type Fact, type Known, merge, newsOfFact, newsOfFill, newsOfOrder, nothing } from './known';

/** The client's state of one order. Times are elapsed ones, ms. */
export interface Entry {
  readonly orderId: number;
  /** The pair from the venue; before that the pair from the caller, and `null` if nobody named one. */
  readonly pair: Pair | null;
  readonly known: Known;
  /** The number of the order among all orders, in the order in which they were first seen. */
  readonly seen: number;
  /** True if a call of this client placed it. */
  readonly owned: boolean;
  /** The number of our cancels of the order without an answer so far. An answer may still show who ended the order. */
  readonly cancels: number;
  /**
   * The time at which the venue last answered a cancel of the order with its end or an acknowledgement; `-Infinity` if it
   * never did.
   */
  readonly cancelAnsweredAt: number;
  /** True if a new order that replaces this one is on its way or was placed. */
  readonly isReplaced: boolean;
  /** The time at which the order was last read. `-Infinity` makes a read due immediately. */
  readonly readAt: number;
  /** The time of the first news of the order, or of the first one after it was forgotten. */
  readonly since: number;
  /** The time at which the client last learnt something new about the order. */
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
  applyOrder(order: Order, source: Change['source'], ...facts: readonly Fact[]): void;
  applyFill(fill: Fill, source: Change['source']): void;
  /** Adds a fact about an order that may not be known yet. */
  applyFact(orderId: number, source: Change['source'], ...facts: readonly Fact[]): void;
  /** Marks an order as placed by a call of this client, together with `facts`. */
  own(ref: OrderRef, ...facts: readonly Fact[]): void;
  /** Notes the time of the last read of an order; `-Infinity` requests a read as soon as possible. */
  readAt(orderId: number, time: number): void;
  cancelBegins(ref: OrderRef): void;
  cancelEnds(orderId: number): void;
  /** Notes that the venue answered a cancel with the end of the order or an acknowledgement. */
  cancelAnswered(orderId: number): void;
  replacementBegins(ref: OrderRef): void;
  /** Reports that no new order was placed. */
  replacementFails(orderId: number): void;
  entry(orderId: number): Entry | undefined;
  /** Returns a copy of the entries that have not ended. They are far fewer than all. */
  open(): readonly Entry[];
  /** Returns a copy of the entries of orders that no call of this client is known to have placed. */
  unowned(): readonly Entry[];
  /** Sets a condition. Orders that meet it are not forgotten. */
  keepIf(isNeeded: (entry: Entry) => boolean): void;
  /**
   * Forgets orders that have not changed since a time, unless they are needed: orders that have ended, and orders that the
   * venue never reported and that belong to nobody.
   */
  forgetUnchanged(since: number): void;
  /** Returns a mark. Orders seen after this moment have a greater `seen`. */
  mark(): number;
  /** Emits the life of an order from its beginning: first the transitions up to now, then the later ones. */
  life(orderId: number): Observable<OrderTransition>;
}

/** True if a life waits for its end: the order is ours, or a new order replaces it. */
const isAwaited = ({ owned, isReplaced }: Entry): boolean => owned || isReplaced;

/** True if the venue has reported the pair of the order. */
const showsPair = ({ known }: Entry): boolean => known.snapshot !== null || known.fills.size > 0;

/** True if there is no news of the order, and nobody waits for it. */
const isEmpty = (entry: Entry): boolean =>
  entry.known === nothing && entry.cancels === 0 && entry.cancelAnsweredAt === -Infinity && !isAwaited(entry);

/** True if the order needs no more watching. */
export const hasEnded = (entry: Entry): boolean => ending(entry.known) !== null;

export const isLive = (entry: Entry): boolean =>
  entry.known.snapshot !== null && !isTerminal(entry.known.snapshot.status);

export const createRegistry = (elapsed: () => number): Registry => {
  const entries = new Map<number, Entry>();
  const open = new Map<number, Entry>();
  const unowned = new Map<number, Entry>();
  const changes = new Subject<Change>();
  /** The observers of the lives of orders, by id. Each change concerns the lives of one order. */
  const lives = new Map<number, Set<(known: Known) => void>>();
  let seen = 0;
  let isNeeded: (entry: Entry) => boolean = () => false;

  /**
   * Returns an entry. The pair that the venue reports counts. Before that it is the pair that a caller named last, which
   * may be wrong.
   */
  const entryOf = (orderId: number, pair: Pair | null, isNamed = false): Entry => {
    const entry = entries.get(orderId);
    if (entry !== undefined)
      return pair === null || pair === entry.pair || (!isNamed && showsPair(entry))
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

  const apply = (orderId: number, pair: Pair | null, news: Known, source: Change['source']): void => {
    const before = entries.get(orderId) ?? null;
    const entry = entryOf(orderId, pair, true);
    const known = merge(entry.known, news);
    if (known === entry.known) {
      // A wrongly named pair is corrected from now on.
      if (before !== null && entry !== before) keep(entry);
      return;
    }
    const after = { ...entry, known, changedAt: elapsed() };
    keep(after);
    changes.next({ before, after, source });
    for (const onNews of lives.get(orderId) ?? []) onNews(after.known);
  };

  const forget = (orderId: number): void => {
    for (const all of [entries, open, unowned]) all.delete(orderId);
  };

  /** Forgets an order that the venue does not know by the named pair, because it need not be read. */
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
    applyOrder: (order, source, ...facts) => {
      apply(order.orderId, order.pair, newsOfOrder(order, ...facts), source);
    },
    applyFill: (fill, source) => {
      apply(fill.orderId, fill.pair, newsOfFill(fill), source);
    },
    applyFact: (orderId, source, ...facts) => {
      apply(orderId, null, newsOfFact(...facts), source);
    },
    own: ({ orderId, pair }, ...facts) => {
      keep({ ...entryOf(orderId, pair), owned: true });
      if (facts.length > 0) apply(orderId, pair, newsOfFact(...facts), 'reply');
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
    // This is written by hand, because startWith, scan, concatMap and takeWhile would be four subscriptions for each
    // order.
    life: (orderId) =>
      new Observable((subscriber) => {
        let known = nothing;
        let isEmitting = false;
        const waiting: OrderTransition[] = [];
        // News is merged once more. A change that comes while another one is being emitted can then neither undo nor
        // overtake it.
        const onNews = (news: Known): void => {
          const next = merge(known, news);
          waiting.push(...diff(known, next));
          known = next;
          if (isEmitting) return;
          isEmitting = true;
          for (
            let transition = waiting.shift();
            transition !== undefined && !subscriber.closed;
            transition = waiting.shift()
          ) {
            subscriber.next(transition);
            if (isEnding(transition)) subscriber.complete();
          }
          isEmitting = false;
        };
        // The listener is added before anything is emitted, because the observer may cause news while it handles a
        // transition.
        const listeners = lives.get(orderId) ?? new Set();
        lives.set(orderId, listeners.add(onNews));
        subscriber.add(() => {
          if (listeners.delete(onNews) && listeners.size === 0) lives.delete(orderId);
        });
        onNews(entries.get(orderId)?.known ?? nothing);
      }),
  };
};
