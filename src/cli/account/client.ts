import { concatMap, defer, tap, type Observable } from 'rxjs';
import type { Paper } from '../../backtest/index';
import type { ExecutionClient, ExecutionClientOptions, Trading } from '../../execution/index';
import type { DataClientOptions } from '../../index';
import { configError, type ConfigError } from '../../model/errors';
import type { Pair } from '../../model/pair';
import { isLoopback } from '../../options/urls';
import { demoAccount } from '../../simulator/wire/accounts';
import { alongside } from '../common/alongside';
import { closingAfter } from '../common/closing-after';
import { describeDiagnostic } from '../common/describe-diagnostic';
import { type CliOptions, given, refuseTogether, usageError } from '../common/options';
import { notice } from '../common/output';
import { withSimulator } from '../common/with-simulator';
import { type PaperChoice, refusePaperParts, withPaper } from '../paper/paper';
import { withKeys, type Environment } from './keys';

/** The options of every command that acts on an account. */
export const accountOptions = {
  keys: { type: 'string' },
  'keys-command': { type: 'string' },
  json: { type: 'boolean', default: false },
  'api-url': { type: 'string' },
  'pubnub-origin': { type: 'string' },
  'allow-insecure': { type: 'boolean', default: false },
} as const satisfies CliOptions;

/** The option of commands for which a fresh account is useful. */
export const simOption = { sim: { type: 'boolean', default: false } } as const satisfies CliOptions;

export const simHelp = `  --sim                  on a simulated exchange of its own, with its demo account; needs no key`;

export const accountHelp = `  --json                 one JSON object per line
  --keys FILE            reads the keys from FILE, which must have mode 600
  --keys-command COMMAND reads them from the output of a shell command, such as 'op read op://private/bitbank/keys'
  --api-url URL          by default https://api.bitbank.cc/v1
  --pubnub-origin URL    by default https://ps.pndsn.com
  --allow-insecure       allows http: beyond this machine

Keys: BITBANK_API_KEY and BITBANK_API_SECRET in the environment, or lines NAME=VALUE of the --keys file, or the output of
--keys-command: such lines, or the key and the secret alone, each on its line. A key is never an argument. The environment
may also hold BITBANK_API_URL and BITBANK_PUBNUB_ORIGIN.`;

/** The choice of an account: parsed {@link accountOptions}. */
export interface AccountChoice {
  readonly sim?: boolean;
  readonly paper?: boolean;
  readonly keys?: string | undefined;
  readonly 'keys-command'?: string | undefined;
  readonly 'api-url'?: string | undefined;
  readonly 'pubnub-origin'?: string | undefined;
  readonly 'public-url'?: string | undefined;
  readonly 'allow-insecure': boolean;
}

const variables = {
  BITBANK_API_URL: 'api-url',
  BITBANK_PUBNUB_ORIGIN: 'pubnub-origin',
  BITBANK_PUBLIC_URL: 'public-url',
} as const;

/** Runs a function whose errors name the option that set a variable, rather than the variable. */
const naming = <A>(choice: AccountChoice, create: () => A): A => {
  try {
    return create();
  } catch (error) {
    const { _tag, field = '', expected = '', actual = '' } = error as Partial<ConfigError>;
    const option = Object.entries(variables).find(([variable]) => variable === field)?.[1];
    if (_tag !== 'ConfigError' || option === undefined || choice[option] === undefined) throw error;
    throw configError(`--${option}`, expected.replace('allowInsecure', '--allow-insecure'), actual);
  }
};

const environmentOf = (choice: AccountChoice): Environment => ({
  ...withKeys(process.env, choice),
  ...given({
    BITBANK_API_URL: choice['api-url'],
    BITBANK_PUBNUB_ORIGIN: choice['pubnub-origin'],
    BITBANK_PUBLIC_URL: choice['public-url'],
    BITBANK_ALLOW_INSECURE: choice['allow-insecure'] ? 'true' : undefined,
  }),
});

