import fc from 'fast-check';
import { timestamp } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { createDiagnostics } from '../../src/connectivity/diagnostics';
import { clockOf } from '../../src/operators/clock';
import { virtualClock } from '../../src/simulator/market/clock';
import { marbles } from '../support/marbles';

interface Event {
  readonly kind: string;
  readonly n?: number;
}

describe('diagnostics', () => {
  it(
    'are told at once, ten of a kind; after them the latest, once a second, with how many it stands for',
    marbles(({ cold, expectObservable, scheduler }) => {
      const { diagnose, diagnostics$ } = createDiagnostics<Event>(clockOf(scheduler));
      cold('(aaaaaaaaaa) 488ms a-b-a 2s a-b-').subscribe((kind) => diagnose({ kind }));

      const a = { kind: 'a', at: 0, count: 1 };
      expectObservable(diagnostics$).toBe('(aaaaaaaaaa) 490ms b 497ms c 1504ms d-e', {
        a,
        b: { kind: 'b', at: 502, count: 1 },
        c: { kind: 'a', at: 504, count: 2 },
        d: { kind: 'a', at: 2_505, count: 1 },
        e: { kind: 'b', at: 2_507, count: 1 },
      });
    }),
  );

  it('run no timer while nothing is held back', () => {
    const clock = virtualClock(0);
    const schedule = vi.spyOn(clock, 'schedule');
    const { diagnose } = createDiagnostics<Event>(clockOf(clock));
    for (let n = 0; n < 10; n += 1) diagnose({ kind: 'a' });
    clock.advanceBy(5_000);
    diagnose({ kind: 'a' });
    expect(schedule).not.toHaveBeenCalled();
    for (let n = 0; n < 1_000; n += 1) diagnose({ kind: 'a' });
    expect(schedule).toHaveBeenCalledTimes(1);
  });

  it('are told at close, where they were held back, and none is after it', () => {
    const clock = virtualClock(0);
    const { diagnose, diagnostics$, close } = createDiagnostics<Event>(clockOf(clock));
    const told: unknown[] = [];
    diagnostics$.subscribe({ next: (one) => told.push(one), complete: () => told.push('complete') });
    for (let n = 1; n <= 13; n += 1) diagnose({ kind: 'a', n });
    close();
    diagnose({ kind: 'a' });
    clock.advanceBy(5_000);
    expect(told.slice(9)).toEqual([
      { kind: 'a', n: 10, at: 0, count: 1 },
      { kind: 'a', n: 13, at: 0, count: 3 },
      'complete',
    ]);
  });

  it('wait by elapsed time, whatever is made of the time of day', () => {
    let now = 0;
    const clock = virtualClock(0);
    const { diagnose, diagnostics$ } = createDiagnostics<Event>({
      ...clockOf(clock),
      now: () => now,
    });
    const counts: number[] = [];
    diagnostics$.subscribe(({ count }) => counts.push(count));
    for (let n = 0; n < 10; n += 1) diagnose({ kind: 'a' });
    now = 3_600_000;
    diagnose({ kind: 'a' });
    expect(counts).toHaveLength(10);
    clock.advanceBy(1_000);
    expect(counts).toHaveLength(11);
  });

  it('stand, together, for every event, none more than a second late, and hardly more than one a second', () => {
    const events = fc.array(fc.record({ kind: fc.constantFrom('a', 'b'), wait: fc.nat(400) }), {
      maxLength: 80,
      size: 'max',
    });
    fc.assert(
      fc.property(events, fc.boolean(), (script, isClosed) => {
        const clock = virtualClock(0);
        const { diagnose, diagnostics$, close } = createDiagnostics<Event>(clockOf(clock));
        const told: { kind: string; n?: number; at: number; count: number; when: number }[] = [];
        diagnostics$
          .pipe(timestamp(clock))
          .subscribe(({ value, timestamp: when }) => told.push({ ...value, when }));
        script.forEach(({ kind, wait }, n) => {
          clock.advanceBy(wait);
          diagnose({ kind, n });
        });
        if (isClosed) close();
        else clock.advanceBy(1_000);

        for (const kind of ['a', 'b']) {
          const of = told.filter((one) => one.kind === kind);
          const made = script.flatMap((one, n) => (one.kind === kind ? [n] : []));
          let seen = 0;
          for (const { count, n, at, when } of of) {
            seen += count;
            expect(n).toBe(made[seen - 1]);
            expect(when - at).toBeLessThanOrEqual(1_000);
          }
          expect(seen).toBe(made.length);
          const later = of.slice(10).map(({ when }) => when);
          const gaps = later.slice(1, isClosed ? -1 : undefined).map((when, i) => when - (later[i] ?? 0));
          for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(1_000);
        }
      }),
    );
  });
});
