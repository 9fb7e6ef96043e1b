import fc from 'fast-check';
import { ignoreElements, map, merge, tap, timestamp } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { createDiagnostics } from '../../src/connectivity/diagnostics';
import { clockOf } from '../../src/operators/clock';
import { virtualClock } from '../../src/simulator/market/clock';
import { inMoments } from '../support/operator-spec';

interface Event {
  readonly kind: string;
  readonly n?: number;
  readonly pair?: string;
  readonly order?: { readonly orderId: number };
}

describe('diagnostics', () => {
  it('are emitted at once, ten of a kind; after them the latest, once a second, with how many it stands for', () => {
    inMoments(
      {
        made: '         (aaaaaaaaaa) 488ms a-b-a 2s               a-b-',
        //              the last a of 502 and 504 ms comes at 1 s, for both
        diagnostics$: ' (aaaaaaaaaa) 490ms   b 497ms c 1504ms     d-e',
      },
      {
        makes: ({ made }, { scheduler }) => {
          const { diagnose, diagnostics$ } = createDiagnostics<Event>(clockOf(scheduler));
          const noted$ = made.pipe(
            tap((kind) => diagnose({ kind })),
            ignoreElements(),
          );
          return {
            diagnostics: merge(
              diagnostics$.pipe(map(({ kind, at, count }) => `${kind} at ${at}, ${count}`)),
              noted$,
            ),
          };
        },
        signs: { a: 'a at 0, 1', b: 'b at 502, 1', c: 'a at 504, 2', d: 'a at 2505, 1', e: 'b at 2507, 1' },
      },
    );
  });

  it('name each pair or order, however many come together', () => {
    const clock = virtualClock(0);
    const { diagnose, diagnostics$ } = createDiagnostics<Event>(clockOf(clock));
    const emitted: unknown[] = [];
    for (let n = 0; n < 20; n += 1) diagnose({ kind: 'a', pair: 'btc_jpy' });
    diagnostics$.subscribe(({ kind, pair, order, count }) =>
      emitted.push([kind, pair ?? order?.orderId, count]),
    );
    emitted.length = 0;
    diagnose({ kind: 'a', pair: 'eth_jpy' });
    diagnose({ kind: 'b', order: { orderId: 7 } });
    expect(emitted).toEqual([
      ['a', 'eth_jpy', 1],
      ['b', 7, 1],
    ]);
    clock.advanceBy(1_000);
    expect(emitted.slice(2)).toEqual([['a', 'btc_jpy', 10]]);
  });

  it('are bounded for thousands of orders, and name others once it is quiet', () => {
    const clock = virtualClock(0);
    const { diagnose, diagnostics$ } = createDiagnostics<Event>(clockOf(clock));
    const emitted: { readonly order?: { readonly orderId: number }; readonly count: number }[] = [];
    diagnostics$.subscribe((one) => emitted.push(one));
    for (let orderId = 0; orderId < 10_000; orderId += 1) diagnose({ kind: 'a', order: { orderId } });
    expect(emitted).toHaveLength(110);
    clock.advanceBy(1_000);
    expect(emitted).toHaveLength(111);
    expect(emitted.at(-1)).toMatchObject({ order: { orderId: 9_999 }, count: 9_890 });
    clock.advanceBy(1_000);
    for (let orderId = 20_000; orderId < 20_050; orderId += 1) diagnose({ kind: 'a', order: { orderId } });
    expect(emitted.slice(111).map(({ order, count }) => [order?.orderId, count])).toEqual(
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
    const emitted: unknown[] = [];
    diagnostics$.subscribe({ next: (one) => emitted.push(one), complete: () => emitted.push('complete') });
    for (let n = 1; n <= 13; n += 1) diagnose({ kind: 'a', n });
    close();
    diagnose({ kind: 'a' });
    clock.advanceBy(5_000);
    expect(emitted.slice(9)).toEqual([
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
        const emitted: {
          kind: string;
          n?: number;
          pair?: string;
          at: number;
          count: number;
          when: number;
        }[] = [];
        diagnostics$
          .pipe(timestamp(clock))
          .subscribe(({ value, timestamp: when }) => emitted.push({ ...value, when }));
        script.forEach(({ kind, pair, wait }, n) => {
          clock.advanceBy(wait);
          diagnose({ kind, pair, n });
        });
        if (isClosed) close();
        else clock.advanceBy(1_000);

        for (const about of ['a x', 'a y', 'b x', 'b y']) {
          const isAbout = (one: { kind: string; pair?: string }): boolean =>
            `${one.kind} ${one.pair}` === about;
          const of = emitted.filter(isAbout);
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
