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
import { inBatches, refsOf } from './batches';
import { cancelOnce } from './cancel';
import { type OrderContext, reportWithin } from './context';
import { listOpen, noIdToRead } from './open-list';
import { isLive } from './registry';
import type { OrderIds } from '../rest/requests';
import { runOnce } from '../../operators/course';

export interface CancelAllConfig {
  readonly context: OrderContext;
  readonly pair: Pair | undefined;
  readonly untilClosed: MonoTypeOperatorFunction<CancelOutcome>;
}

/** An order that must be cancelled, with the results so far. */
interface Target {
  readonly ref: OrderRef;
  /** The number of cancels of the order that were sent and not answered yet. */
  readonly out: number;
  /** The elapsed time at which a cancel of the order was last sent, ms. */
  readonly sentAt: number;
  /** True if a cancel of the order may have had an effect that nothing has shown yet. */
  readonly mayBeDone: boolean;
  /** True after one refusal of a cancel of several orders, so that the order is cancelled alone from then on. */
  readonly alone: boolean;
  readonly isReported: boolean;
  /** The reason why the order is not cancelled yet. */
  readonly message: string;
}

const againAfter = 1_000;

/**
 * Cancels every open order, of a pair or of all. Known orders are cancelled immediately, the others as soon as they are
 * read. Reads and cancels are repeated until each order has its outcome. An order without one in time is `Unresolved`.
 * Cold.
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

    const report = (outcome: CancelOutcome): void => {
      const target = targets.get(outcome.orderId);
      if (target === undefined || target.isReported) return;
      change(outcome.orderId, { isReported: true });
      subscriber.next(outcome);
    };

    const unreported = (): readonly Target[] => [...targets.values()].filter(({ isReported }) => !isReported);

    const concludeIfDone = (): void => {
      if (isListed && unreported().length === 0) subscriber.complete();
    };

    /** Collects the orders that are known to be open, and that may be cancelled. */
    const collect = (): void => {
      for (const entry of registry.open()) {
        const order = entry.known.snapshot;
        if (order === null || !isLive(entry) || order.userCancelable === false) continue;
        if ((pair === undefined || order.pair === pair) && !targets.has(order.orderId))
          targets.set(order.orderId, newTarget(order));
      }
    };

    /**
     * Emits the outcomes of orders that have ended. Their state shows the outcome, whatever the answers to their
     * cancels are.
     */
    const reportEnded = (): void => {
      for (const { ref, mayBeDone, out } of unreported()) {
        const order = registry.entry(ref.orderId)?.known.snapshot ?? null;
        // If only one answer is awaited, that answer shows who cancelled it.
        if (order === null || !isTerminal(order.status) || (out > 0 && !mayBeDone)) continue;
        if (order.status === 'FULLY_FILLED') report({ ...ref, type: 'AlreadyFilled', order });
        else report({ ...ref, type: mayBeDone ? 'Canceled' : 'AlreadyCanceled', order });
      }
    };

    const onOutcome = (outcome: CancelOutcome, isAlone: boolean): void => {
      const { orderId } = outcome;
      switch (outcome.type) {
        case 'Unresolved':
          change(orderId, { mayBeDone: true, message: outcome.message });
          break;
        case 'Refused':
          // A refusal shows nothing about one of several orders, and a transient one shows nothing about any.
          if (isAlone && speaksOfOrder(outcome.code)) report(outcome);
          else change(orderId, { alone: speaksOfOrder(outcome.code), message: outcome.message });
          break;
        default:
          report(outcome);
      }
    };

    const send = (batch: OrderIds): void => {
      const isAlone = batch.orderIds.length === 1;
      for (const { orderId } of refsOf(batch))
        change(orderId, { out: (targets.get(orderId)?.out ?? 0) + 1, sentAt: clock.elapsed() });
      // The answer is awaited even after the outcomes, because it shows that this client ended the order.
      runOnce(cancelOnce(context, batch).pipe(untilClosed))
        .pipe(
          finalize(() => {
            for (const { orderId } of refsOf(batch))
              change(orderId, { out: (targets.get(orderId)?.out ?? 1) - 1 });
            reportEnded();
            concludeIfDone();
          }),
        )
        .subscribe((outcome) => {
          onOutcome(outcome, isAlone);
        });
    };

    const cancelDue = (): void => {
      const now = clock.elapsed();
      const due = unreported().filter(({ out, sentAt }) => out === 0 && now - sentAt >= againAfter);
      const together = due.filter(({ alone }) => !alone).map(({ ref }) => ref);
      const apart = due.filter(({ alone }) => alone).flatMap(({ ref }) => inBatches([ref]));
      for (const batch of [...inBatches(together), ...apart]) send(batch);
    };

    const list$ = listOpen(api, { pair }).pipe(
      tap(({ orders, isWhole }) => {
        for (const order of orders) registry.applyOrder(order, 'read');
        isListed = isWhole;
        if (!isWhole) unreadBecause = noIdToRead;
      }),
    );

    /** Reads the orders with an unanswered cancel by their ids. They need not be listed any more. */
    const readUnanswered$ = defer(() => {
      const refs = unreported().flatMap(({ ref, sentAt }) => (sentAt > -Infinity ? [ref] : []));
      return merge(...inBatches(refs).map((batch) => api.rest.ordersInfo(batch)));
    }).pipe(
      tap((orders) => {
        for (const order of orders) registry.applyOrder(order, 'read');
      }),
    );

    const look = (): void => {
      collect();
      reportEnded();
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
      for (const { ref, message } of unreported()) report({ ...ref, type: 'Unresolved', message });
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
      // A permanent failure is an error, as long as nothing was sent.
      if (isForGood(error as CallError) && targets.size === 0) subscriber.error(error);
    };

    look();
    // This comes first, so that an order that is read here is not cancelled once more.
    subscriber.add(
      timer(againAfter, clock)
        .pipe(concatMap(() => endlessly(readUnanswered$, () => undefined)))
        .subscribe(),
    );
    subscriber.add(endlessly(list$, listFailed).subscribe());
    subscriber.add(interval(againAfter, clock).subscribe(look));
    subscriber.add(timer(reportWithin, clock).subscribe(giveUp));
  });

const newTarget = ({ pair, orderId }: OrderRef): Target => ({
  ref: { pair, orderId },
  out: 0,
  sentAt: -Infinity,
  mayBeDone: false,
  alone: false,
  isReported: false,
  message: 'the venue has not answered',
});

const passing: readonly string[] = ['rate-limit', 'busy', 'clock', 'system', 'maintenance'];

/** True if a refusal concerns the order itself. A refusal that might not be repeated a moment later does not. */
const speaksOfOrder = (code: number | null): boolean =>
  code !== null && !passing.includes(venueCodes.get(code)?.class ?? 'refused');

/** True for a permanent failure of a read, such as a wrong key or a wrong pair. */
const isForGood = (error: CallError): boolean =>
  error._tag === 'RequestError' ||
  (error._tag === 'VenueError' && ['credential', 'parameter'].includes(error.class));
