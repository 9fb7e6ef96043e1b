import { createExecutionClient } from '../../src/execution/index';
import { createDataClient } from '../../src/index';
import { disposedBy } from '../../src/model/disposed-by';
import { inProcessPorts } from '../../src/simulator/wire/in-process';
import { urlsAt } from '../../src/simulator/urls';
import { recordRun } from '../../src/strategy/record-run';
import type { RunRecord } from '../../src/strategy/run-record';
import type { Strategy, World } from '../../src/strategy/world';
import type { RecordingEvent } from '../../src/recording/index';
import { at, recordSynthetic, start } from '../simulator/outside/recording';
import { NEVER } from 'rxjs';

/** Runs a strategy on the simulated exchange in virtual time, and records its frames meanwhile. */
export const runSimulated = (
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
): { readonly records: readonly RunRecord[]; readonly events: readonly RecordingEvent[] } => {
  const account = { apiKey: 'k', apiSecret: 's', balances };
  const records: RunRecord[] = [];
  const pages: RecordingEvent[] = [];
  const events = recordSynthetic(seconds, {
    accounts: [account],
    during: ({ wire, market }, clock) => {
      // A recorder requests candles like this when it begins.
      const path = '/btc_jpy/candlestick/1min/20261121';
      const reply = market.queries.candlestick('btc_jpy', '1min', '20261121');
      const body = JSON.stringify({ success: 1, data: reply });
      pages.push(at(0, { type: 'rest', path, status: 200, date: start, body }));
      const scheduler = {
        now: () => clock.now(),
        elapsed: () => clock.now(),
        schedule: clock.schedule.bind(clock),
      };
      const { openSocket, sendRequest, openPubnub } = inProcessPorts(wire, { wall: clock, latency: 0 });
      const urls = urlsAt('127.0.0.1', 80);
      const data = createDataClient({ ...urls, scheduler, openSocket, sendRequest });
      const exec = createExecutionClient({
        ...{
          apiKey: 'k',
          apiSecret: 's',
          ...urls,
          scheduler,
          sendRequest,
          openPubnub,
          exclusiveAccount: true,
        },
      });
      const close = (): Promise<void> => Promise.resolve();
      const base: World = { data, exec, scheduler, notices$: NEVER, close, ...disposedBy(close) };
      const { world, records$ } = recordRun(base, { pairs: ['btc_jpy'] });
      records$.subscribe((record) => records.push(record));
      clock.schedule(() => void strategy(world).subscribe(), startsAfter);
    },
  });
  const [header, ...rest] = events;
  return { records, events: header === undefined ? [] : [header, ...pages, ...rest] };
};
