import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { merge, Subject, switchMap, takeUntil, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createDataClient, type DataClient, type Diagnostic, type OpenSocket } from '../../src/index';
import { clockOf } from '../../src/operators/clock';
import { replayRecording } from '../../src/recording/index';
import { runRecorder, type RunningRecorder } from '../../src/recording/run-recorder';
import { createVirtualSimulator, virtualClock } from '../../src/simulator/index';
import { linkError } from '../../src/model/errors';
import { streamSocket } from '../../src/connectivity/stream-socket';
import { testFolder } from './stub-link';

const folder = join(testFolder(), 'market');
const start = Date.UTC(2026, 0, 15, 3, 52);
const minute = 60_000;
const pairs = ['btc_jpy', 'eth_jpy'];

/** The length of the run; `MARKET_HOURS=24` for a day. */
const length = Number(process.env['MARKET_HOURS'] ?? 1 / 6) * 60 * minute;

/** The lines of a run in order: the first ones of a long run, their number, and their hash. */
interface Ledger {
  readonly lines: string[];
  readonly counts: Record<string, number>;
  readonly sum: () => string;
}

/** Records the values that an observer sees, with their times and order. */
const watch = (data: DataClient, now: () => number): Ledger => {
  const hash = createHash('sha256');
  const [lines, counts]: [string[], Record<string, number>] = [[], {}];
  const note = (name: string) => (value: unknown) => {
    const line = `${now()} ${name} ${JSON.stringify(value)}`;
    if (lines.length < 20_000) lines.push(line);
    counts[name] = (counts[name] ?? 0) + 1;
    hash.update(line);
  };
  for (const pair of pairs) {
    data.book$(pair, { depth: 20 }).subscribe(note('book'));
    data.trades$(pair).subscribe(note('trade'));
    data.ticker$(pair).subscribe(note('ticker'));
  }
  // A replay has no REST, and reports that.
  data.diagnostics$.subscribe((diagnostic: Diagnostic) => {
    if (diagnostic.kind !== 'pair-unchecked') note(`diagnostic ${diagnostic.kind}`)(diagnostic);
  });
  return { lines, counts, sum: () => hash.copy().digest('hex') };
};

describe('a market that was recorded over an hour’s turn and a lost link', () => {
  it(
    'is replayed to the same books, trades, tickers and diagnostics at the same times as seen live',
    async () => {
      const clock = virtualClock(start);
      const sim = createVirtualSimulator({ scheduler: clock, seed: 5, pairs });
      const cut$ = new Subject<void>();
      const openSocket: OpenSocket = (url, maxBytes) =>
        merge(
          sim.openSocket(url, maxBytes),
          cut$.pipe(switchMap(() => throwError(() => linkError('closed', 'the cable was pulled')))),
        );
      const left$ = new Subject<void>();
      const { recorder } = await new Promise<RunningRecorder>((resolve) => {
        runRecorder(folder, { clock: clockOf(clock), minFree: 0 })
          .pipe(takeUntil(left$))
          .subscribe(resolve);
      });
      const link$ = recorder.tap(
        streamSocket({ openSocket, streamUrl: sim.urls.streamUrl, scheduler: clock }),
      );
      const live = createDataClient({
        transport: { link$, sendRequest: null },
        scheduler: clock,
        random: () => 0.5,
      });
      const seen = watch(live, () => clock.now());
      clock.advanceBy(3 * minute);
      cut$.next();
      // Time goes on in pieces, between which files get to the disk.
      for (let passed = 3 * minute; passed < length; passed += minute) {
        clock.advanceBy(minute);
        await new Promise((resolve) => setImmediate(resolve));
      }
      recorder.close();
      const [lived, counts, sum] = [[...seen.lines], { ...seen.counts }, seen.sum()];
      left$.next();
      void live.close();
      sim.close();

      const again = virtualClock(start);
      const transport = replayRecording(folder, { drives: again });
      const replayed = createDataClient({ transport, scheduler: again, random: () => 0.5 });
      const replay = watch(replayed, () => again.now());
      await new Promise<void>((resolve) => {
        replayed.depthDiff$('btc_jpy').subscribe({ complete: resolve });
      });
      expect(counts['book']).toBeGreaterThan(1_000);
      expect(counts['diagnostic link-lost']).toBe(1);
      expect(replay.lines).toEqual(lived);
      expect([replay.counts, replay.sum()]).toEqual([counts, sum]);
    },
    Math.max(60_000, length / 20),
  );
});
