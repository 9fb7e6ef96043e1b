import {
  catchError,
  combineLatest,
  concat,
  EMPTY,
  ignoreElements,
  map,
  merge,
  mergeMap,
  of,
  scan,
  share,
  startWith,
  Subject,
  tap,
  type Observable,
} from 'rxjs';
import type {
  CancelAllOutcome,
  CancelOutcome,
  Order,
  OrderRef,
  OrderTransition,
  Replacement,
} from 'rx-bitbank/execution';
import type { PlacedOrder } from '../../app/context';
import { decimal } from '../../ui/format';
import { causeOf, latest, type Latest } from '../../ui/latest';
import { decimalOf } from '../ticket/form';

/** An act of a person on open orders. */
export type OrdersMove =
  | { readonly type: 'cancel'; readonly ref: OrderRef }
  | { readonly type: 'ask-all' | 'leave-all' | 'cancel-all' | 'leave-price' }
  | { readonly type: 'edit-price'; readonly order: Order }
  | { readonly type: 'type-price'; readonly text: string }
  | { readonly type: 'change-price'; readonly order: Order; readonly text: string };

/** The news of the last act. */
export type OrdersNews =
  | { readonly type: 'cancel-sent'; readonly orderId: number }
  | { readonly type: 'cancel'; readonly outcome: CancelOutcome }
  | { readonly type: 'cancel-failed'; readonly orderId: number; readonly cause: string }
  | { readonly type: 'all-sent' }
  | { readonly type: 'all'; readonly done: number; readonly open: number }
  | { readonly type: 'all-failed'; readonly cause: string }
  | { readonly type: 'change'; readonly orderId: number; readonly transition: OrderTransition | null }
  | { readonly type: 'change-failed'; readonly orderId: number; readonly cause: string };

interface Doing {
  /** Orders whose cancel is on its way. */
  readonly canceling: readonly number[];
  readonly asksAll: boolean;
  readonly edited: { readonly order: Order; readonly text: string } | null;
  readonly news: OrdersNews | null;
}

export interface OrdersShown extends Doing {
  /** The open orders, newest first. */
  readonly orders: readonly Order[];
}

export interface OrdersSources {
  readonly orders$: Observable<ReadonlyMap<number, Order>>;
  readonly moves$: Observable<OrdersMove>;
  readonly cancelOrder: (ref: OrderRef) => Observable<CancelOutcome>;
  readonly cancelAll: () => Observable<CancelAllOutcome>;
  readonly replaceOrder: (ref: OrderRef, changes: Replacement) => Observable<OrderTransition>;
  readonly placed: (order: PlacedOrder) => void;
}

const nothingDone: Doing = { canceling: [], asksAll: false, edited: null, news: null };

const afterMove = (doing: Doing, move: OrdersMove): Doing => {
  switch (move.type) {
    case 'cancel':
      return {
        ...doing,
        canceling: [...doing.canceling, move.ref.orderId],
        news: { type: 'cancel-sent', orderId: move.ref.orderId },
      };
    case 'ask-all':
      return { ...doing, asksAll: true };
    case 'leave-all':
      return { ...doing, asksAll: false };
    case 'cancel-all':
      return { ...doing, asksAll: false, news: { type: 'all-sent' } };
    case 'edit-price':
      return {
        ...doing,
        edited: { order: move.order, text: move.order.price === null ? '' : decimal(move.order.price) },
      };
    case 'type-price':
      return { ...doing, edited: doing.edited && { ...doing.edited, text: move.text } };
    case 'leave-price':
      return { ...doing, edited: null };
    case 'change-price':
      return decimalOf(move.text) === null ? doing : { ...doing, edited: null };
  }
};

const afterNews = (doing: Doing, news: OrdersNews): Doing => {
  const ended =
    news.type === 'cancel' ? news.outcome.orderId : news.type === 'cancel-failed' ? news.orderId : null;
  return { ...doing, news, canceling: doing.canceling.filter((orderId) => orderId !== ended) };
};

const isEnd = ({ type }: CancelAllOutcome): boolean =>
  type === 'Canceled' || type === 'AlreadyCanceled' || type === 'AlreadyFilled';

const cancel$ = (sources: OrdersSources, ref: OrderRef): Observable<OrdersNews> =>
  sources.cancelOrder(ref).pipe(
    map((outcome): OrdersNews => ({ type: 'cancel', outcome })),
    catchError((error: unknown) =>
      of<OrdersNews>({ type: 'cancel-failed', orderId: ref.orderId, cause: causeOf(error) }),
    ),
  );

const cancelAll$ = (sources: OrdersSources): Observable<OrdersNews> =>
  sources.cancelAll().pipe(
    scan(
      ({ done, open }, outcome) => (isEnd(outcome) ? { done: done + 1, open } : { done, open: open + 1 }),
      { done: 0, open: 0 },
    ),
    startWith({ done: 0, open: 0 }),
    map(({ done, open }): OrdersNews => ({ type: 'all', done, open })),
    catchError((error: unknown) => of<OrdersNews>({ type: 'all-failed', cause: causeOf(error) })),
  );

/** Changes the price of an order: the old one is cancelled, and a new one is sent for the rest. */
const change$ = (sources: OrdersSources, order: Order, price: string): Observable<OrdersNews> => {
  const { pair, orderId, side, type, triggerPrice } = order;
  const life$ = sources.replaceOrder({ pair, orderId }, { price });
  if (side !== 'unknown' && type !== 'unknown' && type !== 'losscut') {
    const request = {
      pair,
      side,
      type,
      price,
      amount: order.remainingAmount ?? '',
      ...(triggerPrice !== null && { triggerPrice }),
    };
    sources.placed({ request, life$ });
  }
  return concat(
    of<OrdersNews>({ type: 'change', orderId, transition: null }),
    life$.pipe(
      map((transition): OrdersNews => ({ type: 'change', orderId, transition })),
      catchError((error: unknown) =>
        of<OrdersNews>({ type: 'change-failed', orderId, cause: causeOf(error) }),
      ),
    ),
  );
};

/** Emits the open orders, and performs the acts of a person. A command goes on after its panel is no longer drawn. */
export const orders$ = (sources: OrdersSources): Observable<Latest<OrdersShown>> => {
  const news$ = new Subject<OrdersNews>();
  const moves$ = sources.moves$.pipe(share());
  const doing$ = merge(
    moves$.pipe(map((move) => (doing: Doing) => afterMove(doing, move))),
    news$.pipe(map((news) => (doing: Doing) => afterNews(doing, news))),
  ).pipe(
    scan((doing, change) => change(doing), nothingDone),
    startWith(nothingDone),
  );
  const commands$ = moves$.pipe(
    mergeMap((move) => {
      if (move.type === 'cancel') return cancel$(sources, move.ref);
      if (move.type === 'cancel-all') return cancelAll$(sources);
      const price = move.type === 'change-price' ? decimalOf(move.text) : null;
      return move.type === 'change-price' && price !== null ? change$(sources, move.order, price) : EMPTY;
    }),
  );
  return merge(
    combineLatest([latest(sources.orders$), doing$]).pipe(
      map(([{ value, problem }, doing]) => ({
        value: value === null ? null : { ...doing, orders: [...value.values()].reverse() },
        problem,
      })),
    ),
    commands$.pipe(
      tap((news) => news$.next(news)),
      ignoreElements(),
    ),
  );
};
