import { concatMap, defer, tap, type Observable } from 'rxjs';
import type { DataClient, DataClientOptions } from '../../index';
import { alongside } from '../common/alongside';
import { closingAfter } from '../common/closing-after';
import { describeDiagnostic } from '../common/describe-diagnostic';
import { type CliOptions, given, refuseTogether } from '../common/options';
import { notice } from '../common/output';
import { withSimulator } from '../common/with-simulator';

/** The options of every command that reads the public REST API. */
export const marketOptions = {
  json: { type: 'boolean', default: false },
  sim: { type: 'boolean', default: false },
  'public-url': { type: 'string' },
  'api-url': { type: 'string' },
  'allow-insecure': { type: 'boolean' },
} as const satisfies CliOptions;

export const marketHelp = `  --json              one JSON object per line; times in it are Unix times in ms, UTC
  --sim               from a simulated exchange of its own
  --public-url URL    by default https://public.bitbank.cc
  --api-url URL       by default https://api.bitbank.cc/v1
  --allow-insecure    allows http: beyond this machine`;

/** The choice of a venue: parsed {@link marketOptions}. */
export interface MarketChoice {
  readonly sim: boolean;
  readonly 'public-url'?: string | undefined;
  readonly 'api-url'?: string | undefined;
  readonly 'allow-insecure'?: boolean | undefined;
  /** The address of the stream, for commands that follow it. */
  readonly 'stream-url'?: string | undefined;
}

/** Runs an action on the data client of the command line, which is closed when the action ends. */
export const withMarket = <A>(
  choice: MarketChoice,
  act: (data: DataClient) => Observable<A>,
): Observable<unknown> => {
  // It is loaded only when it is wanted: a command's help and the completion of its words need none.
  const use = (urls: DataClientOptions): Observable<unknown> =>
    defer(() => import('../../index')).pipe(
      concatMap(({ createDataClient }) => {
        const data = createDataClient(urls);
        const noticed$ = data.diagnostics$.pipe(tap((diagnostic) => notice(describeDiagnostic(diagnostic))));
        return closingAfter(act(data).pipe(alongside(noticed$)), () => void data.close());
      }),
    );
  return defer(() => {
    refuseTogether({ ...choice }, [['sim', 'public-url', 'api-url', 'stream-url']]);
    if (choice.sim) return withSimulator({}, ({ urls }) => use(urls));
    return use(
      given({
        publicUrl: choice['public-url'],
        apiUrl: choice['api-url'],
        streamUrl: choice['stream-url'],
        allowInsecure: choice['allow-insecure'],
      }),
    );
  });
};
