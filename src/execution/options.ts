import type { SchedulerLike } from 'rxjs';
import type { SendRequest } from '../connectivity/ports';
import type { OpenPubnub } from '../connectivity/pubnub';
import { configError, type ConfigError } from '../model/errors';
import { func, having, hidden, ignored, integer, maybe, withDefault } from '../options/codecs';
import { optionsOf, resolveOptions } from '../options/options';
import { baseUrl, isLoopback, urlOf, urlOption } from '../options/urls';
import { mapped } from '../parsing/combinators';
import { oneOf, scalar } from '../parsing/primitives';
import { defaultPnl, PnlConfig, type PnlOptions } from './account/pnl-options';
import { GuardConfig } from './guards/config';
import type { GuardOptions } from './guards/options';
import { noJournal, type OrderJournal } from './journal/order-journal';
import { secret, type Secret } from './rest/secret';

// ----------------------------------------------------------------------------------------- options of users

/** The ports of an execution client, for tests and simulators. They replace those of Node. */
export interface ExecutionPorts {
  /** The source of time. */
  readonly scheduler?: SchedulerLike | undefined;
  /** Returns a number in [0, 1), for the waits between retries. */
  readonly random?: (() => number) | undefined;
  /** HTTP in place of `undici`. */
  readonly sendRequest?: SendRequest | undefined;
  /** The private stream in place of the `pubnub` SDK. */
  readonly openPubnub?: OpenPubnub | undefined;
  /** Not used; it is here so that the ports of a simulator can be passed as they are. */
  readonly openSocket?: unknown;
}

/** Not used; it is here so that an account of a simulator can be passed as it is. */
interface AccountTerms {
  readonly balances?: unknown;
  readonly margin?: unknown;
  readonly rateLimits?: unknown;
}

/**
 * The options of an execution client. Times are in ms. Numbers and booleans may be texts, because environment variables are.
 */
export interface ExecutionClientOptions extends ExecutionPorts, AccountTerms {
  /** The key from the venue's settings page. It never appears in an error, a log or a diagnostic; nor does the secret. */
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Limits that an order must keep before it is sent. Default: none. */
  readonly guards?: GuardOptions | undefined;
  /** The start and the prices of `pnl$`. By default it counts fills from its first subscription on, without prices. */
  readonly pnl?: PnlOptions | undefined;
  /** The journal in which intents outlive the process, such as `fileJournal('orders.ndjson')`. Default: none. */
  readonly journal?: OrderJournal | undefined;
  /** The base url of the private REST API; default `https://api.bitbank.cc/v1`. */
  readonly apiUrl?: string | undefined;
  /** The base url of the public REST API, for the prices at which a halt closes positions; default `https://public.bitbank.cc`. */
  readonly publicUrl?: string | undefined;
  /** Not used; it is here so that the urls of a simulator can be passed as they are. */
  readonly streamUrl?: string | undefined;
  /** The host or url of PubNub; default `ps.pndsn.com`. */
  readonly pubnubOrigin?: string | undefined;
  /** The subscribe key of PubNub; by default the venue's. */
  readonly pubnubSubscribeKey?: string | undefined;
  /** The url of an HTTP proxy for REST, with user and password if it needs them. */
  readonly proxy?: string | undefined;
  /** The way in which calls are made unique. With `nonce`, only one call is out at a time. Default `time-window`. */
  readonly authentication?: 'time-window' | 'nonce' | undefined;
  /** The time after its request time within which the venue accepts a read; default 5000. */
  readonly readTimeWindow?: number | undefined;
  /** The time after its request time within which the venue accepts a write; default 2000. */
  readonly writeTimeWindow?: number | undefined;
  /** The longest time to make a connection for REST; default 5000. */
  readonly connectTimeout?: number | undefined;
  /** The longest time to the last byte of a read's reply; default 10,000. */
  readonly readTimeout?: number | undefined;
  /** The longest time of a write. After it the outcome is unknown, and is searched for; default 10,000. */
  readonly writeTimeout?: number | undefined;
  /** The most bytes of a reply. A larger reply is refused; default 10,000,000. */
  readonly maxReplyBytes?: number | undefined;
  /** The number of retries of a read after temporary errors; default 3. */
  readonly readRetries?: number | undefined;
  /** The limit of QUERY calls per second, for accounts whose limit the venue has raised; default 10. Clients of one key share it. */
  readonly queryLimit?: number | undefined;
  /** The limit of UPDATE calls per second (orders, cancels, withdrawals); default 6. */
  readonly updateLimit?: number | undefined;
  /** The time by which the venue's reads are assumed to lag behind a write; default 10,000. */
  readonly settle?: number | undefined;
  /** True if no other program places orders on this account, so that orders found by their parameters may be cancelled. Default `false`. */
  readonly exclusiveAccount?: boolean | undefined;
  /** The time for which the private stream is kept after its last subscriber has left; default 1000. */
  readonly linger?: number | undefined;
  /** Allows plain `http:` to other machines. */
  readonly allowInsecure?: boolean | undefined;
}

// ---------------------------------------------------------------------------------------- resolved options

type Ignored = 'streamUrl' | keyof AccountTerms;
type Changed = keyof ExecutionPorts | Ignored | 'apiKey' | 'apiSecret' | 'proxy' | 'guards' | 'pnl';

/** The options of an execution client with their defaults. Secrets are wrapped. */
export type ExecutionConfig = {
  readonly [K in Exclude<keyof ExecutionClientOptions, Changed>]-?: NonNullable<ExecutionClientOptions[K]>;
} & Pick<ExecutionClientOptions, keyof ExecutionPorts | Ignored> & {
    readonly apiKey: Secret;
    readonly apiSecret: Secret;
    readonly proxy: Secret | null;
    readonly guards: GuardConfig;
    readonly pnl: PnlConfig;
  };

