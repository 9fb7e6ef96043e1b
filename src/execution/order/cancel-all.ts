import {
  catchError,
  concatMap,
  defer,
  EMPTY,
  finalize,
  interval,
  merge,
  type MonoTypeOperatorFunction,
  Observable,
  repeat,
  tap,
  timer,
} from 'rxjs';
import type { CancelAllOutcome, CancelOutcome } from '../../model/cancel-outcome';
import type { CallError } from '../../model/errors';
import { causeOf } from '../../model/tagged';
import { isTerminal, type OrderRef } from '../../model/order';
import type { Pair } from '../../model/pair';
import { venueCodes } from '../../model/venue-codes';
import { cancelOnce, inBatches, refsOf } from './cancel';
import { type OrderContext, tellWithin } from './context';
import { listOpen, noIdToRead } from './open-list';
import { isLive } from './registry';
import type { OrderIds } from '../rest/requests';
import { runOnce } from '../../operators/course';

export interface CancelAllConfig {
  readonly context: OrderContext;
  readonly pair: Pair | undefined;
  readonly untilClosed: MonoTypeOperatorFunction<CancelOutcome>;
}

/** An order that is to be cancelled, and what became of that so far. */
interface Target {
  readonly ref: OrderRef;
  /** Its cancels that were sent and not answered yet. */
  readonly out: number;
  /** When a cancel of it was last sent, elapsed time, ms. */
  readonly sentAt: number;
  /** One of its cancels may have had an effect that nobody told of. */
  readonly mayBeDone: boolean;
  /** One refusal answered for it and for others. */
  readonly alone: boolean;
  readonly isTold: boolean;
  /** Why it is not done yet. */
  readonly message: string;
}

const againAfter = 1_000;

/**
 * Cancels every open order, of a pair or of all. What is known is cancelled at once, the rest as soon as it is read; reads
 * and cancels are repeated until each order has its outcome. What has none in time is `Unresolved`. Cold.
 */
