import {
  catchError,
  concatMap,
  defer,
  EMPTY,
  filter,
  ignoreElements,
  merge,
  noop,
  type Observable,
  of,
  Subject,
  type Subscription,
  take,
  takeUntil,
  takeWhile,
  tap,
  throwError,
} from 'rxjs';
import type { CancelOutcome } from '../model/cancel-outcome';
import { type CallError, closedError } from '../model/errors';
import type { Order, OrderRef } from '../model/order';
import type { OrderTransition } from '../model/order-transition';
import type { Clock } from '../operators/clock';
import { untilEnd } from '../operators/until-end';
import type { OrderDiagnostic } from './order/context';
import { isEnding } from './order/diff';
import { startedOnce, type Course, courseOf } from '../operators/course';

// The rules for a command that nobody subscribes to, whose subscribers leave, or whose client is closed.

/** A command was created and not subscribed to within a second, so that nothing was done. */
export interface LeavingDiagnostic {
  readonly kind: 'not-subscribed';
  /** The method that created the command, such as `submitOrder`. */
  readonly verb: string;
}

// ------------------------------------------------------------------------------------------------- closing

export interface Closing {
  /** Completes a source when the client is closed. */
  readonly untilClosed: <T>(source: Observable<T>) => Observable<T>;
  /** Completes a source that the closing itself needs, once the closing is done. */
  readonly untilEnded: <T>(source: Observable<T>) => Observable<T>;
  /** Completes a life when the client is closed. A life without subscribers continues until the end, because its order is cancelled. */
  readonly unlessLeft: (isLeft: () => boolean) => <T>(source: Observable<T>) => Observable<T>;
  /** Wraps the Observable that a method returns. A subscription after the closing fails with a `ClosedError`. */
  readonly asked: <T>(verb: string, source: Observable<T>) => Observable<T>;
  /** Wraps a command that begins once. It is replayed even after the closing. */
  readonly command: <T>(verb: string, begin: () => Course<T>) => Observable<T>;
  /** Lets nothing begin any more. */
  readonly close: () => void;
  /** Ends everything that continues. */
  readonly end: () => void;
}

export const createClosing = (clock: Clock, diagnose: (diagnostic: LeavingDiagnostic) => void): Closing => {
  const unsubscribed = watchUnsubscribed(clock, (verb) => {
    diagnose({ kind: 'not-subscribed', verb });
  });
  const closing = new Subject<void>();
  const ending = new Subject<void>();
  const untilClosed = untilEnd(closing);
  let isClosed = false;
  const closed = (verb: string): Observable<never> => throwError(() => closedError(verb));
  return {
    untilClosed,
    untilEnded: untilEnd(ending),
    unlessLeft: (isLeft) => (source) =>
      isClosed ? EMPTY : source.pipe(takeUntil(merge(closing.pipe(filter(() => !isLeft())), ending))),
    asked: (verb, source) => {
      const subscribed = unsubscribed.made(verb);
      return defer(() => {
        subscribed();
        return isClosed ? closed(verb) : untilClosed(source);
      });
    },
    command: (verb, begin) => {
      const subscribed = unsubscribed.made(verb);
      return startedOnce(() => {
        subscribed();
        return isClosed ? courseOf(closed(verb)) : begin();
      });
    },
    close: () => {
      isClosed = true;
      unsubscribed.stop();
      closing.next();
    },
    end: () => {
      ending.next();
    },
  };
};

// --------------------------------------------------------------------------------------- never subscribed to

const patience = 1_000;

interface Made {
  readonly verb: string;
  /** The elapsed time of the report, ms. */
  readonly due: number;
}

/** Reports commands without a subscription within a second. One timer serves all commands, and is not set again for each. */
const watchUnsubscribed = (clock: Clock, report: (verb: string) => void) => {
  const waiting = new Set<Made>();
  let timer: Subscription | null = null;

  const arm = (delay: number): void => {
    timer = clock.schedule(look, delay);
    // RxJS has no API for this: in Node, the timer alone must not keep the process alive.
    (timer as { readonly id?: { readonly unref?: () => void } }).id?.unref?.();
  };

  const look = (): void => {
    timer = null;
    for (const one of waiting) {
      if (one.due > clock.elapsed()) {
        arm(one.due - clock.elapsed());
        return;
      }
      waiting.delete(one);
      report(one.verb);
    }
  };

  let isStopped = false;

  return {
    made: (verb: string): (() => unknown) => {
      if (isStopped) return noop;
      const one = { verb, due: clock.elapsed() + patience };
      waiting.add(one);
      if (timer === null) arm(patience);
      return () => waiting.delete(one);
    },
    stop: (): void => {
      isStopped = true;
      waiting.clear();
      timer?.unsubscribe();
      timer = null;
    },
  };
};

