import { defer, map, type Observable, share, tap, throwError, timeout } from 'rxjs';
import { httpError } from '../../model/errors';
import type { Instrument } from '../../model/instrument';
import type { Pair } from '../../model/pair';
import { type Clock, elapsing } from '../../operators/clock';

/** The interval of reading the rules, which change rarely, ms. */
const readEvery = 3_600_000;

/** The time in ms for which an order waits for the rules. After that it is refused and not sent. */
const longestWait = 30_000;

const late = httpError(
  'GET /spot/pairs',
  'timeout',
  'none',
  'the rules of the pair were not read within 30 s',
);

type Instruments = ReadonlyMap<Pair, Instrument>;

/** Returns the rules of a pair, immediately or when they come; `undefined` if the venue does not list the pair. */
export type LookUp = (pair: Pair) => Instrument | undefined | Observable<Instrument | undefined>;

/**
 * Looks up the rules of pairs. Only the first requests wait for the list. Later ones use the known list, and let it be
 * read again once an hour, because an order must not wait for that. If an old list lacks a pair, the request waits,
 * because the pair may be new.
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
      // A failure keeps the known rules. The venue itself refuses orders that its present rules forbid.
      list$.subscribe({ error: () => undefined });
    }
    return known.get(pair);
  };
};
