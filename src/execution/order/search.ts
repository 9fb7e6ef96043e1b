import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  filter,
  forkJoin,
  map,
  merge,
  type Observable,
  of,
  repeat,
  share,
  Subject,
  switchMap,
  take,
  takeWhile,
  tap,
  timer,
  toArray,
} from 'rxjs';
import { causeOf } from '../../model/errors';
import { isTerminal, type Order } from '../../model/order';
import type { Pair } from '../../model/pair';
import type { Stamp } from '../rest/signing';
import {
  areEqualOrders,
  attribute,
  type Call,
  type Candidate,
  clockSlack,
  couldBe,
  isLike,
} from './attribution';
import { batchesOf } from './cancel';
import type { CheckedOrder } from './check-request';
import { type OrderContext } from './context';
import { provesFence } from './fence';
import { overlap } from './fills';
import type { Entry } from './registry';

/** What a search tells; only `ambiguous` is not its end. */
export type Finding =
  | { readonly type: 'found'; readonly order: Order }
  | { readonly type: 'absent' }
  | { readonly type: 'ambiguous'; readonly candidates: readonly Order[] };

/** How a call came out: its order is known, it was refused, or it was looked for in vain. */
export type Outcome = 'found' | 'refused' | 'absent';

/** Calls that place orders, from their turn to their outcome, and the search for those whose outcome is unknown. */
export interface Search {
  /** Emits the id of a new call, once no equal one is without an outcome (or at once, if that is allowed). */
  turn(order: CheckedOrder, allowEqualInFlight: boolean): Observable<number>;
  /** The id of a call that an earlier process sent: any order since then could be its own. */
  resume(order: CheckedOrder, stamp: Stamp, requestTime: number): number;
  /** The order is of a call of an earlier process that is over: it is no candidate. */
  exclude(orderId: number): void;
  /** The call leaves now. */
  sent(id: number, stamp: Stamp): void;
  settled(id: number, outcome: Outcome): void;
  /**
   * When reads tell of every call that has left, by elapsed time, ms: they are past their fences, and reads have
   * caught up. `Infinity` while one can still be admitted.
   */
  clearAt(): number;
  /** Looks for the order of a call whose outcome is unknown; never sends it again. */
  find(id: number): Observable<Finding>;
}

interface OpenCall extends Call {
  readonly stamp: Stamp | null;
  /** When an answer proved that the call can't be admitted any more; elapsed time, ms. */
  readonly fencedAt: number;
  /** It was reported as ambiguous: equal calls need not wait for it any more. */
  readonly reported: boolean;
  /** Looks begun after the time for settling that found nothing. */
  readonly emptyLooks: number;
  /** The next look reads trades from here on, by the venue's clock, ms: earlier ones have been looked through. */
  readonly lookFrom: number;
  /** Orders that could be its own, once it was reported as ambiguous. */
  readonly candidates: readonly number[];
}

/** A call that is over. */
interface WatchedCall {
  readonly call: OpenCall;
  readonly isAbsent: boolean;
  /** Elapsed time, ms. */
  readonly until: number;
}

const lookInterval = 1000;
const reportedInterval = 15_000;
/** What turns up after the outcome of a call and could be its doing is told for this long, ms. */
const watchFor = 600_000;

