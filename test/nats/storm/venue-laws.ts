import type { AuditEntry } from '../../../src/simulator/index';
import type { StormLife } from '../../trading/life-laws';

/** The laws that the venue's own journal shows. Each returns what breaks it, in words. */

/** A life whose price identifies its order among all orders of the venue. */
export interface PricedLife extends StormLife {
  readonly price: number;
  /** The time of its request, Unix time in ms. */
  readonly askedAt: number;
}

/** A request that the venue refused for its rate. */
interface RefusedRequest {
  /** Unix time in ms. */
  readonly at: number;
  readonly isWrite: boolean;
  readonly path: string;
}

/** The record of an account in the venue's audit log. */
export interface VenueAccount {
  /** The ids of orders by their price. */
  readonly orders: ReadonlyMap<number, ReadonlySet<number>>;
  /** The time at which the first order of a price was placed, Unix time in ms. */
  readonly placedAt: ReadonlyMap<number, number>;
  /** The last known status of each order. */
  readonly statuses: ReadonlyMap<number, string>;
  /** The times of all requests, Unix time in ms. Those that were refused for their rate are not among them. */
  readonly writes: readonly number[];
  readonly reads: readonly number[];
  /** The requests that the venue refused for their rate. */
  readonly tooMany: readonly RefusedRequest[];
}

export const accountOf = (journal: readonly AuditEntry[], apiKey: string): VenueAccount => {
  const orders = new Map<number, Set<number>>();
  const placedAt = new Map<number, number>();
  const statuses = new Map<number, string>();
  const requests = journal.flatMap((entry) =>
    entry.type === 'request' && entry.apiKey === apiKey ? [entry] : [],
  );
  for (const entry of journal) {
    if (entry.type !== 'order' || entry.apiKey !== apiKey) continue;
    const { orderId, price, status } = entry.order;
    const key = Number(price);
    orders.set(key, (orders.get(key) ?? new Set()).add(orderId));
    if (!placedAt.has(key)) placedAt.set(key, entry.at);
    statuses.set(orderId, status);
  }
  const isWrite = ({ method, path }: { method: string; path: string }): boolean =>
    method === 'POST' && !path.endsWith('orders_info');
  const counted = requests.filter(({ status }) => status !== 429);
  return {
    orders,
    placedAt,
    statuses,
    writes: counted.filter(isWrite).map(({ at }) => at),
    reads: counted.filter((request) => !isWrite(request)).map(({ at }) => at),
    tooMany: requests
      .filter(({ status }) => status === 429)
      .map((request) => ({ at: request.at, path: request.path, isWrite: isWrite(request) })),
  };
};

/**
 * An order is at most 2 s on its way to the gateway, and waits there at most 2 s for its turn. A busy machine adds some;
 * the storm's late messages are much later.
 */
export const longestWay = 10_000;

/** The time over which the rate is counted. A busy machine may hold requests up, so that some come together. */
const span = 10_000;
const writesPerSecond = 6;
const readsPerSecond = 10;

const most = (times: readonly number[]): number => {
  let first = 0;
  let count = 0;
  for (const [i, at] of times.entries()) {
    while (at - (times[first] ?? at) >= span) first += 1;
    count = Math.max(count, i - first + 1);
  }
  return count;
};

const isOpen = (status: string): boolean => !/^(?:FULLY_FILLED|CANCELED.*|REJECTED)$/.test(status);

/** Returns the time in ms between the latest request for each price and its order at the venue. */
export const agesOf = (
  lives: readonly PricedLife[],
  placedAt: VenueAccount['placedAt'],
): ReadonlyMap<number, number> =>
  new Map(
    [...placedAt].map(([price, at]) => [
      price,
      at -
        Math.max(
          ...lives.filter((life) => life.price === price && life.askedAt <= at).map((life) => life.askedAt),
        ),
    ]),
  );

/** Compares the values that the callers received with what the venue did. */
export const brokenEffects = (
  lives: readonly PricedLife[],
  { orders, placedAt, statuses }: VenueAccount,
): readonly string[] => {
  const broken: string[] = [];
  for (const id of new Set(lives.map((life) => life.id))) {
    const same = lives.filter((life) => life.id === id);
    const effects = new Set(same.flatMap(({ price }) => [...(orders.get(price) ?? [])]));
    if (effects.size > 1) broken.push(`${id} has the effects ${[...effects].join(', ')}`);
    const [life] = same;
    const last = life?.told.at(-1);
    // A life beside other lives of its id shows the effect of all of them.
    if (same.length > 1 || last === undefined) continue;
    const [orderId] = effects;
    const status = orderId === undefined ? 'no order' : (statuses.get(orderId) ?? 'unknown');
    const isTrue =
      last.type === 'Filled'
        ? status === 'FULLY_FILLED'
        : last.type === 'Canceled'
          ? status.startsWith('CANCELED')
          : last.type !== 'Rejected' || orderId === undefined || status === 'REJECTED';
    if (!isTrue) broken.push(`${id} ended as ${last.type}, but the venue has ${status}`);
  }
  for (const [price, age] of agesOf(lives, placedAt))
    if (age > longestWay) broken.push(`the order at ${price} was placed ${age} ms after its request`);
  for (const [orderId, status] of statuses)
    if (isOpen(status)) broken.push(`the order ${orderId} is left ${status}`);
  return broken;
};

/**
 * No gateway has begun this many ms after the kill of the previous one, and the last requests of that one have arrived.
 */
const bootTime = 100;

/**
 * Checks the rate of an account. A gateway does not know the requests that a killed one sent in its last second, so that
 * the venue may refuse some of its first requests. Otherwise it refuses none, except cancels: these do not wait until
 * earlier requests have arrived for certain.
 */
export const brokenRate = (
  { writes, reads, tooMany }: VenueAccount,
  killedAt: readonly number[],
): readonly string[] => {
  const broken: string[] = [];
  for (const [what, times, rate] of [
    ['writes', writes, writesPerSecond],
    ['reads', reads, readsPerSecond],
  ] as const) {
    const limit = (rate * span) / 1_000 + rate;
    const count = most(times);
    if (count > limit) broken.push(`${count} ${what} in ${span} ms, and ${limit} are allowed`);
  }
  const unexcused = tooMany.filter(({ at, isWrite }) => {
    const since = Math.max(
      at - 1_000,
      ...killedAt.filter((kill) => kill <= at).map((kill) => kill + bootTime),
    );
    const own = (isWrite ? writes : reads).filter((time) => time > since && time <= at);
    return own.length >= (isWrite ? writesPerSecond : readsPerSecond);
  });
  const [cancels, others] = [true, false].map((isCancel) =>
    unexcused.filter(({ path }) => path.includes('cancel_order') === isCancel),
  ) as [RefusedRequest[], RefusedRequest[]];
  for (const { path } of others) broken.push(`the venue refused ${path} for its rate`);
  if (cancels.length > 1 + writes.length / 50)
    broken.push(`the venue refused ${cancels.length} cancels for their rate`);
  return broken;
};
