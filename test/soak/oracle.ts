import type { OrderTransition } from '../../src/execution/index';
import type { AssetBalance } from '../../src/model/asset';
import { compareDecimals } from '../../src/model/decimal';
import type { Fill } from '../../src/model/fill';
import { isTerminal, type OrderStatus } from '../../src/model/order';
import type { Truth, TrueOrder } from './truth';

/** One call that placed, or should have placed, an order; its transitions as they came. */
export interface Called {
  readonly what: string;
  /** Of the request, where no other call since the last check asked for the same; `null`: it is shared. */
  readonly ownAmount: string | null;
  readonly pair: string;
  readonly transitions: readonly OrderTransition[];
  readonly isOver: boolean;
  readonly error: unknown;
}

/** What one client says of its account. */
export interface Told {
  readonly calls: readonly Called[];
  /** Of `fills$`, since the last check. */
  readonly fills: readonly Fill[];
  /** Ids of `orders$`. */
  readonly open: readonly number[];
  readonly assets: ReadonlyMap<string, AssetBalance>;
  /** Orders that diagnostics said to have no owner, since the last check. */
  readonly unattributed: readonly number[];
}

const endings: Readonly<Record<string, string>> = { FULLY_FILLED: 'Filled', REJECTED: 'Rejected' };

const isTerminalStatus = (status: string): boolean => isTerminal(status as OrderStatus);

const orderIdOf = (transitions: readonly OrderTransition[]): number | null => {
  const named = transitions.find(({ type }) => type === 'Accepted' || type === 'Rejected');
  return named !== undefined && 'order' in named ? (named.order?.orderId ?? null) : null;
};

const difference = (name: string, told: readonly string[], truth: readonly string[]): readonly string[] => {
  const [ours, theirs] = [new Set(told), new Set(truth)];
  const repeated = told.filter((one, at) => told.indexOf(one) !== at);
  return [
    ...truth
      .filter((one) => !ours.has(one))
      .map((one) => `${name}: the venue has ${one}, the client does not`),
    ...told
      .filter((one) => !theirs.has(one))
      .map((one) => `${name}: the client has ${one}, the venue does not`),
    ...repeated.map((one) => `${name}: the client told ${one} twice`),
  ];
};

/** The laws of transitions that can be seen without the venue. */
const brokenLaws = ({ what, transitions, isOver, error }: Called): readonly string[] => {
  const types = transitions.map(({ type }) => type);
  const accepted = types.indexOf('Accepted');
  const ends = types.filter((type) => type === 'Filled' || type === 'Canceled' || type === 'Rejected');
  const told = transitions.flatMap((one) => (one.type === 'PartiallyFilled' ? [one.fill.tradeId] : []));
  const early = types.findIndex((type) =>
    ['Triggered', 'PartiallyFilled', 'Filled', 'Canceled'].includes(type),
  );
  return [
    ...(error === null ? [] : [`${what}: errored: ${error instanceof Error ? error.message : 'unknown'}`]),
    ...(types.filter((type) => type === 'Accepted').length > 1 ? [`${what}: accepted twice`] : []),
    ...(early >= 0 && (accepted < 0 || early < accepted) ? [`${what}: ${types[early]} before Accepted`] : []),
    ...(new Set(told).size < told.length ? [`${what}: a trade told twice`] : []),
    ...(ends.length > 1 ? [`${what}: ended ${ends.length} times`] : []),
    ...(ends.length === 1 && types.at(-1) !== ends[0] ? [`${what}: went on after its end`] : []),
    ...(ends.length === 0 && isOver ? [`${what}: completed without an end: ${types.join(', ')}`] : []),
  ];
};

