import type * as t from 'io-ts';
import { defer, filter, map, Observable, startWith, switchMap, throwError } from 'rxjs';
import type { HaltOptions } from '../execution/guards/halt-event';
import type { Order, OrderRef } from '../model/order';
import { refusedError } from '../model/errors';
import { maybe } from '../options/codecs';
import { firstOf, list, never, ownRecord } from '../parsing/combinators';
import { Flag, Integer, NonEmptyText, oneOf, Text } from '../parsing/primitives';
import {
  ActiveQuery,
  HistoryQuery,
  IdsValue,
  type CancelAllArgs,
  type CancelArgs,
  type CancelsArgs,
  type HaltArgs,
  type ReplaceArgs,
  type SubmitArgs,
  type WithId,
} from './call-args';
import { cancelOwn } from './owner-cancel';
import { haltOwn } from './owner-halt';
import { ProfitCodec } from './profit-value';
import {
  AssetsCodec,
  AvailableCodec,
  ConnectionValue,
  MarginPositionsValue,
  MarginStatusValue,
  OpenOrdersCodec,
  OrdersCodec,
  PositionsCodec,
  UserAssets,
} from './account-values';
import { CancelAllValue, HaltValue, OutcomeValue } from './cancel-values';
import { nothingAsked, type Codec } from './codec';
import { call, type PortCall, type Served } from './port-call';
import { DiagnosticValue, EventValue, isServed } from './news-values';
import {
  ChangesValue,
  DecimalInputValue,
  type FillPosition,
  FillPositionValue,
  FillValue,
  FillValues,
  OrderValue,
  OrderValues,
  PlacedFillValue,
  RefValue,
  RequestValue,
  TransitionValue,
} from './order-values';

/** The codec of a call that emits nothing. */
const noValue = never('nothing');

// ------------------------------------------------------------------------------------------------ own orders

const notYours = (name: string): Observable<never> =>
  throwError(() => refusedError(name, 'not-allowed', 'the order is not one of yours'));

/** Makes the call only if all of these orders belong to the owner. */
const ofOwner = <A>(
  { owner }: Served,
  name: string,
  orderIds: readonly number[],
  next: () => Observable<A>,
): Observable<A> => (orderIds.every(owner.isMine) ? defer(next) : notYours(name));

/** Makes the call only for callers who may see the whole account. */
const ofAccount = <A>({ seesAll }: Served, name: string, next: () => Observable<A>): Observable<A> =>
  seesAll
    ? defer(next)
    : throwError(() => refusedError(name, 'not-allowed', 'it shows orders that are not yours'));

const mine = <A extends OrderRef>({ owner }: Served, rows: readonly A[]): readonly A[] =>
  rows.filter(({ orderId }) => owner.isMine(orderId));

const ownOf = ({ isMine }: Served['owner'], orders: ReadonlyMap<number, Order>): ReadonlyMap<number, Order> =>
  new Map([...orders].filter(([orderId]) => isMine(orderId)));

// ------------------------------------------------------------------------------------------------- the table

