import { expect } from 'vitest';
import { TestScheduler, type RunHelpers } from 'rxjs/testing';

export interface Marbles extends RunHelpers {
  /** The scheduler of virtual time. One character of a diagram is one ms. */
  readonly scheduler: TestScheduler;
}

/**
 * A spec in virtual time. Diagrams are those of RxJS (`-` 1 ms, `a` a value, `|` completion, `#` an error, `^` and `!`
 * a subscription's begin and end, `(ab)` in one moment); spaces only align.
 */
export const marbles =
  (spec: (marbles: Marbles) => void, end = 4_000) =>
  (): void => {
    const scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
    scheduler.run((helpers) => {
      scheduler.maxFrames = end; // a live feed has timers without end
      spec({ ...helpers, scheduler });
    });
  };
