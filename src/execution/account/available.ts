import { distinctUntilChanged, filter, map, merge, type Observable, of, switchMap } from 'rxjs';
import type { AssetBalance } from '../../model/asset';
import {
  compareDecimals,
  fromUnits,
  multiplyDecimals,
  scaleOf,
  sumDecimals,
  toUnits,
} from '../../model/decimal';
import { isTerminal, type Order } from '../../model/order';
import type { Flight, Flights } from '../order/flight';
import { landedSince } from '../order/flight-views';
import type { FlightBoard } from '../order/flights';
import type { Registry } from '../order/registry';
import type { Confirmed } from './confirming';

/** The amount that an order will lock once the venue has it. */
interface Lock {
  readonly asset: string;
  /** The amount; `null` if it is not known (a market buy), so that all of the asset counts as locked. */
  readonly amount: string | null;
  /** The elapsed time in ms at which the order became known; `null` before that. */
  readonly placedAt: number | null;
}

export interface AvailableConfig {
  readonly assets$: Observable<ReadonlyMap<string, Confirmed<AssetBalance>>>;
  /** The elapsed time in ms of the last balance of an asset. */
  readonly updatedAt: (asset: string) => number;
  readonly flights: FlightBoard;
  readonly orders: Pick<Registry, 'entry'>;
  readonly elapsed: () => number;
}

/** After this many ms the balances are taken to contain the lock of an order, even if nobody reads them. */
const forgetAfter = 300_000;

/**
 * Returns the free amounts by asset, minus the amounts that orders on their way will lock. It is a view of balances and
 * flights. An order that takes its part asks for the current balances, so that none of a lost link is emitted again.
 */
export const availableOf = ({
  assets$,
  updatedAt,
  flights,
  orders,
  elapsed,
}: AvailableConfig): Observable<ReadonlyMap<string, string>> =>
  // The first amounts may cause an order, so that changes are awaited before them.
  merge(
    flights.changes$.pipe(filter(({ event }) => event.type === 'admitted' || event.type === 'over')),
    of(undefined),
  ).pipe(
    switchMap(() => assets$),
    map((assets) => {
      const locks = locksOf(flights.all(), elapsed() - forgetAfter, orders);
      return new Map(
        Array.from(
          assets.values(),
          (balance) => [balance.asset, freeOf(balance, updatedAt(balance.asset), locks)] as const,
        ),
      );
    }),
    distinctUntilChanged(areEqual),
  );

const locksOf = (flights: Flights, since: number, orders: AvailableConfig['orders']): readonly Lock[] => {
  const locks: Lock[] = [];
  for (const flight of flights.onTheirWay) if (flight.phase !== 'waits') locks.push(...lockOf(flight, null));
  for (const flight of landedSince(flights, since))
    if (flight.outcome.type === 'placed') {
      const { orderId, at } = flight.outcome;
      // An order that was found by its parameters had its lock before it was found.
      const entry = orders.entry(orderId);
      const placedAt = Math.min(at, entry?.since ?? Infinity);
      const taken = takenBy(entry?.known.snapshot ?? null);
      locks.push(
        ...lockOf(flight, placedAt).map((one) => (taken === null ? one : { ...one, amount: taken })),
      );
    }
  return locks;
};

/**
 * Returns the amount that an ended order has taken from the asset that it locked, apart from fees; `null` if it has not
 * ended. A market buy locks an unknown amount only as long as it is open.
 */
const takenBy = (order: Order | null): string | null => {
  if (order === null || !isTerminal(order.status)) return null;
  const { side, executedAmount, averagePrice } = order;
  if (side !== 'buy' || compareDecimals(executedAmount, '0') === 0) return executedAmount;
  return averagePrice === null ? null : multiplyDecimals(averagePrice, executedAmount);
};

const areEqual = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([asset, amount]) => b.get(asset) === amount);

const freeOf = (
  { asset, freeAmount, confirmed }: Confirmed<AssetBalance>,
  updatedAt: number,
  locks: readonly Lock[],
): string => {
  // Balances that were read after an order was placed already contain its lock.
  const unseen = locks.filter(
    (one) => one.asset === asset && !(confirmed && one.placedAt !== null && updatedAt > one.placedAt),
  );
  const amounts = unseen.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  const locked = amounts.length < unseen.length ? freeAmount : sumDecimals(['0', ...amounts]);
  const scale = Math.max(scaleOf(freeAmount), scaleOf(locked));
  const left = toUnits(freeAmount, scale) - toUnits(locked, scale);
  return fromUnits(left < 0n ? 0n : left, scale);
};

/** Returns the lock of a spot order. A margin order has none, because it locks credit and no asset. */
const lockOf = ({ order, instrument }: Flight, placedAt: number | null): readonly Lock[] => {
  const { amount, price, side } = order;
  if (instrument === null || order.positionSide !== undefined || amount === undefined) return [];
  if (side === 'sell') return [{ asset: instrument.baseAsset, amount, placedAt }];
  const asset = instrument.quoteAsset;
  return [{ asset, amount: price === undefined ? null : multiplyDecimals(price, amount), placedAt }];
};
