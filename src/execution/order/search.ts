import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  forkJoin,
  map,
  merge,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  repeat,
  retry,
  share,
  switchMap,
  takeWhile,
  tap,
  timer,
  toArray,
} from 'rxjs';
import { causeOf } from '../../model/tagged';
import { isTerminal, type Order } from '../../model/order';
import type { Pair } from '../../model/pair';
import {
  answersTo,
  attribute,
  type Call,
  type Candidate,
  clockSlack,
  couldBe,
  isLike,
  mayBe,
  sinceOf,
} from './attribution';
import { batchesOf } from './batches';
import { type OrderContext, reportWithin } from './context';
import { inOrder, overlap } from './fills';
import { find, type Flight, type LandedFlight, watchFor } from './flight';
import { equalsOf, landedSince, searchedIn } from './flight-views';
import { listOpen } from './open-list';
import type { Entry } from './registry';

/** A finding of a search. `ambiguous` does not end the search: there are too many candidates, or the time was too short. */
export type Finding =
  | { readonly type: 'found'; readonly order: Order }
  | { readonly type: 'absent' }
  | { readonly type: 'ambiguous'; readonly candidates: readonly Order[] };

/**
 * Searches for the orders of flights whose outcome is unknown, and reports orders that belong to nobody although they
 * could be ours.
 */
export interface Search {
  /** Searches for the order of a flight; never sends it again. */
  find(id: string): Observable<Finding>;
  /** Excludes an order from the candidates, because it belongs to a finished call of an earlier process. */
  exclude(orderId: number): void;
}

const lookInterval = 1000;
/** The least time of a search that begins late because the call waited to be sent again, ms. */
const leastSearch = 5_000;
const reportedInterval = 15_000;
/** The number of times that the look for a refused copy is repeated if it fails. */
const copyLooks = 5;

