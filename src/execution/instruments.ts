import { defer, map, type Observable, of, type SchedulerLike, tap } from 'rxjs';
import type { Instrument } from '../model/instrument';
import type { Pair } from '../model/pair';

/** Rules of pairs change rarely, ms. */
const keepFor = 3_600_000;

/** Looks up the rules of a pair in a list read at most once an hour; `undefined` if it is not in it. */
export const createInstruments = (
  read: () => Observable<readonly Instrument[]>,
  scheduler: SchedulerLike,
): ((pair: Pair) => Observable<Instrument | undefined>) => {
  let kept: { readonly instruments: ReadonlyMap<Pair, Instrument>; readonly until: number } | null = null;
  return (pair) =>
    defer(() => {
      if (kept !== null && kept.until > scheduler.now()) return of(kept.instruments);
      return read().pipe(
        map((all) => new Map(all.map((instrument) => [instrument.pair, instrument]))),
        tap((instruments) => {
          kept = { instruments, until: scheduler.now() + keepFor };
        }),
      );
    }).pipe(map((instruments) => instruments.get(pair)));
};
