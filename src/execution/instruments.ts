import { defer, map, type Observable, of, type SchedulerLike, tap } from 'rxjs';
import type { Instrument } from '../model/instrument';
import type { Pair } from '../model/pair';

/** Rules of pairs change rarely, ms. */
const readEvery = 3_600_000;

type Instruments = ReadonlyMap<Pair, Instrument>;

/**
 * Looks up the rules of a pair; `undefined` if the venue does not list it. Only the first look waits for the list: later
 * ones take what is known, and have it read again once an hour, since an order shall not wait for that.
 */
export const createInstruments = (
  read: () => Observable<readonly Instrument[]>,
  scheduler: SchedulerLike,
): ((pair: Pair) => Observable<Instrument | undefined>) => {
  let known: Instruments | null = null;
  let readAt = -Infinity;

  const list = (): Observable<Instruments> =>
    read().pipe(
      map((all) => new Map(all.map((instrument) => [instrument.pair, instrument]))),
      tap((instruments) => {
        known = instruments;
        readAt = scheduler.now();
      }),
    );

  return (pair) =>
    defer(() => {
      if (known === null) return list();
      if (scheduler.now() - readAt >= readEvery) {
        readAt = scheduler.now();
        // A failure leaves what is known; the venue itself refuses what its rules forbid by now.
        list().subscribe({ error: () => undefined });
      }
      return of(known);
    }).pipe(map((instruments) => instruments.get(pair)));
};
