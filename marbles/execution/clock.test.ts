import { describe, it } from 'vitest';
import { request } from '../support/order-cast';
import type { Call } from '../support/order-client';
import { inMoments, inSeconds, type Story } from '../support/order-spec';
import { hour, steppedClock } from '../support/stepped-clock';

// The time of day is set while a client runs (or the machine slept, which looks the same). Waits go on by elapsed time,
// and values that may be old are marked as such until they are read or reported again.

const amount =
  (xrp: number): Call =>
  (exec) =>
    exec.submitOrder({ ...request, amount: xrp });

const calls = { one: amount(1), two: amount(2) };

describe.each([
  ['an hour forward', hour],
  ['nine hours back', -9 * hour],
])('when the time of day is set %s', (_, by) => {
  /** Sets the clock at a moment, ms. */
  const setAt = (moment: number): Required<Pick<Story, 'clock'>> => ({
    clock: (scheduler) => {
      const clock = steppedClock(scheduler);
      scheduler.schedule(() => clock.step(by), moment);
      return clock;
    },
  });

  it('an order whose outcome is unknown is looked for as long as usual, and not longer', () => {
    inSeconds(
      {
        placing: '  s-x',
        lists: '    0',
        answers: '  ----e', // settled at 14 s: the looks at 14 s and 15 s find nothing
        submit$: '  S--------------(E|)',
      },
      setAt(6_000),
    );
  });

  it('a balance read after an order was accepted shows the order’s lock', () => {
    inMoments(
      {
        stream: '     o',
        funds: '      m-------q',
        placing: '    s--1',
        submit: '     -----^',
        available$: ' m----q 59s -', //  the next read comes after a minute
      },
      setAt(20),
    );
  });

  it('a book is no older than by elapsed time', () => {
    inMoments(
      {
        books: '      g',
        placing: '    s-1',
        submit$: '    S-A---------',
        one: '        ------^',
        one$: '       ------S-A---',
        two: '        -----------^',
        two$: '       -----------(G|)',
      },
      { ...setAt(4), calls, guards: { maxBookAge: 10 } },
    );
  });

  it('the leap is reported once', () => {
    inSeconds(
      {
        fills: '       ^',
        diagnostics$: '-----*---',
      },
      { ...setAt(4_500), where: { '*': [{ kind: 'clock-leapt', by, at: 5_000 + by, count: 1 }] } },
    );
  });

  it('orders and balances are not current before they were read again, which is immediate', () => {
    inMoments(
      {
        stream: '     o',
        lists: ['     100ms 1', '100ms (12)'],
        funds: ['     100ms m', '100ms q'],
        orders$: '    100ms 1 1999ms (1+2) 1s -',
        assets$: '    100ms m 1999ms q 1s -',
        // A newcomer subscribes between the leap and the reads.
        orders2: '    2050ms ^',
        orders2$: '   2100ms (1+2)',
        assets2: '    2050ms ^',
        assets2$: '   2100ms q',
      },
      setAt(1_500),
    );
  });

  it('the age of a guard’s book is not known until the next book comes', () => {
    inMoments(
      {
        books: '      g 2999ms g',
        fills: '      ^',
        placing: '    s-1',
        submit$: '    S-A---------',
        one: '        2100ms ^',
        one$: '       2100ms (G|)',
        two: '        3100ms ^',
        two$: '       3100ms S-A------',
      },
      { ...setAt(1_500), calls, guards: { maxBookAge: 10_000 } },
    );
  });
});
