import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  countWhileIn,
  emptyLog,
  logged,
  takeWhileIn,
  type Log,
} from '../../../src/execution/order/flight-log';

it('logs that grow from the same log share an array, and none changes another', () => {
  const step = fc.record({ from: fc.nat(), oldest: fc.nat(60) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const logs: { readonly log: Log<number>; readonly events: readonly number[] }[] = [
        { log: emptyLog, events: [] },
      ];
      for (const [one, { from, oldest }] of steps.entries()) {
        // Mostly the latest log grows, and sometimes an earlier one.
        const parent = logs[from % 4 === 0 ? from % logs.length : logs.length - 1] ?? {
          log: emptyLog,
          events: [],
        };
        const isNeeded = (event: number): boolean => event >= one - oldest;
        logs.push({
          log: logged(parent.log, one, isNeeded),
          events: [...parent.events.filter(isNeeded), one],
        });
      }
      for (const { log, events } of logs) {
        expect([...takeWhileIn(log, () => true)].reverse()).toEqual(events);
        for (const least of [0, 10, 150, 400])
          expect(countWhileIn(log, (event) => event >= least)).toBe(
            events.filter((event) => event >= least).length,
          );
      }
    }),
  );
});
