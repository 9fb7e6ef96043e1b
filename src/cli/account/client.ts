import { concatMap, defer, tap, type Observable } from 'rxjs';
import type { ExecutionClient } from '../../execution/index';
import { configError, type ConfigError } from '../../model/errors';
import { demoAccount } from '../../simulator/wire/accounts';
import { alongside } from '../alongside';
import { closingAfter } from '../closing-after';
import { describeDiagnostic } from '../describe-diagnostic';
import { type CliOptions, given, refuseTogether, usageError } from '../options';
import { notice } from '../output';
import { withSimulator } from '../sim';
import { withKeys, type Environment } from './keys';

/** The options of every command that acts on an account. */
export const accountOptions = {
  keys: { type: 'string' },
  json: { type: 'boolean', default: false },
  'api-url': { type: 'string' },
  'pubnub-origin': { type: 'string' },
  'allow-insecure': { type: 'boolean', default: false },
} as const satisfies CliOptions;

/** For the commands to which a fresh account is of use. */
export const simOption = { sim: { type: 'boolean', default: false } } as const satisfies CliOptions;

export const simHelp = `  --sim                  on a simulated exchange of its own, with its demo account; asks for no key`;

export const accountHelp = `  --json                 one JSON object a line
  --keys FILE            reads the keys from FILE, which must have mode 600
  --api-url URL          by default https://api.bitbank.cc/v1
  --pubnub-origin URL    by default https://ps.pndsn.com
  --allow-insecure       allows http: beyond this machine

Keys: BITBANK_API_KEY and BITBANK_API_SECRET in the environment, or as lines NAME=VALUE of the --keys file;
never an argument. The environment may hold BITBANK_API_URL and BITBANK_PUBNUB_ORIGIN, too.`;

/** What says which account: parsed {@link accountOptions}. */
export interface AccountChoice {
  readonly sim?: boolean;
  readonly keys?: string | undefined;
  readonly 'api-url'?: string | undefined;
  readonly 'pubnub-origin'?: string | undefined;
  readonly 'allow-insecure': boolean;
}

const variables = {
  BITBANK_API_URL: 'api-url',
  BITBANK_PUBNUB_ORIGIN: 'pubnub-origin',
} as const;

/** A complaint about a variable names the option that set it. */
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
  ...withKeys(process.env, choice.keys),
  ...given({
    BITBANK_API_URL: choice['api-url'],
    BITBANK_PUBNUB_ORIGIN: choice['pubnub-origin'],
    BITBANK_ALLOW_INSECURE: choice['allow-insecure'] ? 'true' : undefined,
  }),
});

/** Runs something on a client, which is closed when that ends. What it notices goes to stderr. */
const use = (
  client: ExecutionClient,
  act: (client: ExecutionClient) => Observable<unknown>,
): Observable<unknown> =>
  closingAfter(
    act(client).pipe(
      alongside(client.diagnostics$.pipe(tap((diagnostic) => notice(describeDiagnostic(diagnostic))))),
    ),
    () => void client.close(),
  );

/** Runs something on the account that the command line asks for. It is loaded only when it is wanted. */
export const withAccount = (
  choice: AccountChoice,
  act: (client: ExecutionClient) => Observable<unknown>,
): Observable<unknown> =>
  defer(() => {
    refuseTogether({ ...choice }, [['sim', 'keys', 'api-url', 'pubnub-origin']]);
    const environment = choice.sim ? undefined : environmentOf(choice);
    return defer(() => import('../../execution/index')).pipe(
      concatMap(({ createExecutionClient, createExecutionClientFromEnvironment }) => {
        if (environment === undefined) {
          const { apiKey, apiSecret } = demoAccount;
          return withSimulator({}, ({ urls }) =>
            use(createExecutionClient({ ...urls, apiKey, apiSecret }), act),
          );
        }
        return use(
          naming(choice, () => createExecutionClientFromEnvironment(environment)),
          act,
        );
      }),
    );
  });

const orderId = /^[1-9]\d{0,15}$/;

/** Throws a `UsageError`. */
export const parseOrderId = (text: string): number => {
  if (!orderId.test(text) || !Number.isSafeInteger(Number(text))) {
    throw usageError(`expected an order id, got ${text}`);
  }
  return Number(text);
};
