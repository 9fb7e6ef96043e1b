import { defaultPnl } from '../../src/execution/account/pnl-options';
import { EMPTY, filter, map, merge, NEVER, type Observable, of, takeWhile, throwError } from 'rxjs';
import { type RunHelpers, TestScheduler } from 'rxjs/testing';
import { expect } from 'vitest';
import {
  composeExecutionClient,
  type ExecutionClient,
  type ExecutionParts,
} from '../../src/execution/client';
import type { JournalRecord } from '../../src/execution/journal/record';
import { noJournal } from '../../src/execution/journal/order-journal';
import { GuardConfig } from '../../src/execution/guards/config';
import type { GuardOptions } from '../../src/execution/guards/options';
import type { PrivateStreamEvent } from '../../src/execution/stream/private-stream';
import type { Answered } from '../../src/execution/rest/call';
import type { Stamp } from '../../src/execution/rest/signing';
import { pages, reads } from '../../src/execution/rest/reads';
import { writes } from '../../src/execution/rest/writes';
import type { PrivateApi, PrivatePages, PrivateReads, PrivateWrites } from '../../src/execution/rest/rest';
import type { WriteEvent } from '../../src/execution/rest/write-event';
import { httpError, venueError, type CallError } from '../../src/model/errors';
import type { Fill } from '../../src/model/fill';
import type { Order, OrderRequest } from '../../src/model/order';
import { resolveOptions } from '../../src/options/options';
import type { OrderTransition } from '../../src/model/order-transition';
import type { PrivateNews } from '../../src/model/private-event';
import { venueCodes } from '../../src/model/venue-codes';
import { type Clock, clockOf } from '../../src/operators/clock';
import { watchLeaps } from '../../src/operators/leaps';
import { fillOf, limitOrder, orderAt } from '../support/orders';
import { xrp } from '../support/instruments';

/** Orders of these specs are placed at the start of virtual time. */
export const placed: Order = {
  ...limitOrder,
  orderId: 1,
  amount: '3.0000',
  remainingAmount: '3.0000',
  orderedAt: 1,
  expireAt: null,
};

export const request: OrderRequest = {
  pair: 'xrp_jpy',
  side: 'buy',
  type: 'limit',
  amount: '3',
  price: '359.412',
};

export const at = (status: Order['status'], executed: number, order = placed): Order =>
  orderAt(order, status, executed);

export const trade = (tradeId: number, amount: number, order = placed): Fill => ({
  ...fillOf(order, tradeId, `${amount}.0000`),
  executedAt: 2,
});

/** `POST` steps. */
export const stamp: Stamp = { type: 'time-window', requestTime: 0, timeWindow: 2000 };
export const sent: WriteEvent<never> = { type: 'Sent', stamp, at: 0 };
export const done = <T>(value: T): WriteEvent<T> => ({ type: 'Done', value });
export const failed = (error: CallError): WriteEvent<never> => ({ type: 'Failed', error });
export const timedOut = httpError('POST', 'timeout', 'unknown', 'timed out');
export const notSent = httpError('POST', 'refused', 'none', 'refused');
export const refusal = (code: number): CallError => venueError('POST', 200, code, venueCodes.get(code));

/** What an earlier process wrote down of `request`, sent at the start. */
export const sentBefore: JournalRecord = {
  type: 'intent',
  id: 'a',
  at: 0,
  ran: 0,
  stamp: { type: 'time-window', requestTime: 0, timeWindow: 2000 },
  requestTime: 0,
  write: 'order',
  request: { pair: 'xrp_jpy', side: 'buy', type: 'limit', amount: '3', price: '359.412' },
};

/** A reply that proves that nothing sent at the start can be admitted any more. */
export const fence: Answered = {
  stamp: { type: 'time-window', requestTime: 1, timeWindow: 5000 },
  date: 4000,
  admitted: true,
};

export const connected: PrivateStreamEvent = { type: 'connected', resumedFrom: null };
export const lost: PrivateStreamEvent = { type: 'lost', cause: 'gone', attempt: 1, retryIn: 1000 };
let timetoken = 17_000_000_000_000_000n;
export const message = (news: PrivateNews): PrivateStreamEvent => ({
  type: 'message',
  event: { ...news, timetoken: String(++timetoken) },
});
export const told = (...orders: readonly Order[]): PrivateStreamEvent =>
  message({ type: 'spot_order', orders });
export const traded = (...fills: readonly Fill[]): PrivateStreamEvent =>
  message({ type: 'spot_trade', fills });

/** The calls of a stubbed venue by their names in `exec.rest`, and by those of its writes. */
export type Calls = PrivateReads &
  PrivateWrites & { readonly [K in keyof PrivatePages as `all.${K}`]: PrivatePages[K] } & Pick<
    PrivateApi,
    'answered$' | 'odd$'
  >;

