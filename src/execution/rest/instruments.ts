import { defer, map, type Observable, share, tap, throwError, timeout } from 'rxjs';
import { httpError } from '../../model/errors';
import type { Instrument } from '../../model/instrument';
import type { Pair } from '../../model/pair';
import { type Clock, elapsing } from '../../operators/clock';

/** Rules of pairs change rarely, ms. */
const readEvery = 3_600_000;

/** An order that waits longer for them is not sent, and told so, ms. */
const longestWait = 30_000;

const late = httpError(
  'GET /spot/pairs',
  'timeout',
  'none',
  'the rules of the pair were not read within 30 s',
);

type Instruments = ReadonlyMap<Pair, Instrument>;

/** The rules of a pair, at once or awaited; `undefined` if the venue does not list it. */
export type LookUp = (pair: Pair) => Instrument | undefined | Observable<Instrument | undefined>;

/**
 * Looks up the rules of pairs. Only the first looks wait for the list: later ones take what is known, and have it read
 * again once an hour, since an order shall not wait for that. A pair that an old list lacks is waited for: it may be new.
 */
export const createInstruments = (
  read: () => Observable<readonly Instrument[]>,
  clock: Clock,
  leaps$: Observable<unknown>,
): LookUp => {
  let known: Instruments | null = null;
  let readAt = -Infinity;
  leaps$.subscribe(() => (readAt = -Infinity));

  const list$ = defer(read).pipe(
    map((all): Instruments => new Map(all.map((instrument) => [instrument.pair, instrument]))),
    tap((instruments) => {
      known = instruments;
      readAt = clock.elapsed();
    }),
    share(),
  );

  return (pair) => {
    const isOld = clock.elapsed() - readAt >= readEvery;
    if (known === null || (isOld && !known.has(pair)))
      return list$.pipe(
        map((instruments) => instruments.get(pair)),
        timeout({ first: longestWait, scheduler: elapsing(clock), with: () => throwError(() => late) }),
      );
    if (isOld) {
      readAt = clock.elapsed();
      // A failure leaves what is known; the venue itself refuses what its rules forbid by now.
      list$.subscribe({ error: () => undefined });
    }
    return known.get(pair);
  };
};