/** The venue of an account, if it is not the live one. */
export type AccountVenue = Pick<DataClientOptions, 'apiUrl' | 'publicUrl' | 'streamUrl' | 'allowInsecure'>;

/** An action on an account. */
type Act = (client: ExecutionClient, venue: AccountVenue) => Observable<unknown>;

/** Runs an action on a client, which is closed when the action ends. Its diagnostics go to stderr. */
const use = (client: ExecutionClient, venue: AccountVenue, act: Act): Observable<unknown> =>
  closingAfter(
    act(client, venue).pipe(
      alongside(client.diagnostics$.pipe(tap((diagnostic) => notice(describeDiagnostic(diagnostic))))),
    ),
    () => void client.close(),
  );

/** Returns the url of the API, if one is given. */
const apiUrlOf = (choice: AccountChoice): string | undefined =>
  choice['api-url'] ?? (process.env['BITBANK_API_URL'] || undefined);

/** True if the account has real money. Every address that is not on this machine counts as the live venue. */
export const isRealMoney = (choice: AccountChoice): boolean => {
  if (choice.sim === true || choice.paper === true) return false;
  const url = apiUrlOf(choice);
  // A text that is not a url is refused before anything is sent.
  return url === undefined || (URL.canParse(url) && !isLoopback(new URL(url)));
};

/**
 * Runs an action on the account of the command line. The client is loaded only when it is needed. `optionsOf` returns
 * further options of the client.
 */
export const withAccount = (
  choice: AccountChoice,
  act: Act,
  optionsOf: (venue: AccountVenue) => Partial<ExecutionClientOptions> = () => ({}),
): Observable<unknown> =>
  defer(() => {
    refuseTogether({ ...choice }, [
      ['sim', 'keys', 'keys-command', 'api-url', 'pubnub-origin'],
      ['keys', 'keys-command'],
    ]);
    const environment = choice.sim ? undefined : environmentOf(choice);
    return defer(() => import('../../execution/index')).pipe(
      concatMap(({ createExecutionClient, createExecutionClientFromEnvironment }) => {
        if (environment === undefined) {
          const { apiKey, apiSecret } = demoAccount;
          return withSimulator({}, ({ urls }) =>
            use(createExecutionClient({ ...urls, apiKey, apiSecret, ...optionsOf(urls) }), urls, act),
          );
        }
        const venue = given({
          apiUrl: apiUrlOf(choice),
          allowInsecure: choice['allow-insecure'] ? true : undefined,
        });
        return use(
          naming(choice, () => createExecutionClientFromEnvironment(environment, optionsOf(venue))),
          venue,
          act,
        );
      }),
    );
  });

/** The options that a paper account does not accept. */
const notOnPaper = ['sim', 'keys', 'keys-command', 'pubnub-origin', 'guards', 'dry-run'] as const;

/** Does the same as {@link withAccount}, for commands that also work with paper money, in these pairs or in all. */
export const withTrading = (
  choice: AccountChoice & PaperChoice,
  pairs: readonly Pair[] | undefined,
  act: (client: Trading, paper: Paper | null) => Observable<unknown>,
  optionsOf?: (venue: AccountVenue) => Partial<ExecutionClientOptions>,
): Observable<unknown> =>
  defer(() => {
    refusePaperParts(choice);
    refuseTogether({ ...choice }, [['paper', ...notOnPaper]]);
    return choice.paper === true
      ? withPaper(choice, pairs, (paper) => act(paper.exec, paper))
      : withAccount(choice, (client) => act(client, null), optionsOf);
  });

const orderId = /^[1-9]\d{0,15}$/;

/** Reads an order id. Throws a `UsageError`. */
export const parseOrderId = (text: string): number => {
  if (!orderId.test(text) || !Number.isSafeInteger(Number(text))) {
    throw usageError(`expected an order id, got ${text}`);
  }
  return Number(text);
};
