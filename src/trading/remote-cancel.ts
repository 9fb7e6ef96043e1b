import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  filter,
  from,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  switchMap,
  takeUntil,
  tap,
  throwError,
  timer,
} from 'rxjs';
import type { HaltEvent } from '../execution/guards/halt-event';
import { runOnce } from '../operators/course';
import { withOptions } from '../operators/with-options';
import { cancelAllOptions, type Trading } from '../execution/trading';
import { cancelRefused, type CancelAllOutcome, type CancelOutcome } from '../model/cancel-outcome';
import { causeOf } from '../model/tagged';
import type { OrderRef } from '../model/order';
import type { Pair } from '../model/pair';
import type { Clock } from '../operators/clock';
import { type PortCaller, isForLater } from './caller';
import type { CallName } from './calls';

/** The commands that end orders. They may arrive late: they are kept while there is no link, and sent again until they are answered. */
export type RemoteCancels = Pick<Trading, 'cancelOrder' | 'cancelOrders' | 'cancelAll' | 'halt'>;

export interface RemoteCancelsConfig {
  readonly caller: PortCaller;
  readonly clock: Clock;
  readonly cancelTimeout: number;
  readonly makeId: () => string;
  readonly untilClosed: <T>(source: Observable<T>) => Observable<T>;
}

const againAfter = 500;
/** The longest time in ms in which an answer comes from the gateway. */
const onTheWay = 2_000;

export const createRemoteCancels = ({
  caller,
  clock,
  cancelTimeout,
  makeId,
  untilClosed,
}: RemoteCancelsConfig): RemoteCancels => {
  /** Repeats a call until it is answered. The answers of one link come in order, and may repeat those of an earlier link. */
  const insist = <A>(name: CallName, args: object, sent: () => void = () => undefined): Observable<A> => {
    const asked = { ...args, id: makeId() };
    const attempt: Observable<A> = caller.linked$.pipe(
      switchMap(() => caller.ask(name, asked)),
      concatMap((answer) => {
        sent();
        return answer.type === 'value' ? of(answer.value as A) : EMPTY;
      }),
      catchError((error: unknown) =>
        isForLater(error) ? timer(againAfter, clock).pipe(switchMap(() => attempt)) : throwError(() => error),
      ),
    );
    return attempt;
  };

  /** Lets one outcome per order pass. */
  const outcomesOnce = <A extends CancelAllOutcome>(): MonoTypeOperatorFunction<A> => {
    const reported = new Set<number | null>();
    return filter(({ orderId }) => {
      const isNew = !reported.has(orderId);
      reported.add(orderId);
      return isNew;
    });
  };

  const cancelThese = (name: CallName, args: object, refs: readonly OrderRef[]): Observable<CancelOutcome> =>
    runOnce(
      defer(() => {
        const missing = new Map(refs.map((ref) => [ref.orderId, ref]));
        let hasArrived = false;
        const conclude = (message: string, isKnown: boolean): Observable<CancelOutcome> =>
          from(
            [...missing.values()].map((ref): CancelOutcome =>
              isKnown ? cancelRefused(ref, null, message) : { ...ref, type: 'Unresolved', message },
            ),
          );
        return concat(
          insist<CancelOutcome>(name, args, () => (hasArrived = true)).pipe(
            outcomesOnce(),
            tap(({ orderId }) => missing.delete(orderId)),
            takeUntil(timer(cancelTimeout, clock)),
            catchError((error: unknown) =>
              conclude(causeOf(error), true).pipe(tap(({ orderId }) => missing.delete(orderId))),
            ),
          ),
          defer(() =>
            conclude(hasArrived ? 'the gateway has not answered' : 'there is no link to the gateway', false),
          ),
        );
      }).pipe(untilClosed),
    );

  /** Cancels all orders. The gateway itself takes up to `cancelTimeout`. */
  const cancelAll = (which: { readonly pair?: Pair | undefined }): Observable<CancelAllOutcome> =>
    runOnce(
      defer(() => {
        let isAnswered = false;
        return concat(
          insist<CancelAllOutcome>('cancelAll', which).pipe(
            outcomesOnce(),
            tap({ complete: () => (isAnswered = true) }),
            takeUntil(timer(cancelTimeout + onTheWay, clock)),
          ),
          defer(() =>
            isAnswered
              ? EMPTY
              : of<CancelAllOutcome>({
                  type: 'Unresolved',
                  pair: which.pair ?? null,
                  orderId: null,
                  message: 'the gateway has not answered',
                }),
          ),
        );
      }).pipe(untilClosed),
    );

  /** Halts. A repeated call gets the events of the halt from the beginning. */
  const haltOn = (options: object): Observable<HaltEvent> => {
    const reported = new Set<string>();
    const attempt: Observable<HaltEvent> = defer(() => insist<HaltEvent>('halt', { options })).pipe(
      catchError((error: unknown) =>
        concat(
          of<HaltEvent>({ type: 'Unreadable', message: causeOf(error) }),
          timer(againAfter, clock).pipe(switchMap(() => attempt)),
        ),
      ),
    );
    return attempt.pipe(
      filter((event) => {
        const text = JSON.stringify(event);
        if (reported.has(text)) return false;
        reported.add(text);
        return true;
      }),
    );
  };

  return {
    cancelOrder: (ref) => cancelThese('cancelOrder', { ref }, [ref]),
    cancelOrders: (orders) =>
      cancelThese(
        'cancelOrders',
        { orders },
        orders.orderIds.map((orderId) => ({ pair: orders.pair, orderId })),
      ),
    cancelAll: (which = {}) => withOptions(cancelAllOptions, which, cancelAll),
    halt: (options = {}) => runOnce(haltOn(options).pipe(untilClosed)),
  };
};
