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

/** What somebody sees who watches: values, when, and in which order. */
const watch = (data: DataClient, now: () => number): readonly string[] => {
  const seen: string[] = [];
  const note = (name: string) => (value: unknown) => seen.push(`${now()} ${name} ${JSON.stringify(value)}`);
  for (const pair of pairs) {
    data.book$(pair, { depth: 20 }).subscribe(note('book'));
    data.trades$(pair).subscribe(note('trade'));
    data.ticker$(pair).subscribe(note('ticker'));
  }
  // A replay has no REST, and says so.
  data.diagnostics$.subscribe((diagnostic: Diagnostic) => {
    if (diagnostic.kind !== 'pair-unchecked') note('diagnostic')(diagnostic);
  });
  return seen;
};

describe('a market that was recorded over an hour’s turn and a lost link', () => {
  it('is replayed to the same books, trades, tickers and diagnostics at the same times as seen live', async () => {
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
    const link$ = recorder.tap(streamSocket({ openSocket, streamUrl: sim.urls.streamUrl, scheduler: clock }));
    const live = createDataClient({
      transport: { link$, sendRequest: null },
      scheduler: clock,
      random: () => 0.5,
    });
    const seen = watch(live, () => clock.now());
    clock.advanceBy(3 * minute);
    cut$.next();
    clock.advanceBy(7 * minute);
    recorder.close();
    const lived = [...seen];
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
    expect(lived.filter((line) => line.includes(' book ')).length).toBeGreaterThan(1_000);
    expect(lived.filter((line) => line.includes('link-lost'))).toHaveLength(1);
    expect(replay).toEqual(lived);
  });
});