/** The table of calls over a port. A new call needs a row here, and a member of the remote client. */
export const calls = {
  submitOrder: call(
    'order',
    ownRecord<SubmitArgs>('an order with an id', {
      id: NonEmptyText,
      request: RequestValue,
      allowEqualInFlight: maybe(Flag),
    }),
    TransitionValue,
    ({ exec, owner, ttl, caller }, { id, request, allowEqualInFlight = false }) => {
      // An order that has not left in time is withdrawn by unsubscribing.
      const how = { id: owner.idOf(id), allowEqualInFlight, cancelOnUnsubscribe: true };
      return owner.follow(
        id,
        owner.place(
          id,
          caller,
          { request },
          defer(() => exec.submitOrder(request, how)),
        ),
        ttl,
      );
    },
  ),
  replaceOrder: call(
    'order',
    ownRecord<ReplaceArgs>('a change of an order with an id', {
      id: NonEmptyText,
      ref: RefValue,
      changes: ChangesValue,
    }),
    TransitionValue,
    (served, { id, ref, changes }) =>
      ofOwner(served, 'replaceOrder', [ref.orderId], () => {
        const { exec, owner, caller } = served;
        const life$ = defer(() => exec.replaceOrder(ref, changes, { id: owner.idOf(id) }));
        return owner.follow(id, owner.place(id, caller, { ref, changes }, life$));
      }),
  ),
  trackOrder: call(
    'life',
    firstOf<OrderRef | WithId>('an order or an id', [
      ownRecord<WithId>('an id', { id: NonEmptyText }),
      RefValue,
    ]),
    TransitionValue,
    (served, which) => {
      const { exec, owner, caller } = served;
      return 'id' in which
        ? owner.ofCaller(caller, owner.learnFrom(exec.trackOrder({ id: owner.idOf(which.id) })))
        : ofOwner(served, 'trackOrder', [which.orderId], () => owner.learnFrom(exec.trackOrder(which)));
    },
  ),
  cancelOrder: call(
    'cancel',
    ownRecord<CancelArgs>('an order', { id: NonEmptyText, ref: RefValue }),
    OutcomeValue,
    (served, { id, ref }) =>
      ofOwner(served, 'cancelOrder', [ref.orderId], () =>
        served.owner.once(id, () => served.exec.cancelOrder(ref)),
      ),
  ),
  cancelOrders: call(
    'cancel',
    ownRecord<CancelsArgs>('orders', { id: NonEmptyText, orders: IdsValue }),
    OutcomeValue,
    (served, { id, orders }) =>
      ofOwner(served, 'cancelOrders', orders.orderIds, () =>
        served.owner.once(id, () => served.exec.cancelOrders(orders)),
      ),
  ),
  cancelAll: call(
    'cancel',
    ownRecord<CancelAllArgs>('a pair or none', { id: NonEmptyText, pair: maybe(Text) }),
    CancelAllValue,
    (served, { id, pair }) =>
      served.owner.once(id, () =>
        served.seesAll ? served.exec.cancelAll({ pair }) : cancelOwn(served, pair),
      ),
  ),
  halt: call(
    'cancel',
    ownRecord<HaltArgs>('a halt', {
      id: NonEmptyText,
      options: ownRecord<HaltOptions>('options of a halt', {
        pairs: maybe(list('pairs', Text)),
        patience: maybe(Integer),
        positions: maybe(oneOf('keep or close', ['keep', 'close'])),
        maxSlippage: DecimalInputValue,
      }),
    }),
    HaltValue,
    (served, { id, options }) => {
      served.owner.halt();
      return served.seesAll
        ? served.exec.halt(options)
        : served.owner.once(id, () => haltOwn(served, options));
    },
  ),

  'rest.order': call('one-shot', RefValue, OrderValue, (served, ref) =>
    ofOwner(served, 'rest.order', [ref.orderId], () => served.exec.rest.order(ref)),
  ),
  'rest.ordersInfo': call('one-shot', IdsValue, OrderValues, (served, orders) =>
    ofOwner(served, 'rest.ordersInfo', orders.orderIds, () => served.exec.rest.ordersInfo(orders)),
  ),
  'rest.activeOrders': call('one-shot', ActiveQuery, OrderValues, (served, query) =>
    served.exec.rest.activeOrders(query).pipe(map((orders) => mine(served, orders))),
  ),
  'rest.tradeHistory': call('one-shot', HistoryQuery, FillValues, (served, query) =>
    served.exec.rest.tradeHistory(query).pipe(map((fills) => mine(served, fills))),
  ),
  'rest.all.activeOrders': call('one-shot', ActiveQuery, OrderValue, (served, query) =>
    served.exec.rest.all.activeOrders(query).pipe(filter(({ orderId }) => served.owner.isMine(orderId))),
  ),
  'rest.all.tradeHistory': call('one-shot', HistoryQuery, FillValue, (served, query) =>
    served.exec.rest.all.tradeHistory(query).pipe(filter(({ orderId }) => served.owner.isMine(orderId))),
  ),
  'rest.assets': call('one-shot', nothingAsked, UserAssets, ({ exec }) => exec.rest.assets()),
  'rest.marginStatus': call('one-shot', nothingAsked, MarginStatusValue, ({ exec }) =>
    exec.rest.marginStatus(),
  ),
  'rest.marginPositions': call('one-shot', nothingAsked, MarginPositionsValue, ({ exec }) =>
    exec.rest.marginPositions(),
  ),

  openOrders: call('one-shot', nothingAsked, OpenOrdersCodec, ({ exec, owner }) =>
    exec.openOrders().pipe(map(({ orders, isWhole }) => ({ orders: ownOf(owner, orders), isWhole }))),
  ),

  fills$: call(
    'feed',
    ownRecord<{ readonly after: FillPosition | null }>('a place', { after: FillPositionValue }),
    PlacedFillValue,
    ({ owner }, { after }) => owner.fills.from(after),
  ),
  orders$: call('feed', nothingAsked, OrdersCodec, ({ exec, owner, seesAll }) =>
    seesAll
      ? exec.orders$
      : owner.claimed$.pipe(
          startWith(null),
          // One more order of the owner shows in the orders of now. There are none while the link is lost.
          switchMap(() => exec.orders$),
          map((orders) => ownOf(owner, orders)),
        ),
  ),
  assets$: call('feed', nothingAsked, AssetsCodec, ({ exec }) => exec.assets$),
  available$: call('feed', nothingAsked, AvailableCodec, ({ exec }) => exec.available$),
  positions$: call('feed', nothingAsked, PositionsCodec, ({ exec }) => exec.positions$),
  pnl$: call('feed', nothingAsked, ProfitCodec, ({ exec, owner, seesAll }) =>
    seesAll ? exec.pnl$ : owner.pnl$,
  ),
  /** As long as this call is open, the caller counts as present. After it was away for the given time, its open orders are cancelled. */
  cancelWhenGone: call(
    'feed',
    ownRecord<{ readonly after: number }>('a time', { after: Integer }),
    noValue,
    ({ owner, caller, isCallerGone }, { after }) =>
      new Observable<never>(() => {
        owner.callers.here(caller, after);
        return () => owner.callers.away(caller, isCallerGone());
      }),
  ),
  connection$: call('feed', nothingAsked, ConnectionValue, ({ exec }) => exec.connection$),
  privateEvents$: call('feed', nothingAsked, EventValue, (served) =>
    ofAccount(served, 'privateEvents$', () => served.exec.privateEvents$.pipe(filter(isServed))),
  ),
  diagnostics$: call('feed', nothingAsked, DiagnosticValue, (served) =>
    ofAccount(served, 'diagnostics$', () => served.exec.diagnostics$),
  ),
};

type Calls = typeof calls;

/** The name of a row of the table. */
export type CallName = keyof typeof calls;
export const callNames = Object.keys(calls) as readonly CallName[];

/** The arguments of a call. */
export type ArgsOf<Name extends CallName> = Calls[Name] extends { readonly args: t.Decoder<unknown, infer Q> }
  ? Q
  : never;
/** A value that a call emits. */
export type ValueOf<Name extends CallName> = Calls[Name] extends { readonly value: Codec<infer A> }
  ? A
  : never;

/** Finds a row by the name in a message; `undefined` if there is none. */
export const callNamed = (name: string): PortCall<unknown, unknown> | undefined =>
  Object.hasOwn(calls, name) ? (calls[name as CallName] as PortCall<unknown, unknown>) : undefined;
