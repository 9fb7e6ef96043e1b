import {
  catchError,
  concat,
  concatMap,
  defer,
  delayWhen,
  EMPTY,
  filter,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  switchMap,
  take,
  tap,
  throwError,
  timer,
} from 'rxjs';
import { onLeave } from '../execution/leaving';
import { isEnding } from '../execution/order/diff';
import { rejected } from '../execution/order/rejected';
import { runOnce } from '../operators/course';
import type { RequestError } from '../model/errors';
import { causeOf } from '../model/tagged';
import type { CancelOutcome } from '../model/cancel-outcome';
import type { OrderRef } from '../model/order';
import type { OrderTransition } from '../model/order-transition';
import type { Clock } from '../operators/clock';
import { type PortAnswer, type PortCaller, isForLater, isLost, type Linked, lostError } from './caller';
import type { ArgsOf, CallName } from './calls';

interface WithId {
  readonly id: string;
}

/** The lives of orders that a gateway places for us. They continue over any number of links. */
export interface RemoteOrders {
  readonly place: <Name extends 'submitOrder' | 'replaceOrder'>(
    name: Name,
    args: ArgsOf<Name> & WithId,
    cancelOnUnsubscribe: boolean,
  ) => Observable<OrderTransition>;
  readonly track: (which: OrderRef | { readonly id: string }) => Observable<OrderTransition>;
}

export interface RemoteOrdersConfig {
  readonly caller: PortCaller;
  readonly clock: Clock;
  /** The age in ms from which the gateway refuses an order. */
  readonly timeToLive: number;
  readonly cancel: (ref: OrderRef) => Observable<CancelOutcome>;
  readonly untilClosed: <T>(source: Observable<T>) => Observable<T>;
}

/** A gateway keeps the ids of ended calls for a day. After this many ms, somewhat less, an unknown id proves nothing any more. */
const idsAreKept = 82_800_000;
const againAfter = 1_000;

/** Lets only new events of a life pass. Each link repeats them from the beginning. */
const distinctTransitions = (): MonoTypeOperatorFunction<OrderTransition> => {
  const emitted = new Set<string>();
  const keyOf = (transition: OrderTransition): string => {
    if (transition.type === 'PartiallyFilled') return `fill ${transition.fill.tradeId}`;
    if (transition.type === 'Unresolved') return JSON.stringify(transition);
    return isEnding(transition) ? 'end' : transition.type;
  };
  return filter((transition) => {
    const key = keyOf(transition);
    if (emitted.has('end') || emitted.has(key)) return false;
    emitted.add(key);
    return true;
  });
};

/** Reads a life. If it completes before its end, its gateway was closed, and the life is requested elsewhere. */
const lifeOf = (answer$: Observable<PortAnswer>): Observable<OrderTransition> =>
  defer(() => {
    let isOver = false;
    return concat(
      answer$.pipe(
        concatMap((answer) => (answer.type === 'value' ? of(answer.value as OrderTransition) : EMPTY)),
        tap((transition) => {
          isOver = isEnding(transition) || transition.type === 'Unresolved';
        }),
      ),
      defer(() => (isOver ? EMPTY : throwError(() => lostError('life')))),
    );
  });

const notSent = (message: string): OrderTransition => rejected('client', 'not-sent', message, null);

const unresolved = (message: string): OrderTransition => ({ type: 'Unresolved', candidates: [], message });

const isUnknownId = (error: unknown): boolean => {
  const { _tag, field } = Object(error) as Partial<RequestError>;
  return _tag === 'RequestError' && field === 'id';
};

export const createRemoteOrders = ({
  caller,
  clock,
  timeToLive,
  cancel,
  untilClosed,
}: RemoteOrdersConfig): RemoteOrders => {
  /** Requests the outcome of a command without executing it. `sentAt` is elapsed time. */
  const askAgain = (id: string, sentAt: number, sentTo: Linked | null): Observable<OrderTransition> => {
    const unknown = ({ epoch, keepsIds }: Linked): OrderTransition => {
      const isProof = (keepsIds || epoch === sentTo?.epoch) && clock.elapsed() - sentAt < idsAreKept;
      return isProof
        ? notSent('the gateway never got it')
        : unresolved('the gateway was restarted since, and does not know its outcome');
    };
    const look: Observable<OrderTransition> = caller.linked$.pipe(
      // Until then the order may still be on its way. Later the gateway would refuse it.
      delayWhen(() => timer(Math.max(0, sentAt + timeToLive - clock.elapsed()), clock)),
      switchMap((linked) =>
        lifeOf(caller.ask('trackOrder', { id })).pipe(
          catchError((error: unknown) =>
            isUnknownId(error) ? of(unknown(linked)) : timer(againAfter, clock).pipe(switchMap(() => look)),
          ),
        ),
      ),
    );
    return look;
  };

  const live = (name: CallName, args: WithId): Observable<OrderTransition> =>
    defer(() => {
      const sentTo = caller.current();
      const sentAt = clock.elapsed();
      let isPlaced = false;
      return lifeOf(caller.ask(name, args)).pipe(
        tap(({ type }) => {
          isPlaced ||= type !== 'Submitted' && type !== 'Unresolved';
        }),
        catchError((error: unknown) => {
          if (!isLost(error)) return of(notSent(causeOf(error)));
          const report = isPlaced ? EMPTY : of(unresolved('the gateway has not answered; it is asked again'));
          return concat(report, askAgain(args.id, sentAt, sentTo));
        }),
        distinctTransitions(),
      );
    });

  const leave = (life$: Observable<OrderTransition>): void => {
    life$
      .pipe(
        filter((transition) => transition.type === 'Accepted' || isEnding(transition)),
        take(1),
        concatMap((transition) => (transition.type === 'Accepted' ? cancel(transition.order) : EMPTY)),
      )
      .subscribe({ error: () => undefined });
  };

  const track = (which: OrderRef | { readonly id: string }): Observable<OrderTransition> =>
    defer(() => {
      const look: Observable<OrderTransition> = caller.linked$.pipe(
        switchMap(() => lifeOf(caller.ask('trackOrder', which))),
        catchError((error: unknown) =>
          isForLater(error) ? timer(againAfter, clock).pipe(switchMap(() => look)) : throwError(() => error),
        ),
      );
      return look.pipe(distinctTransitions());
    });

  return {
    place: (name, args, cancelOnUnsubscribe) => {
      const life$ = runOnce(live(name, args).pipe(untilClosed));
      return cancelOnUnsubscribe ? onLeave(life$, leave) : life$;
    },
    track: (which) => track(which).pipe(untilClosed),
  };
};