export const cancelAll = ({ context, pair, untilClosed }: CancelAllConfig): Observable<CancelAllOutcome> =>
  new Observable((subscriber) => {
    const { api, registry, clock } = context;
    const targets = new Map<number, Target>();
    let isListed = false;
    let unreadBecause = 'no answer came';

    const change = (orderId: number, changes: Partial<Target>): void => {
      const target = targets.get(orderId);
      if (target !== undefined) targets.set(orderId, { ...target, ...changes });
    };

    const tell = (outcome: CancelOutcome): void => {
      const target = targets.get(outcome.orderId);
      if (target === undefined || target.isTold) return;
      change(outcome.orderId, { isTold: true });
      subscriber.next(outcome);
    };

    const untold = (): readonly Target[] => [...targets.values()].filter(({ isTold }) => !isTold);

    const concludeIfDone = (): void => {
      if (isListed && untold().length === 0) subscriber.complete();
    };

    /** Whatever is known to be open, and may be cancelled, is to be. */
    const collect = (): void => {
      for (const entry of registry.open()) {
        const order = entry.known.snapshot;
        if (order === null || !isLive(entry) || order.userCancelable === false) continue;
        if ((pair === undefined || order.pair === pair) && !targets.has(order.orderId))
          targets.set(order.orderId, newTarget(order));
      }
    };

    /** An order that has ended says so itself, whatever its cancels were answered by. */
    const tellEnded = (): void => {
      for (const { ref, mayBeDone, out } of untold()) {
        const order = registry.entry(ref.orderId)?.known.snapshot ?? null;
        // Where only one answer is awaited, it says by whom.
        if (order === null || !isTerminal(order.status) || (out > 0 && !mayBeDone)) continue;
        if (order.status === 'FULLY_FILLED') tell({ ...ref, type: 'AlreadyFilled', order });
        else tell({ ...ref, type: mayBeDone ? 'Canceled' : 'AlreadyCanceled', order });
      }
    };

    const hear = (outcome: CancelOutcome, isAlone: boolean): void => {
      const { orderId } = outcome;
      switch (outcome.type) {
        case 'Unresolved':
          change(orderId, { mayBeDone: true, message: outcome.message });
          break;
        case 'Refused':
          // One refusal can't speak for several orders, and one that may pass speaks for none.
          if (isAlone && speaksOfOrder(outcome.code)) tell(outcome);
          else change(orderId, { alone: speaksOfOrder(outcome.code), message: outcome.message });
          break;
        default:
          tell(outcome);
      }
    };

    const send = (batch: OrderIds): void => {
      const isAlone = batch.orderIds.length === 1;
      for (const { orderId } of refsOf(batch))
        change(orderId, { out: (targets.get(orderId)?.out ?? 0) + 1, sentAt: clock.elapsed() });
      // Its answer is waited for also once the outcomes have been told: the end of the order is ours then.
      runOnce(cancelOnce(context, batch).pipe(untilClosed))
        .pipe(
          finalize(() => {
            for (const { orderId } of refsOf(batch))
              change(orderId, { out: (targets.get(orderId)?.out ?? 1) - 1 });
            tellEnded();
            concludeIfDone();
          }),
        )
        .subscribe((outcome) => {
          hear(outcome, isAlone);
        });
    };

    const cancelDue = (): void => {
      const now = clock.elapsed();
      const due = untold().filter(({ out, sentAt }) => out === 0 && now - sentAt >= againAfter);
      const together = due.filter(({ alone }) => !alone).map(({ ref }) => ref);
      const apart = due.filter(({ alone }) => alone).flatMap(({ ref }) => inBatches([ref]));
      for (const batch of [...inBatches(together), ...apart]) send(batch);
    };

    const list$ = listOpen(api, { pair }).pipe(
      tap(({ orders, isWhole }) => {
        for (const order of orders) registry.tellOrder(order, 'read');
        isListed = isWhole;
        if (!isWhole) unreadBecause = noIdToRead;
      }),
    );

    /** What was sent for is read by its id: it need not be listed any more. */
    const readUnanswered$ = defer(() => {
      const refs = untold().flatMap(({ ref, sentAt }) => (sentAt > -Infinity ? [ref] : []));
      return merge(...inBatches(refs).map((batch) => api.rest.ordersInfo(batch)));
    }).pipe(
      tap((orders) => {
        for (const order of orders) registry.tellOrder(order, 'read');
      }),
    );

    const look = (): void => {
      collect();
      tellEnded();
      cancelDue();
      concludeIfDone();
    };

    const endlessly = <T>(read$: Observable<T>, failed: (error: unknown) => void): Observable<T> =>
      read$.pipe(
        tap({ complete: look }),
        catchError((error: unknown) => {
          failed(error);
          return EMPTY;
        }),
        repeat({ delay: () => timer(againAfter, clock) }),
      );

    const giveUp = (): void => {
      for (const { ref, message } of untold()) tell({ ...ref, type: 'Unresolved', message });
      if (!isListed)
        subscriber.next({
          type: 'Unresolved',
          pair: pair ?? null,
          orderId: null,
          message: `the list of open orders could not be read: ${unreadBecause}`,
        });
      subscriber.complete();
    };

    const listFailed = (error: unknown): void => {
      unreadBecause = causeOf(error);
      // What nothing mends is an error, as long as nothing was sent.
      if (isForGood(error as CallError) && targets.size === 0) subscriber.error(error);
    };

    look();
    // First, so that what is read is not cancelled once more.
    subscriber.add(
      timer(againAfter, clock)
        .pipe(concatMap(() => endlessly(readUnanswered$, () => undefined)))
        .subscribe(),
    );
    subscriber.add(endlessly(list$, listFailed).subscribe());
    subscriber.add(interval(againAfter, clock).subscribe(look));
    subscriber.add(timer(tellWithin, clock).subscribe(giveUp));
  });

const newTarget = ({ pair, orderId }: OrderRef): Target => ({
  ref: { pair, orderId },
  out: 0,
  sentAt: -Infinity,
  mayBeDone: false,
  alone: false,
  isTold: false,
  message: 'the venue has not answered',
});

const passing: readonly string[] = ['rate-limit', 'busy', 'clock', 'system', 'maintenance'];

/** A refusal that a moment later might not be one says nothing of the order. */
const speaksOfOrder = (code: number | null): boolean =>
  code !== null && !passing.includes(venueCodes.get(code)?.class ?? 'refused');

/** Of a read: nothing mends a wrong key or a wrong pair. */
const isForGood = (error: CallError): boolean =>
  error._tag === 'RequestError' ||
  (error._tag === 'VenueError' && ['credential', 'parameter'].includes(error.class));
