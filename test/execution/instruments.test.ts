import { isObservable, defer, NEVER, type Observable, of, throwError, VirtualTimeScheduler } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createInstruments } from '../../src/execution/rest/instruments';
import { clockOf } from '../../src/operators/clock';
import type { Instrument } from '../../src/model/instrument';
import { xrp } from '../../marbles/support/instruments';

const hour = 3_600_000;

/**
 * Looks a pair up at each time, with the replies of the reads in order. Returns the results and the number of reads.
 */
const lookUps = (
  replies: readonly Observable<readonly Instrument[]>[],
  times: readonly number[],
): { readonly found: readonly unknown[]; readonly reads: number } => {
  const scheduler = new VirtualTimeScheduler();
  let reads = 0;
  const instrument = createInstruments(
    () => defer(() => replies[reads++] ?? NEVER),
    clockOf(scheduler),
    NEVER,
  );
  const found: unknown[] = [];
  for (const time of times)
    scheduler.schedule(() => {
      let priceDigits: unknown = 'waits';
      const found$ = instrument('xrp_jpy');
      (isObservable(found$) ? found$ : of(found$)).subscribe({
        next: (value) => (priceDigits = value?.priceDigits),
        error: () => (priceDigits = 'failed'),
      });
      found.push(priceDigits);
    }, time);
  scheduler.flush();
  return { found, reads };
};

const rules = (priceDigits: number): Observable<readonly Instrument[]> => of([{ ...xrp, priceDigits }]);
const failure = throwError(() => new Error('no list'));

describe('createInstruments', () => {
  it('reads the list once, and again after an hour, with no look that waits for it', () => {
    expect(lookUps([rules(1), rules(2)], [0, 1, hour - 1, hour, hour + 1, 2 * hour - 1])).toEqual({
      found: [1, 1, 1, 2, 2, 2],
      reads: 2,
    });
    expect(lookUps([rules(1), NEVER], [0, hour, hour + 1])).toEqual({ found: [1, 1, 1], reads: 2 });
  });

  it('takes the known list if it can not be read again, and asks an hour later', () => {
    expect(lookUps([rules(1), failure, rules(2)], [0, hour, hour + 1, 2 * hour, 2 * hour + 1])).toEqual({
      found: [1, 1, 1, 2, 2],
      reads: 3,
    });
  });

  it('fails a look while nothing is known, and reads at the next', () => {
    expect(lookUps([failure, rules(1)], [0, 1])).toEqual({ found: ['failed', 1], reads: 2 });
  });

  it('reads the list once for all that wait for it', () => {
    expect(lookUps([NEVER, rules(1)], [0, 1])).toEqual({ found: ['waits', 'waits'], reads: 1 });
  });

  it('reads again before it says that a pair is not listed, if the list is old', () => {
    expect(lookUps([of([]), NEVER], [0, hour - 1, hour])).toEqual({
      found: [undefined, undefined, 'waits'],
      reads: 2,
    });
  });

  it('reports a pair that is not listed', () => {
    expect(lookUps([of([])], [0])).toEqual({ found: [undefined], reads: 1 });
  });
});
