import { combineLatest, distinctUntilChanged, map, type Observable, startWith, Subject } from 'rxjs';
import type { AssetBalance } from '../../model/asset';
import { fromUnits, multiplyDecimals, scaleOf, sumDecimals, toUnits } from '../../model/decimal';
import type { Instrument } from '../../model/instrument';
import type { CheckedOrder } from '../order/check-request';
import type { Confirmed } from './confirming';

/** What an order on its way will lock, once the venue has it. */
interface Reservation {
  readonly asset: string;
  /** `null`: can't be told (a market buy), so all of the asset counts as locked. */
  readonly amount: string | null;
  /** When the venue accepted it, elapsed time, ms; `null` before that. */
  readonly acceptedAt: number | null;
}

/** Called with the outcome: balances read after an acceptance show the order's own lock. */
export type Release = (outcome: 'accepted' | 'no-effect') => void;

export interface Reservations {
  reserve(order: CheckedOrder, instrument: Instrument): Release;
  /** Free amounts less what is in flight, by asset. */
  available(
    assets$: Observable<ReadonlyMap<string, Confirmed<AssetBalance>>>,
    /** When an asset was told of, elapsed time, ms. */
    toldAt: (asset: string) => number,
  ): Observable<ReadonlyMap<string, string>>;
}

/** An accepted order's reservation is dropped after this long, ms, also where nobody reads balances. */
const forgetAfter = 300_000;

export const createReservations = (elapsed: () => number): Reservations => {
  // Changed in place: with hundreds kept, copies would be the dearest part of placing an order.
  const reserved = new Map<number, Reservation>();
  const changes = new Subject<void>();
  let lastId = 0;
  const change = (id: number, reservation: Reservation | null): void => {
    // Accepted ones stand in the order of their acceptance.
    reserved.delete(id);
    if (reservation !== null) reserved.set(id, reservation);
    for (const [key, { acceptedAt }] of reserved) {
      if (acceptedAt === null) continue;
      if (acceptedAt >= elapsed() - forgetAfter) break;
      reserved.delete(key);
    }
    changes.next();
  };
  return {
    reserve: (order, instrument) => {
      const lock = lockOf(order, instrument);
      if (lock === null) return () => undefined;
      const id = ++lastId;
      change(id, { ...lock, acceptedAt: null });
      return (outcome) => {
        change(id, outcome === 'accepted' ? { ...lock, acceptedAt: elapsed() } : null);
      };
    },
    available: (assets$, toldAt) =>
      combineLatest([assets$, changes.pipe(startWith(undefined))]).pipe(
        map(([assets]) => {
          const inFlight = [...reserved.values()];
          return new Map(
            Array.from(
              assets.values(),
              (balance) => [balance.asset, freeOf(balance, toldAt(balance.asset), inFlight)] as const,
            ),
          );
        }),
        distinctUntilChanged(areEqual),
      ),
  };
};

const areEqual = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([asset, amount]) => b.get(asset) === amount);

const freeOf = (
  { asset, freeAmount, confirmed }: Confirmed<AssetBalance>,
  toldAt: number,
  inFlight: readonly Reservation[],
): string => {
  const unseen = inFlight.filter(
    (one) => one.asset === asset && !(confirmed && one.acceptedAt !== null && toldAt > one.acceptedAt),
  );
  const amounts = unseen.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  const locked = amounts.length < unseen.length ? freeAmount : sumDecimals(['0', ...amounts]);
  const scale = Math.max(scaleOf(freeAmount), scaleOf(locked));
  const left = toUnits(freeAmount, scale) - toUnits(locked, scale);
  return fromUnits(left < 0n ? 0n : left, scale);
};

/** What a spot order locks; `null` for a margin order, which locks credit and no asset. */
const lockOf = (order: CheckedOrder, instrument: Instrument): Omit<Reservation, 'acceptedAt'> | null => {
  const { amount, price, side } = order;
  if (order.positionSide !== undefined || amount === undefined) return null;
  if (side === 'sell') return { asset: instrument.baseAsset, amount };
  const asset = instrument.quoteAsset;
  if (price === undefined) return { asset, amount: null };
  return { asset, amount: multiplyDecimals(price, amount) };
};