const againstVenue = (call: Called, order: TrueOrder | undefined, truth: Truth): readonly string[] => {
  const { what, transitions, isOver } = call;
  const last = transitions.at(-1);
  const orderId = orderIdOf(transitions);
  if (order === undefined) {
    if (orderId !== null) return [`${what}: names ${orderId}, which the venue does not know as placed since`];
    return last?.type === 'Rejected'
      ? []
      : [`${what}: no order at the venue, yet ${last?.type ?? 'silence'}`];
  }
  const told = transitions.flatMap((one) => (one.type === 'PartiallyFilled' ? [`${one.fill.tradeId}`] : []));
  const traded = truth.trades.filter((trade) => trade.orderId === order.orderId);
  const expected = endings[order.status] ?? 'Canceled';
  return [
    ...(isOver === isTerminalStatus(order.status)
      ? []
      : [`${what}: ${order.status}, yet ${isOver ? 'over' : 'open'}`]),
    ...(isOver && last?.type !== expected
      ? [`${what}: ended ${last?.type}, the venue says ${order.status}`]
      : []),
    ...difference(
      `${what}: trades`,
      told,
      traded.map(({ tradeId }) => `${tradeId}`),
    ),
  ];
};

/** No call had more than one effect, and none had one that nobody tells of. */
const effects = ({ calls, unattributed }: Told, { orders }: Truth): readonly string[] => {
  const claims = calls.flatMap(({ transitions }) => orderIdOf(transitions) ?? []);
  const claimed = new Set(claims);
  const twice = claims.length - claimed.size;
  const noEffect = calls.filter(({ transitions }) =>
    transitions.some((one) => one.type === 'Rejected' && one.reason === 'no-effect'),
  ).length;
  // An order that ended without a fill is in no list: a call whose reply was lost can only say that it found nothing.
  const traceless = orders.filter(
    ({ orderId, status, executed }) =>
      !claimed.has(orderId) &&
      !unattributed.includes(orderId) &&
      isTerminalStatus(status) &&
      compareDecimals(executed, '0') === 0,
  );
  const silent = orders.filter(
    (order) =>
      !claimed.has(order.orderId) && !unattributed.includes(order.orderId) && !traceless.includes(order),
  );
  const doubled = calls.flatMap(({ what, pair, ownAmount, transitions }) => {
    if (ownAmount === null) return [];
    const own = orderIdOf(transitions);
    const same = orders.filter(
      (order) =>
        order.pair === pair &&
        order.amount !== null &&
        compareDecimals(order.amount, ownAmount) === 0 &&
        // One that replaced it has its amount, and a call of its own.
        (order.orderId === own || !claimed.has(order.orderId)) &&
        !unattributed.includes(order.orderId),
    );
    return same.length > 1 ? [`${what}: placed ${same.map(({ orderId }) => orderId).join(', ')}`] : [];
  });
  return [
    ...(twice > 0 ? [`${twice} orders are claimed by two calls`] : []),
    ...silent.map(({ orderId, status }) => `order ${orderId} (${status}) is no call's, and nothing said so`),
    ...(traceless.length > noEffect
      ? [`${traceless.length} unclaimed orders, ${noEffect} calls without effect`]
      : []),
    ...doubled,
  ];
};

/**
 * Compares what a client says, once everything has settled, with the venue's own records. Gives what is wrong, each as
 * a line; nothing: all is as it must be.
 */
export const judge = (told: Told, truth: Truth): readonly string[] => {
  const orders = new Map(truth.orders.map((order) => [order.orderId, order]));
  const fillLine = (
    one: { tradeId: number; orderId: number; price: string; amount: string },
    fees: string[],
  ) => [`${one.orderId}/${one.tradeId}`, one.price, one.amount, ...fees].join(' ');
  return [
    ...told.calls.flatMap((call) => [
      ...brokenLaws(call),
      ...againstVenue(call, orders.get(orderIdOf(call.transitions) ?? -1), truth),
    ]),
    ...effects(told, truth),
    ...difference(
      'fills',
      told.fills.map((fill) => fillLine(fill, [fill.feeAmountBase, fill.feeAmountQuote])),
      truth.trades.map((trade) => fillLine(trade, [trade.feeBase, trade.feeQuote])),
    ),
    ...difference('open orders', told.open.map(String), truth.open.map(String)),
    ...truth.assets.flatMap(({ asset, free, locked }) => {
      const balance = told.assets.get(asset);
      const isRight =
        balance !== undefined &&
        compareDecimals(balance.freeAmount, free) === 0 &&
        compareDecimals(balance.lockedAmount, locked) === 0;
      const said = balance === undefined ? 'nothing' : `${balance.freeAmount} + ${balance.lockedAmount}`;
      return isRight ? [] : [`${asset}: the venue has ${free} + ${locked}, the client says ${said}`];
    }),
  ];
};
