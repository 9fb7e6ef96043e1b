import {
  catchError,
  defer,
  endWith,
  finalize,
  forkJoin,
  map,
  merge,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  type SchedulerLike,
  switchMap,
  take,
  takeUntil,
  tap,
  throwError,
  timer,
} from 'rxjs';
import type { OrderTransition, Violation } from '../../model/order-transition';
import { requestError, type RequestError } from '../../model/errors';
import { createLatch, type Latch } from '../order/latch';
import type { Admission, Create, Leave } from '../order/admission';
import type { CheckedOrder } from '../order/check-request';
import type { OrderContext } from '../order/context';
import { refusedHere, rejected, type Rejected } from '../order/rejected';
import { breach } from './breach';
import type { GuardConfig } from './config';
import { checkDistance } from './distance';
import { createExposure, type Exposure, type Hold } from './exposure';
import { createMarkets, type MarketView, unknownMarket } from './market';
import { checkMarket } from './market-state';
import { checkNotional } from './notional';
import { notionalAt, quoteCurrencyOf, valuationPrice } from './valuation';

export interface Guards extends Admission {
  /** The life of an order that an earlier process sent, which counts until its outcome is known. */
  readonly counting: (order: CheckedOrder) => MonoTypeOperatorFunction<OrderTransition>;
  /** From now on nothing is admitted, and nothing that was leaves. */
  readonly halt: () => void;
}

export interface GuardsConfig {
  readonly config: GuardConfig;
  readonly context: OrderContext;
  /** Completes once all open orders of the account are known; errors if they can't be. */
  readonly ordersKnown$: Observable<never>;
  readonly untilClosed: MonoTypeOperatorFunction<Partial<MarketView>>;
}

/** What is not known after this long, ms, counts as a limit broken. */
const longestWait = 5_000;

const haltedHere = rejected('client', 'halted', 'the client was halted: nothing was sent', null);
const withdrawnHere = rejected(
  'client',
  'withdrawn',
  'its last observer left before it was sent: nothing was sent',
  null,
);

/** What keeps orders from leaving. */
interface Stop {
  readonly why: () => Rejected | null;
  readonly stopped$: Observable<Rejected>;
}

const stopBy = (latch: Latch, refusal: Rejected): Stop => ({
  why: () => (latch.isSet() ? refusal : null),
  stopped$: latch.set$.pipe(map(() => refusal)),
});

const eitherStop = (a: Stop, b: Stop): Stop => ({
  why: () => a.why() ?? b.why(),
  stopped$: merge(a.stopped$, b.stopped$),
});

