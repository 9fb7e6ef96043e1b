import { join } from 'node:path';
import { Subject, takeUntil } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createDataClient, streamTransport, type DataClient } from '../../src/index';
import { clockOf } from '../../src/operators/clock';
import { replayRecording } from '../../src/recording/index';
import { runRecorder, type RunningRecorder } from '../../src/recording/run-recorder';
import { startSimulator, virtualClock } from '../../src/simulator/index';
import { testFolder } from './stub-link';

/** The length of the run; `SOCKET_SECONDS=3600` for an hour. */
const seconds = Number(process.env['SOCKET_SECONDS'] ?? 60);
const pairs = ['btc_jpy', 'eth_jpy'];

/** Records the values of each feed, with their times by the venue's clock alone. */
const watch = (data: DataClient): Readonly<Record<string, readonly unknown[]>> => {
  const seen: Record<string, unknown[]> = {};
  const noteAs = (name: string): ((value: unknown) => void) => {
    const values: unknown[] = (seen[name] = []);
    return (value) => values.push(value);
  };
  for (const pair of pairs) {
    data.book$(pair, { depth: 20 }).subscribe(noteAs(`book ${pair}`));
    data.trades$(pair).subscribe(noteAs(`trades ${pair}`));
    data.ticker$(pair).subscribe(noteAs(`ticker ${pair}`));
  }
  const diagnosed = noteAs('diagnostics');
  data.diagnostics$.subscribe(({ kind }) => {
    // A replay has no REST, and reports that.
    if (kind !== 'pair-unchecked') diagnosed(kind);
  });
  return seen;
};

describe('a market over sockets', () => {
  it(
    'is replayed to the same books, trades, tickers and diagnostics as were seen live',
    async () => {
      const folder = join(testFolder(), 'sockets');
      const sim = await startSimulator({ pairs, seed: 3 });
      const left$ = new Subject<void>();
      const { recorder } = await new Promise<RunningRecorder>((resolve, reject) => {
        runRecorder(folder, { clock: clockOf(), minFree: 0 })
          .pipe(takeUntil(left$))
          .subscribe({ next: resolve, error: reject });
      });
      const started = Date.now();
      const { link$ } = streamTransport(sim.urls);
      const live = createDataClient({ transport: { link$: recorder.tap(link$), sendRequest: null } });
      const seen = watch(live);
      await new Promise((resolve) => setTimeout(resolve, seconds * 500));
      sim.faults.add({ kind: 'stream-drop' });
      await new Promise((resolve) => setTimeout(resolve, seconds * 500));
      recorder.close();
      const lived = structuredClone(seen);
      left$.next();
      void live.close();
      await sim.close();

      const clock = virtualClock(started);
      const transport = replayRecording(folder, { drives: clock });
      const again = createDataClient({ transport, scheduler: clock });
      const replayed = watch(again);
      await new Promise<void>((resolve) => {
        again.depthDiff$('btc_jpy').subscribe({ complete: resolve });
      });
      expect(lived['book btc_jpy']?.length).toBeGreaterThan(seconds);
      expect(lived['diagnostics']).toContain('link-lost');
      // They are compared one after the other, because a failure of all together would not show the different one.
      expect(replayed['diagnostics']).toEqual(lived['diagnostics']);
      for (const [name, values] of Object.entries(lived)) expect(replayed[name], name).toEqual(values);
    },
    seconds * 1_200 + 300_000,
  );
});