// --------------------------------------------------------------------------------------------------- codecs

const HeaderText = scalar('a text without spaces', (input) =>
  typeof input === 'string' && /^[\x21-\x7e]+$/.test(input) ? input : undefined,
);

const SecretText = hidden(mapped(HeaderText, secret));

const Flag = scalar('true or false', (input) =>
  input === true || input === 'true' ? true : input === false || input === 'false' ? false : undefined,
);

/** A codec of PubNub's origin. A bare host gets `https:`, unless it is this machine. */
const PubnubOrigin = mapped(
  urlOption('a host, or an https: url without a path', 'http', (input) => {
    if (typeof input !== 'string') return undefined;
    const bare = urlOf(`http://${input}`, 'http');
    const url = input.includes('://')
      ? urlOf(input, 'http')
      : urlOf(`${bare && isLoopback(bare) ? 'http' : 'https'}://${input}`, 'http');
    return url?.pathname === '/' && url.search + url.hash + url.username + url.password === ''
      ? url
      : undefined;
  }),
  ({ origin }) => origin,
);

/** True if user and password can be decoded, which is necessary for sending them. */
const isDecodable = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};

const Proxy = hidden(
  scalar<Secret>('an http or https url without a path', (input) => {
    const url = urlOf(input, 'http');
    return url?.pathname === '/' &&
      `${url.search}${url.hash}` === '' &&
      isDecodable(url.username + url.password)
      ? secret(url.href)
      : undefined;
  }),
);

const Milliseconds = integer(1, 600_000);
const TimeWindow = integer(1, 60_000);

/** The options that a text can hold, and thus the environment. */
const settings = {
  apiKey: SecretText,
  apiSecret: SecretText,
  apiUrl: withDefault(baseUrl('http'), 'https://api.bitbank.cc/v1'),
  publicUrl: withDefault(baseUrl('http'), 'https://public.bitbank.cc'),
  pubnubOrigin: withDefault(PubnubOrigin, 'https://ps.pndsn.com'),
  pubnubSubscribeKey: withDefault(HeaderText, 'sub-c-ecebae8e-dd60-11e6-b6b1-02ee2ddab7fe'),
  proxy: withDefault(Proxy, null),
  authentication: withDefault(
    oneOf('time-window or nonce', ['time-window', 'nonce']),
    'time-window' as const,
  ),
  readTimeWindow: withDefault(TimeWindow, 5_000),
  writeTimeWindow: withDefault(TimeWindow, 2_000),
  connectTimeout: withDefault(Milliseconds, 5_000),
  readTimeout: withDefault(Milliseconds, 10_000),
  writeTimeout: withDefault(Milliseconds, 10_000),
  maxReplyBytes: withDefault(integer(1_000, 1_000_000_000), 10_000_000),
  readRetries: withDefault(integer(0, 100), 3),
  queryLimit: withDefault(integer(1, 1_000), 10),
  updateLimit: withDefault(integer(1, 1_000), 6),
  settle: withDefault(integer(0, 600_000), 10_000),
  exclusiveAccount: withDefault(Flag, false),
  linger: withDefault(integer(0, 600_000), 1_000),
  allowInsecure: withDefault(Flag, false),
} as const;

const ExecutionConfig = optionsOf<ExecutionConfig>({
  ...settings,
  streamUrl: ignored,
  balances: ignored,
  margin: ignored,
  rateLimits: ignored,
  guards: GuardConfig,
  pnl: withDefault(PnlConfig, defaultPnl),
  journal: withDefault(
    having<OrderJournal>('a journal, as fileJournal makes one', ['load', 'append']),
    noJournal,
  ),
  scheduler: maybe(having<SchedulerLike>('a scheduler of RxJS', ['now', 'schedule'])),
  random: maybe(func<() => number>()),
  sendRequest: maybe(func<SendRequest>()),
  openPubnub: maybe(func<OpenPubnub>()),
  openSocket: ignored,
});

// -------------------------------------------------------------------------------------------------- reading

/** Checks options and fills in the defaults; throws a `ConfigError`. `stray` holds arguments after the options. */
export const readOptions = (
  options: ExecutionClientOptions,
  stray: readonly unknown[] = [],
): ExecutionConfig => resolveOptions(ExecutionConfig, options, stray);

/** The name of the variable of an option: `BITBANK_WRITE_TIME_WINDOW` for `writeTimeWindow`. */
const variableOf = (name: string): string =>
  `BITBANK_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/**
 * Reads options from variables such as `BITBANK_API_KEY`. An empty variable counts as not set. `options` has those that no
 * variable can hold, and wins over variables. Throws a `ConfigError`.
 */
export const readEnvironment = (
  environment: Readonly<Record<string, string | undefined>>,
  options: Partial<ExecutionClientOptions> = {},
  stray: readonly unknown[] = [],
): ExecutionConfig => {
  if (Object(options) !== options) return resolveOptions(ExecutionConfig, options, stray);
  const isVariable = (name: string): boolean =>
    Object.hasOwn(settings, name) && (options as Readonly<Record<string, unknown>>)[name] === undefined;
  const variables = Object.keys(settings)
    .filter(isVariable)
    .map((name) => [name, environment[variableOf(name)] || undefined] as const);
  try {
    return resolveOptions(ExecutionConfig, { ...options, ...Object.fromEntries(variables) }, stray);
  } catch (error) {
    const { field, expected, actual } = error as ConfigError;
    throw isVariable(field) ? configError(variableOf(field), expected, actual) : error;
  }
};