export const createGuards = ({ config, context, ordersKnown$, untilClosed }: GuardsConfig): Guards => {
  const { api, registry, clock, leaps$ } = context;
  const { maxOpenOrders, maxNotional, maxTotalNotional, maxOrdersPerSecond } = config;
  const elapsed = (): number => clock.elapsed();
  const markets =
    config.market === null ? null : createMarkets(config.market, clock, leaps$, longestWait, untilClosed);
  const marketOf = (pair: string): MarketView => markets?.latest(pair) ?? unknownMarket;
  const exposure = createExposure(registry, marketOf, elapsed);
  const halted = createLatch();
  const halt = stopBy(halted, haltedHere);

  /** Of the order and its market alone: asked again as it leaves. */
  const checkOrder = (order: CheckedOrder): readonly Violation[] => {
    const market = marketOf(order.pair);
    const notional = (): string | null => notionalAt(valuationPrice(order, market), order.amount);
    return [
      ...checkMarket(config, market, elapsed()),
      ...checkDistance(config, order, market),
      ...checkNotional('maxNotional', maxNotional, quoteCurrencyOf(order.pair), notional),
    ];
  };

  /** Of everything that is open and on its way, the order included. */
  const checkExposure = ({ pair }: CheckedOrder): readonly Violation[] => [
    ...checkCount('maxOpenOrders', maxOpenOrders, () => exposure.openOrders(pair)),
    ...checkCount('maxOrdersPerSecond', maxOrdersPerSecond, exposure.recentOrders),
    ...checkNotional('maxTotalNotional', maxTotalNotional, quoteCurrencyOf(pair), () =>
      exposure.totalNotional(quoteCurrencyOf(pair)),
    ),
  ];

  const isAboutOpenOrders = maxOpenOrders !== null || maxTotalNotional !== null;
  const isCounting = isAboutOpenOrders || maxOrdersPerSecond !== null;
  const reserve: Exposure['reserve'] = isCounting ? exposure.reserve : () => noHold;
  const areOrdersKnown$ = isAboutOpenOrders ? completesWithin(ordersKnown$, longestWait, clock) : of(true);

  /** What can't be checked, once all is known that can be. */
  const unknowns = ({ pair }: CheckedOrder): Observable<readonly Violation[]> =>
    !isAboutOpenOrders && markets === null
      ? of([])
      : forkJoin([areOrdersKnown$, markets?.known(pair) ?? of(true)]).pipe(
          map(([areOrdersKnown]) => {
            const guard = maxOpenOrders !== null ? 'maxOpenOrders' : 'maxTotalNotional';
            return areOrdersKnown ? [] : [breach(guard, 'open orders that are known', 'not known')];
          }),
        );

  /** The leave of one admitted order: until its bytes leave, it can be taken back. */
  const leaveOf = (hold: Hold, stop: Stop): Leave => {
    let refusal: Rejected | null = null;
    const refuse = (why: Rejected): RequestError => {
      refusal = why;
      return requestError('POST /user/spot/order', 'guards', 'an order within them', why.message);
    };
    const pass = (order: CheckedOrder): RequestError | null => {
      const stopped = stop.why();
      if (stopped !== null) return refuse(stopped);
      const breaches = checkOrder(order);
      if (breaches.length > 0) return refuse(refusedHere('guard', breaches));
      hold.left(order);
      return null;
    };
    const create: Create = (order, beforeLeave) =>
      api.createOrder(order, { beforeLeave, gate: { pass: () => pass(order), shut$: stop.stopped$ } }).pipe(
        tap((event) => {
          if (event.type === 'Done') hold.placed(event.value.orderId);
        }),
      );
    return (turn$, send) =>
      turn$.pipe(
        takeUntil(stop.stopped$.pipe(switchMap((why) => throwError(() => refuse(why))))),
        switchMap((call) => send(call, create)),
        catchError((error: unknown) => (refusal === null ? throwError(() => error) : of(refusal))),
      );
  };

  const admitNow = (
    order: CheckedOrder,
    replaces: number | null,
    place: (leave: Leave) => Observable<OrderTransition>,
    stop: Stop,
  ): Observable<OrderTransition> => {
    const hold = reserve(order, replaces);
    const breaches = [...checkExposure(order), ...checkOrder(order)];
    if (breaches.length > 0) {
      hold.release();
      return of(refusedHere('guard', breaches));
    }
    return place(leaveOf(hold, stop)).pipe(holding(hold));
  };

  return {
    admit: (order, replaces, place, withdrawal) => {
      const stop = withdrawal === undefined ? halt : eitherStop(halt, stopBy(withdrawal, withdrawnHere));
      // What was admitted goes on to its leave, where it is told.
      return merge(
        stop.stopped$,
        unknowns(order).pipe(
          map((breaches) => (breaches.length > 0 ? refusedHere('guard', breaches) : null)),
        ),
      ).pipe(
        take(1),
        switchMap((refusal) => (refusal === null ? admitNow(order, replaces, place, stop) : of(refusal))),
      );
    },
    counting: (order) => (life) =>
      // Any order that turns up could be its own.
      defer(() => life.pipe(holding(reserve(order, null, 0)))),
    halt: halted.set,
    halted: halt.why,
  };
};

/** Where nothing is limited that has to be counted. */
const noHold: Hold = { left: () => undefined, placed: () => undefined, release: () => undefined };

/** Keeps the hold of an order until its life tells its outcome. */
const holding =
  (hold: Hold): MonoTypeOperatorFunction<OrderTransition> =>
  (life) =>
    life.pipe(
      tap((transition) => {
        if (transition.type === 'Accepted') hold.placed(transition.order.orderId);
        if (transition.type === 'Rejected') hold.release();
      }),
      finalize(hold.release),
    );

/** Did the source complete within the time? */
const completesWithin = (
  source: Observable<never>,
  time: number,
  scheduler: SchedulerLike,
): Observable<boolean> =>
  merge(
    source.pipe(
      endWith(true),
      catchError(() => of(false)),
    ),
    timer(time, scheduler).pipe(map(() => false)),
  ).pipe(take(1));

const checkCount = (
  guard: 'maxOpenOrders' | 'maxOrdersPerSecond',
  limit: number | null,
  count: () => number,
): readonly Violation[] => {
  const actual = limit === null ? 0 : count();
  return limit === null || actual <= limit ? [] : [breach(guard, `at most ${limit}`, String(actual))];
};