export const createSearch = ({
  api,
  registry,
  clock,
  venueTimeOf,
  diagnose,
  settle,
  exclusiveAccount,
}: OrderContext): Search => {
  const calls = new Map<number, OpenCall>();
  const outcomes = new Subject<void>();
  const looks = new Map<Pair, Observable<number>>();
  /** In the order in which they came, which is the order of `until`. */
  const watched = new Set<WatchedCall>();
  const noticed = new Set<number>();
  const excluded = new Set<number>();
  let lastId = 0;

  const unownedEntries = (): readonly Entry[] =>
    registry.unowned().filter(({ orderId }) => !excluded.has(orderId));

  const open = (order: CheckedOrder): number => {
    const id = ++lastId;
    calls.set(id, {
      id,
      order,
      requestTime: Infinity,
      mark: Infinity,
      stamp: null,
      searching: false,
      pastFence: false,
      fencedAt: Infinity,
      reported: false,
      emptyLooks: 0,
      lookFrom: Infinity,
      candidates: [],
    });
    return id;
  };

  const change = (id: number, changes: Partial<OpenCall>): void => {
    const call = calls.get(id);
    if (call !== undefined) calls.set(id, { ...call, ...changes });
  };

  const settled = (id: number, outcome: Outcome): void => {
    const call = calls.get(id);
    if (call === undefined) return;
    calls.delete(id);
    if (outcome !== 'refused')
      watched.add({ call, isAbsent: outcome === 'absent', until: clock.elapsed() + watchFor });
    forgetWatched();
    for (const entry of registry.unowned()) if (isLike(call.order, entry.known.snapshot)) notice(entry);
    outcomes.next();
  };

  const forgetWatched = (): void => {
    const now = clock.elapsed();
    for (const one of watched) {
      if (one.until > now) break;
      watched.delete(one);
    }
    for (const orderId of noticed) if (registry.entry(orderId) === undefined) noticed.delete(orderId);
  };

  /**
   * The last call that is over and could have placed the order: before it left, equal ones that were looked for in vain were
   * past their fences.
   */
  const watchedFor = (candidate: Candidate): WatchedCall | undefined => {
    let last: WatchedCall | undefined;
    for (const one of watched) if (couldBe(one.call, candidate)) last = one;
    return last;
  };

  /** Tells an order that no call owns, although one may have placed it: late, or by being delivered twice. */
  const notice = ({ known: { snapshot: order }, seen, orderId }: Entry): void => {
    if (order === null || noticed.has(orderId) || excluded.has(orderId)) return;
    const match = watchedFor({ order, seen });
    // While an equal call is open the order may still be its own.
    if (match === undefined || equalsOf(match.call.order).length > 0) return;
    noticed.add(orderId);
    diagnose({ kind: match.isAbsent ? 'late-order' : 'unattributed-order', order });
  };

  const equalsOf = (order: CheckedOrder): readonly OpenCall[] =>
    [...calls.values()].filter((other) => areEqualOrders(other.order, order));

  const unowned = (pair: Pair): readonly Candidate[] =>
    unownedEntries().flatMap(({ known: { snapshot }, seen }) =>
      snapshot?.pair === pair ? [{ order: snapshot, seen }] : [],
    );

  /**
   * Reads what the venue lists of a pair, then by id what turned up since and could be an order looked for: the orders of
   * other programs need no second read. Emits when it was begun.
   */
  const look = (pair: Pair): Observable<number> =>
    defer(() => {
      const begun = clock.elapsed();
      const open = [...calls.values()].filter(({ order, searching }) => searching && order.pair === pair);
      const since = Math.min(...open.map(({ lookFrom }) => lookFrom));
      const mark = Math.min(...open.map((call) => call.mark));
      return forkJoin([
        api.rest.all.activeOrders({ pair }).pipe(toArray()),
        api.rest.all.tradeHistory({ pair, since }).pipe(toArray()),
      ]).pipe(
        concatMap(([active, trades]) => {
          for (const order of active) registry.tellOrder(order, 'read');
          for (const fill of trades) registry.tellFill(fill, 'read');
          const orderIds = unownedEntries()
            .filter((entry) => entry.pair === pair && entry.seen > mark && isInQuestion(entry, open))
            .map(({ orderId }) => orderId);
          return concat(...batchesOf([{ pair, orderIds }]).map((batch) => api.rest.ordersInfo(batch)));
        }),
        tap((orders) => {
          for (const order of orders) registry.tellOrder(order, 'read');
        }),
        toArray(),
        map(() => {
          const lookFrom = venueTimeOf(begun) - overlap;
          for (const call of open) change(call.id, { lookFrom: Math.max(call.lookFrom, lookFrom) });
          return begun;
        }),
      );
    });

  // Trades that a look lists again must not be those of an order that was forgotten: it would seem to be a new one.
  registry.keepIf(({ orderId, changedAt }) =>
    [...calls.values()].some(
      ({ candidates, lookFrom }) =>
        candidates.includes(orderId) || venueTimeOf(changedAt) >= lookFrom - overlap,
    ),
  );

  /** Calls of one pair look together: a look that is under way serves all of them. */
  const sharedLook = (pair: Pair): Observable<number> => {
    const shared = looks.get(pair) ?? look(pair).pipe(share());
    looks.set(pair, shared);
    return shared;
  };

  const conclude = (id: number, begun: number): readonly Finding[] => {
    const call = calls.get(id);
    if (call === undefined) return [];
    const verdict = attribute(call, equalsOf(call.order), unowned(call.order.pair));
    // Until then its order may be still to come, and what is there be another program's.
    const isSettled = begun >= call.fencedAt + settle;
    if (!isSettled && (verdict.type === 'none' || !exclusiveAccount)) return [];
    switch (verdict.type) {
      case 'claim':
        return [{ type: 'found', order: verdict.order }];
      case 'ambiguous':
        change(id, { candidates: verdict.candidates.map(({ orderId }) => orderId) });
        if (call.reported) return [];
        change(id, { reported: true });
        outcomes.next();
        return [verdict];
      case 'wait':
        return [];
      case 'none':
        change(id, { emptyLooks: call.emptyLooks + 1 });
        return call.emptyLooks + 1 < 2 ? [] : [{ type: 'absent' }];
    }
  };

  api.answered$.subscribe((answered) => {
    for (const { id, stamp, pastFence } of calls.values())
      if (!pastFence && stamp !== null && provesFence(stamp, answered))
        change(id, { pastFence: true, fencedAt: clock.elapsed() });
  });

  registry.changes$.subscribe(({ after }) => {
    if (after.owned) return;
    forgetWatched();
    notice(after);
  });

  return {
    turn: (order, allowEqualInFlight) =>
      merge(of(undefined), outcomes).pipe(
        filter(() => allowEqualInFlight || equalsOf(order).every(({ reported }) => reported)),
        take(1),
        map(() => open(order)),
      ),
    resume: (order, stamp, requestTime) => {
      const id = open(order);
      change(id, { stamp, requestTime, mark: 0, lookFrom: requestTime - clockSlack });
      return id;
    },
    exclude: (orderId) => void excluded.add(orderId),
    sent: (id, stamp) => {
      const requestTime = stamp.type === 'nonce' ? venueTimeOf(clock.elapsed()) : stamp.requestTime;
      change(id, { requestTime, stamp, mark: registry.mark(), lookFrom: requestTime - clockSlack });
    },
    settled,
    clearAt: () =>
      Math.max(
        -Infinity,
        ...[...calls.values()].flatMap(({ stamp, fencedAt }) => (stamp === null ? [] : [fencedAt + settle])),
      ),
    find: (id) =>
      defer(() => {
        change(id, { searching: true });
        const pair = calls.get(id)?.order.pair;
        if (pair === undefined) return EMPTY;
        return sharedLook(pair).pipe(
          catchError((error: unknown) => {
            diagnose({ kind: 'reconcile-failed', read: 'search', cause: causeOf(error) });
            return EMPTY;
          }),
          repeat({
            delay: () => timer(calls.get(id)?.reported === true ? reportedInterval : lookInterval, clock),
          }),
          switchMap((begun) => conclude(id, begun)),
          tap((finding) => {
            if (finding.type === 'ambiguous') return;
            if (finding.type === 'found') registry.own(finding.order, 'inferred');
            settled(id, finding.type);
          }),
          takeWhile(({ type }) => type === 'ambiguous', true),
        );
      }),
  };
};

/** Is it not told yet, or live and as one of the calls asked for? */
const isInQuestion = ({ known: { snapshot } }: Entry, calls: readonly Call[]): boolean =>
  snapshot === null || (!isTerminal(snapshot.status) && calls.some(({ order }) => isLike(order, snapshot)));