const unexpectedAll = (names: object, prefix = ''): object =>
  Object.fromEntries(
    Object.keys(names).map((name) => [
      prefix + name,
      () => throwError(() => new Error(`${prefix}${name} was not expected`)),
    ]),
  );

/** A venue that lists nothing and knows no order, unless a spec says otherwise. */
const quiet: Partial<Calls> = {
  ordersInfo: () => of([]),
  activeOrders: () => of([]),
  'all.activeOrders': () => EMPTY,
  tradeHistory: () => of([]),
  'all.tradeHistory': () => EMPTY,
  assets: () => of([]),
  instruments: () => of([xrp]),
  answered$: NEVER,
  odd$: NEVER,
};

const apiOf = (calls: Partial<Calls>): PrivateApi => {
  const known = {
    ...unexpectedAll(reads),
    ...unexpectedAll(pages, 'all.'),
    ...unexpectedAll(writes),
    ...quiet,
    ...calls,
  } as Calls;
  const all = Object.fromEntries(
    Object.keys(pages).map((name) => [name, known[`all.${name as keyof PrivatePages}`]]),
  );
  return {
    ...known,
    createOrder: askedToLeave(known.createOrder),
    rest: { ...known, all: all as unknown as PrivatePages },
  };
};

/** An order leaves when a spec says `Sent`, unless it may not: it is asked then, where the spec has not done so itself. */
const askedToLeave =
  (createOrder: PrivateWrites['createOrder']): PrivateWrites['createOrder'] =>
  (request, leaving = {}) => {
    let isAsked = false;
    let hasLeft = false;
    const recalled$ = (leaving.recalled$ ?? NEVER).pipe(
      map(failed),
      filter(() => !hasLeft),
    );
    const leave = (stamp: Stamp): CallError | null => {
      isAsked = true;
      return leaving.leave?.(stamp) ?? null;
    };
    const events$ = createOrder(request, { ...leaving, leave }).pipe(
      map((event) => {
        if (event.type !== 'Sent') return event;
        const error = isAsked ? null : leave(event.stamp);
        isAsked = false;
        hasLeft ||= error === null;
        return error === null ? event : failed(error);
      }),
    );
    return merge(events$, recalled$).pipe(takeWhile(({ type }) => type === 'Sent', true));
  };

const guardsOf = (options?: GuardOptions): GuardConfig => resolveOptions(GuardConfig, options);

export interface Venue {
  readonly rest?: Partial<Calls>;
  readonly stream$?: Observable<PrivateStreamEvent>;
  readonly guards?: GuardOptions;
  readonly parts?: Partial<ExecutionParts>;
  /** By default one whose two times never part. */
  readonly clock?: Clock;
  /** When the client is closed, ms of virtual time; default ten minutes. */
  readonly closeAt?: number;
}

export interface Spec extends RunHelpers {
  /** A client of a stubbed venue, closed in the end. */
  readonly client: (venue: Venue) => ExecutionClient;
  readonly scheduler: TestScheduler;
}

/** Runs a spec in virtual time. */
export const spec = (run: (spec: Spec) => void): void => {
  const scheduler = new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected);
  });
  scheduler.run((helpers) => {
    const client = ({
      rest = {},
      stream$ = NEVER,
      guards,
      parts,
      clock,
      closeAt = 600_000,
    }: Venue): ExecutionClient => {
      const composed = composeExecutionClient({
        api: apiOf(rest),
        stream$,
        guards: guardsOf(guards),
        pnl: defaultPnl,
        watched: watchLeaps(clock ?? clockOf(scheduler)),
        journal: noJournal,
        settle: 10_000,
        exclusiveAccount: false,
        linger: 0,
        release: () => Promise.resolve(),
        ...parts,
      });
      scheduler.schedule(() => void composed.close(), closeAt);
      return composed;
    };
    run({ ...helpers, client, scheduler });
  });
};

/** A transition in a word or two, so that a diagram can name it. */
const label = (transition: OrderTransition): string => {
  switch (transition.type) {
    case 'Accepted':
      return transition.attribution === 'reply' ? 'Accepted' : 'Accepted, inferred';
    case 'PartiallyFilled':
      return `PartiallyFilled by ${transition.fill.tradeId}`;
    case 'Canceled':
      return `Canceled by ${transition.by}`;
    case 'Rejected':
      return `Rejected by ${transition.by}: ${transition.reason}${transition.code === null ? '' : ` ${transition.code}`}`;
    case 'Unresolved':
      return `Unresolved: ${transition.candidates.map(({ orderId }) => orderId).join(' or ')}`;
    default:
      return transition.type;
  }
};

export const labels = map(label);
