import { setImmediate } from 'node:timers/promises';
import { NEVER } from 'rxjs';
import { createPaper } from '../../src/backtest/paper';
import { createExecutionClient } from '../../src/execution/index';
import { createDataClient } from '../../src/index';
import { disposedBy } from '../../src/model/disposed-by';
import type { RecordingEvent } from '../../src/recording/index';
import { inProcessPorts } from '../../src/simulator/wire/in-process';
import { urlsAt } from '../../src/simulator/urls';
import { recordRun } from '../../src/strategy/record-run';
import type { RunRecord } from '../../src/strategy/run-record';
import type { Strategy, World } from '../../src/strategy/world';
import { at, start, startSynthetic } from '../simulator/outside/recording';

const pairs = ['btc_jpy'];

interface SimulatedRun {
  readonly simulated: readonly RunRecord[];
  readonly paper: readonly RunRecord[];
  /** The recording of the market meanwhile. */
  readonly events: readonly RecordingEvent[];
}

/**
 * Runs a strategy in virtual time on the simulated exchange, and at the same time on paper that follows this exchange as
 * if it were live. Records both runs and the frames.
 */
export const runSimulated = async (
  strategy: Strategy,
  {
    seconds,
    startsAfter,
    balances,
  }: {
    readonly seconds: number;
    /** The start of the strategy, ms. */
    readonly startsAfter: number;
    readonly balances: Readonly<Record<string, string>>;
  },
): Promise<SimulatedRun> => {
  const account = { apiKey: 'k', apiSecret: 's', balances };
  const { simulation, clock, events } = startSynthetic({ accounts: [account] });
  const { wire, market } = simulation;
  // A recorder requests candles like this when it begins.
  const path = '/btc_jpy/candlestick/1min/20261121';
  const reply = market.queries.candlestick('btc_jpy', '1min', '20261121');
  const body = JSON.stringify({ success: 1, data: reply });
  const page = at(0, { type: 'rest', path, status: 200, date: start, body });
  const scheduler = {
    now: () => clock.now(),
    elapsed: () => clock.now(),
    schedule: clock.schedule.bind(clock),
  };
  const ports = inProcessPorts(wire, { wall: clock, latency: 0 });
  const { openSocket, sendRequest, openPubnub } = ports;
  const urls = urlsAt('127.0.0.1', 80);
  const data = createDataClient({ ...urls, scheduler, openSocket, sendRequest });
  const { apiKey, apiSecret } = account;
  const exec = createExecutionClient({
    ...{ apiKey, apiSecret, ...urls, scheduler, sendRequest, openPubnub },
    exclusiveAccount: true,
  });
  const close = (): Promise<void> => Promise.resolve();
  const base: World = { data, exec, scheduler, notices$: NEVER, close, ...disposedBy(close) };

  const opened: { paper?: World } = {};
  const opening = createPaper({ balances, pairs, scheduler, ...urls, openSocket, sendRequest }).then(
    (world) => (opened.paper = world),
  );
  // Paper requests the rules first. Their reply needs virtual time, and its promise real turns of the loop.
  while (opened.paper === undefined && clock.now() < start + startsAfter) {
    clock.advanceBy(1);
    await setImmediate();
  }
  const run = (of: World): readonly RunRecord[] => {
    const { world, records$ } = recordRun(of, { pairs });
    const records: RunRecord[] = [];
    records$.subscribe((record) => records.push(record));
    clock.schedule(() => void strategy(world).subscribe(), start + startsAfter - clock.now());
    return records;
  };
  const simulated = run(base);
  const paper = run(await opening);
  clock.advanceTo(start + seconds * 1_000);
  simulation.close();
  const [header, ...rest] = events;
  return { simulated, paper, events: header === undefined ? [] : [header, page, ...rest] };
};
