import type { AuditEntry } from '../../../src/simulator/index';
import type { StormLife } from '../../trading/life-laws';

/** The laws that the venue's own journal shows. Each returns what breaks it, in words. */

/** A life whose price identifies its order among all orders of the venue. */
export interface PricedLife extends StormLife {
  readonly price: number;
  /** The time of its request, Unix time in ms. */
  readonly askedAt: number;
}

/** The record of an account in the venue's audit log. */
export interface VenueAccount {
  /** The ids of orders by their price. */
  readonly orders: ReadonlyMap<number, ReadonlySet<number>>;
  /** The time at which the first order of a price was placed, Unix time in ms. */
  readonly placedAt: ReadonlyMap<number, number>;
  /** The last known status of each order. */
  readonly statuses: ReadonlyMap<number, string>;
  /** The times of all admitted and refused requests, Unix time in ms. */
  readonly writes: readonly number[];
  readonly reads: readonly number[];
  /** The number of requests that the venue refused for their rate. */
  readonly tooMany: number;
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
  const timesOf = (isWrite: boolean): readonly number[] =>
    requests.filter(({ method }) => (method === 'POST') === isWrite).map(({ at }) => at);
  return {
    orders,
    placedAt,
    statuses,
    writes: timesOf(true),
    reads: timesOf(false),
    tooMany: requests.filter(({ status }) => status === 429).length,
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

/** Checks the rate of an account. */
export const brokenRate = ({ writes, reads, tooMany }: VenueAccount): readonly string[] => {
  const broken: string[] = [];
  for (const [what, times, rate] of [
    ['writes', writes, writesPerSecond],
    ['reads', reads, readsPerSecond],
  ] as const) {
    const limit = (rate * span) / 1_000 + rate;
    const count = most(times);
    if (count > limit) broken.push(`${count} ${what} in ${span} ms, and ${limit} are allowed`);
  }
  // Requests that were held up on a busy machine may arrive together.
  if (tooMany > (writes.length + reads.length) / 50)
    broken.push(`the venue refused ${tooMany} requests for their rate`);
  return broken;
};