// ------------------------------------------------------------------------------------------------- leaving

export interface LeavingConfig {
  readonly cancel: (ref: OrderRef) => Observable<CancelOutcome>;
  readonly diagnose: (diagnostic: OrderDiagnostic) => void;
  /** True if orders that were found by their parameters may be cancelled. */
  readonly exclusiveAccount: boolean;
}

/** Handles orders whose subscribers have left. */
export interface LeftOrders {
  /** Follows a life whose last subscriber has left, and cancels its order once it is known and certainly ours. */
  readonly leave: (life: Observable<OrderTransition>) => void;
  /** Completes once no order at the venue waits for its cancel. */
  readonly finished$: Observable<never>;
}

export const cancelLeft = ({ cancel, diagnose, exclusiveAccount }: LeavingConfig): LeftOrders => {
  /** The orders, by their lives, that have left for the venue and whose cancel has no outcome yet. */
  const owed = new Map<object, OrderRef | null>();
  const finished = new Subject<void>();
  const finishLife = (life: object): void => {
    if (owed.delete(life)) finished.next();
  };

  /** Cancels an order. Nobody gets the outcome, so that a cancel which may have left the order open is reported. */
  const cancelAndReport = (order: Order, finish: () => void): Observable<unknown> => {
    const failed = ({ message: cause }: { readonly message: string }): void => {
      diagnose({ kind: 'cancel-failed', order, cause });
    };
    return cancel(order).pipe(
      tap((outcome) => {
        if (outcome.type === 'Refused' || outcome.type === 'Unresolved') failed(outcome);
        finish();
      }),
      catchError((error: CallError) => {
        failed(error);
        finish();
        return EMPTY;
      }),
    );
  };

  return {
    finished$: defer(() =>
      owed.size === 0
        ? EMPTY
        : finished.pipe(
            takeWhile(() => owed.size > 0),
            ignoreElements(),
          ),
    ),
    leave: (life) => {
      const finish = (): void => {
        finishLife(life);
      };
      /** The orders that are not cancelled. An unresolved life may name an order again when further candidates come. */
      const leftAlone = new Set<number>();
      const leaveAlone = (order: Order): void => {
        if (leftAlone.has(order.orderId)) return;
        leftAlone.add(order.orderId);
        diagnose({ kind: 'inferred-not-canceled', order });
      };
      /** Reports an order that may be open when the client is closed. An order that has not left can't be open. */
      const reportIfOpen = (): void => {
        const ref = owed.get(life);
        if (ref !== undefined) diagnose({ kind: 'left-open', ref });
        finish();
      };
      life
        .pipe(
          tap((transition) => {
            if (transition.type === 'Submitted') owed.set(life, null);
            if (transition.type === 'Unresolved') transition.candidates.forEach(leaveAlone);
          }),
          concatMap((transition) => {
            if (isEnding(transition)) return of(null);
            return transition.type === 'Accepted' ? of(transition) : EMPTY;
          }),
          take(1),
          concatMap((accepted) => {
            if (accepted !== null && (accepted.attribution === 'reply' || exclusiveAccount)) {
              const { pair, orderId } = accepted.order;
              owed.set(life, { pair, orderId });
              return cancelAndReport(accepted.order, finish);
            }
            if (accepted !== null) leaveAlone(accepted.order);
            finish();
            return EMPTY;
          }),
        )
        .subscribe({ complete: reportIfOpen, error: finish });
    },
  };
};

/** Calls `leave` when the last subscriber leaves before the end. */
export const onLeave = <T>(source: Observable<T>, leave: (source: Observable<T>) => void): Observable<T> => {
  let observers = 0;
  let isLeft = false;
  return source.pipe(
    tap({
      subscribe: () => (observers += 1),
      // It runs only before the end, and before `finalize`.
      unsubscribe: () => {
        if (observers > 1 || isLeft) return;
        isLeft = true;
        leave(source);
      },
      finalize: () => (observers -= 1),
    }),
  );
};
