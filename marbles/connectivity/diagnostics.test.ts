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
  readonly pair?: string;
  readonly order?: { readonly orderId: number };
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

  it('name each pair or order, however many come together', () => {
    const clock = virtualClock(0);
    const { diagnose, diagnostics$ } = createDiagnostics<Event>(clockOf(clock));
    const told: unknown[] = [];
    for (let n = 0; n < 20; n += 1) diagnose({ kind: 'a', pair: 'btc_jpy' });
    diagnostics$.subscribe(({ kind, pair, order, count }) =>
      told.push([kind, pair ?? order?.orderId, count]),
    );
    told.length = 0;
    diagnose({ kind: 'a', pair: 'eth_jpy' });
    diagnose({ kind: 'b', order: { orderId: 7 } });
    expect(told).toEqual([
      ['a', 'eth_jpy', 1],
      ['b', 7, 1],
    ]);
    clock.advanceBy(1_000);
    expect(told.slice(2)).toEqual([['a', 'btc_jpy', 10]]);
  });

  it('are bounded where thousands of orders are concerned, and name others once it is quiet', () => {
    const clock = virtualClock(0);
    const { diagnose, diagnostics$ } = createDiagnostics<Event>(clockOf(clock));
    const told: { readonly order?: { readonly orderId: number }; readonly count: number }[] = [];
    diagnostics$.subscribe((one) => told.push(one));
    for (let orderId = 0; orderId < 10_000; orderId += 1) diagnose({ kind: 'a', order: { orderId } });
    expect(told).toHaveLength(110);
    clock.advanceBy(1_000);
    expect(told).toHaveLength(111);
    expect(told.at(-1)).toMatchObject({ order: { orderId: 9_999 }, count: 9_890 });
    clock.advanceBy(1_000);
    for (let orderId = 20_000; orderId < 20_050; orderId += 1) diagnose({ kind: 'a', order: { orderId } });
    expect(told.slice(111).map(({ order, count }) => [order?.orderId, count])).toEqual(
      Array.from({ length: 50 }, (_, i) => [20_000 + i, 1]),
    );
  });

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

  it('are emitted at close if they were held back, and none comes after it', () => {
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
    const event = { kind: fc.constantFrom('a', 'b'), pair: fc.constantFrom('x', 'y'), wait: fc.nat(400) };
    const events = fc.array(fc.record(event), { maxLength: 160, size: 'max' });
    fc.assert(
      fc.property(events, fc.boolean(), (script, isClosed) => {
        const clock = virtualClock(0);
        const { diagnose, diagnostics$, close } = createDiagnostics<Event>(clockOf(clock));
        const told: { kind: string; n?: number; pair?: string; at: number; count: number; when: number }[] =
          [];
        diagnostics$
          .pipe(timestamp(clock))
          .subscribe(({ value, timestamp: when }) => told.push({ ...value, when }));
        script.forEach(({ kind, pair, wait }, n) => {
          clock.advanceBy(wait);
          diagnose({ kind, pair, n });
        });
        if (isClosed) close();
        else clock.advanceBy(1_000);

        for (const about of ['a x', 'a y', 'b x', 'b y']) {
          const isAbout = (one: { kind: string; pair?: string }): boolean =>
            `${one.kind} ${one.pair}` === about;
          const of = told.filter(isAbout);
          const made = script.flatMap((one, n) => (isAbout(one) ? [n] : []));
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