export const createSearch = (
  { api, registry, flights, clock, venueTimeOf, diagnose, settle, exclusiveAccount }: OrderContext,
  untilClosed: MonoTypeOperatorFunction<number>,
): Search => {
  const looks = new Map<Pair, Observable<number>>();
  const noticed = new Set<number>();
  const excluded = new Set<number>();

  const unownedEntries = (): readonly Entry[] =>
    registry.unowned().filter(({ orderId }) => !excluded.has(orderId));

  // ------------------------------------------------------------------------------------- orders that are nobody's

  /**
   * Returns the last landed flight that could have placed the order. Equal flights whose search found nothing were past
   * their fences before it left.
   */
  const landedFor = (candidate: Candidate): LandedFlight | undefined => {
    for (const flight of landedSince(flights.all(), clock.elapsed() - watchFor))
      if (mayBe(flight, candidate)) return flight;
    return undefined;
  };

  /** Reports an order that no call owns although a call may have placed it, because it was delivered late or twice. */
  const notice = ({ known: { snapshot: order }, seen, orderId }: Entry): void => {
    if (order === null || noticed.has(orderId) || excluded.has(orderId)) return;
    const match = landedFor({ order, seen });
    if (match === undefined) return;
    // The order may still belong to a flight that left before the order was known, unless the candidates of that flight are
    // other orders. If fields of it can't be read, flights of different orders are among these.
    const mayGet = (flight: Flight): boolean =>
      seen > sinceOf(flight).mark &&
      (flight.candidates.length === 0 || isNamedBy(flight, orderId)) &&
      order.pair === flight.order.pair &&
      answersTo(flight.order, order);
    if (flights.all().onTheirWay.some(mayGet)) return;
    noticed.add(orderId);
    diagnose({ kind: match.outcome.type === 'absent' ? 'late-order' : 'unattributed-order', order });
  };

  flights.changes$.subscribe(({ event, before }) => {
    if (event.type !== 'over' && event.type !== 'reported') return;
    for (const orderId of noticed) if (registry.entry(orderId) === undefined) noticed.delete(orderId);
    const order = find(before, event.id)?.order;
    if (order === undefined) return;
    for (const entry of registry.unowned()) {
      const known = entry.known.snapshot;
      if (known?.pair === order.pair && answersTo(order, known)) notice(entry);
    }
    if (event.type === 'over') lookForCopy(find(before, event.id));
  });
  registry.changes$.subscribe(({ after }) => {
    if (!after.owned) notice(after);
  });

  // -------------------------------------------------------------------------------------------------- looking

  const candidatesIn = (pair: Pair): readonly Candidate[] =>
    unownedEntries().flatMap(({ known: { snapshot }, seen }) =>
      snapshot?.pair === pair ? [{ order: snapshot, seen }] : [],
    );

  /**
   * Reads the venue's lists of a pair, and then, by id, the new orders that could be a searched one. The orders of other
   * programs need no second read. Emits the time at which the look began, or -Infinity if it proves no absence.
   */
  const look = (pair: Pair): Observable<number> =>
    defer(() => lookFor(pair, searchedIn(flights.all(), pair)));

  const lookFor = (pair: Pair, searched: readonly Flight[]): Observable<number> =>
    defer(() => {
      const begun = clock.elapsed();
      let provesAbsence = true;
      const since = Math.min(...searched.map(({ lookFrom }) => lookFrom));
      const mark = Math.min(...searched.map((flight) => sinceOf(flight).mark));
      return forkJoin([
        listOpen(api, { pair }),
        api.rest.all.tradeHistory({ pair, since }).pipe(toArray()),
      ]).pipe(
        concatMap(([{ orders, isWhole }, trades]) => {
          for (const order of orders) registry.applyOrder(order, 'read');
          provesAbsence = isWhole;
          for (const fill of inOrder(trades)) registry.applyFill(fill, 'read');
          const orderIds = unownedEntries()
            .filter((entry) => entry.pair === pair && entry.seen > mark && isInQuestion(entry, searched))
            .map(({ orderId }) => orderId);
          return concat(...batchesOf([{ pair, orderIds }]).map((batch) => api.rest.ordersInfo(batch)));
        }),
        tap((orders) => {
          for (const order of orders) registry.applyOrder(order, 'read');
        }),
        toArray(),
        map(() => {
          flights.apply({
            type: 'looked',
            ids: searched.map(({ id }) => id),
            until: venueTimeOf(begun) - overlap,
          });
          return provesAbsence ? begun : -Infinity;
        }),
      );
    });

  /**
   * Looks for the order of a first copy. A call that left again after a refusal may have been delivered the first time as
   * well. Only a read can show that order, after the time by which reads may lag.
   */
  const lookForCopy = (flight: Flight | undefined): void => {
    if (flight === undefined || flight.first === null) return;
    const copy = { ...flight, lookFrom: sinceOf(flight).requestTime - clockSlack };
    timer(settle, clock)
      .pipe(
        concatMap(() => lookFor(flight.order.pair, [copy])),
        retry({
          count: copyLooks,
          delay: (error) => {
            diagnose({ kind: 'reconcile-failed', read: 'search', cause: causeOf(error) });
            return of(null);
          },
        }),
        untilClosed,
      )
      .subscribe({ error: () => undefined });
  };

  // Trades that a look lists again must not belong to a forgotten order, which would look like a new one.
  registry.keepIf(({ orderId, changedAt }) =>
    flights
      .all()
      .onTheirWay.some(
        ({ candidates, lookFrom }) =>
          candidates.includes(orderId) || venueTimeOf(changedAt) >= lookFrom - overlap,
      ),
  );

  /** Flights of one pair are searched for together: a look that is under way serves all of them. */
  const sharedLook = (pair: Pair): Observable<number> => {
    const shared = looks.get(pair) ?? look(pair).pipe(share());
    looks.set(pair, shared);
    return shared;
  };

  const conclude = (flight: Flight, begun: number): readonly Finding[] => {
    const { id, order, fencedAt, reported, emptyLooks } = flight;
    const equals = equalsOf(flights.all(), order);
    const verdict = attribute(flight, equals, candidatesIn(order.pair), exclusiveAccount);
    // Before that, the order may still appear, and an order that is there may belong to another program.
    const isSettled = begun >= fencedAt + settle;
    if (!isSettled && (verdict.type === 'none' || !exclusiveAccount)) return [];
    switch (verdict.type) {
      case 'claim':
        return [{ type: 'found', order: verdict.order }];
      case 'ambiguous':
        flights.apply({
          type: 'reported',
          id,
          candidates: verdict.candidates.map(({ orderId }) => orderId),
        });
        return reported && verdict.candidates.every(({ orderId }) => isNamedBy(flight, orderId))
          ? []
          : [verdict];
      case 'wait':
        return [];
      case 'none':
        flights.apply({ type: 'looked-in-vain', id });
        return emptyLooks + 1 < 2 ? [] : [{ type: 'absent' }];
    }
  };

  /**
   * Returns the time after which a search must report. For a call that was sent again it counts from its first leaving.
   */
  const timeToReport = (id: string): number => {
    const flight = find(flights.all(), id);
    if (flight === undefined || flight.first === null) return reportWithin;
    return Math.max(leastSearch, Math.min(reportWithin, flight.leftAt + reportWithin - clock.elapsed()));
  };

  /** Reports a search without a conclusion in time, with its candidates. Equal orders need not wait for it any more. */
  const overdue = (id: string): readonly Finding[] => {
    const flight = find(flights.all(), id);
    if (flight === undefined || flight.reported) return [];
    const candidates = candidatesIn(flight.order.pair).flatMap((one) =>
      couldBe(flight, one) ? [one.order] : [],
    );
    flights.apply({ type: 'reported', id, candidates: candidates.map(({ orderId }) => orderId) });
    return [{ type: 'ambiguous', candidates }];
  };

  return {
    exclude: (orderId) => void excluded.add(orderId),
    find: (id) =>
      defer(() => {
        flights.apply({ type: 'searched', id });
        const pair = find(flights.all(), id)?.order.pair;
        if (pair === undefined) return EMPTY;
        const isAmbiguous = (): boolean => (find(flights.all(), id)?.candidates.length ?? 0) > 0;
        const looking$ = sharedLook(pair).pipe(
          catchError((error: unknown) => {
            diagnose({ kind: 'reconcile-failed', read: 'search', cause: causeOf(error) });
            return EMPTY;
          }),
          repeat({ delay: () => timer(isAmbiguous() ? reportedInterval : lookInterval, clock) }),
          switchMap((begun) => {
            const flight = find(flights.all(), id);
            return flight === undefined ? [] : conclude(flight, begun);
          }),
        );
        return merge(looking$, timer(timeToReport(id), clock).pipe(concatMap(() => overdue(id)))).pipe(
          tap((finding) => {
            if (finding.type === 'ambiguous') return;
            if (finding.type === 'found') registry.own(finding.order, 'inferred');
            const at = clock.elapsed();
            flights.apply({
              type: 'over',
              id,
              outcome:
                finding.type === 'found'
                  ? { type: 'placed', orderId: finding.order.orderId, at }
                  : { type: 'absent', at },
            });
          }),
          takeWhile(({ type }) => type === 'ambiguous', true),
        );
      }),
  };
};

/** True if the flight was reported with this order as a candidate. */
const isNamedBy = ({ candidates }: Flight, orderId: number): boolean => candidates.includes(orderId);

/**
 * True if the order has not been reported yet, or if it is as one of the calls requested and is live or not fully readable.
 */
const isInQuestion = ({ known: { snapshot } }: Entry, calls: readonly Call[]): boolean =>
  snapshot === null ||
  calls.some(
    ({ order }) => answersTo(order, snapshot) && !(isTerminal(snapshot.status) && isLike(order, snapshot)),
  );
