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

// -------------------------------------------------------------------------------------- what a user may say

/** The ports of an execution client: the world, where it shall be another than Node's. For tests and simulators. */
export interface ExecutionPorts {
  /** Time itself. */
  readonly scheduler?: SchedulerLike | undefined;
  /** Gives a number in [0, 1), for the waits between retries. */
  readonly random?: (() => number) | undefined;
  /** Another HTTP than `undici`. */
  readonly sendRequest?: SendRequest | undefined;
  /** Another private stream than that of the `pubnub` SDK. */
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
 * The options of an execution client. Times are in ms. A text is taken for a number, and for true or false, so that the
 * environment can give it.
 */
export interface ExecutionClientOptions extends ExecutionPorts, AccountTerms {
  /** Of the venue's settings page; never in an error, a log or a diagnostic. */
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Limits that an order must keep before it is sent. Default: none. */
  readonly guards?: GuardOptions | undefined;
  /** What `pnl$` counts from, and where its prices come from. Default: fills from its first subscription on, no prices. */
  readonly pnl?: PnlOptions | undefined;
  /** Where intents outlive the process: `fileJournal('orders.ndjson')`. Default: nowhere. */
  readonly journal?: OrderJournal | undefined;
  /** Base of the private REST API; default `https://api.bitbank.cc/v1`. */
  readonly apiUrl?: string | undefined;
  /** Base of the public REST API, for the prices by which a halt closes positions; default `https://public.bitbank.cc`. */
  readonly publicUrl?: string | undefined;
  /** Not used; it is here so that the urls of a simulator can be passed as they are. */
  readonly streamUrl?: string | undefined;
  /** Host of PubNub, or its url; default `ps.pndsn.com`. */
  readonly pubnubOrigin?: string | undefined;
  /** Default: the venue's. */
  readonly pubnubSubscribeKey?: string | undefined;
  /** Url of an HTTP proxy for REST, with user and password where it needs them. */
  readonly proxy?: string | undefined;
  /** How calls are made unique; with `nonce` one call is out at a time. Default `time-window`. */
  readonly authentication?: 'time-window' | 'nonce' | undefined;
  /** How long after its request time the venue takes a read; default 5000. */
  readonly readTimeWindow?: number | undefined;
  /** How long after its request time the venue takes a write; default 2000. */
  readonly writeTimeWindow?: number | undefined;
  /** How long a connection for REST may take to be made; default 5000. */
  readonly connectTimeout?: number | undefined;
  /** How long a read may take, to the last byte of its reply; default 10,000. */
  readonly readTimeout?: number | undefined;
  /** The same of a write: after it the outcome is unknown, and is searched for; default 10,000. */
  readonly writeTimeout?: number | undefined;
  /** A larger reply is refused; default 10,000,000. */
  readonly maxReplyBytes?: number | undefined;
  /** How often a read is sent again after what passes; default 3. */
  readonly readRetries?: number | undefined;
  /** QUERY calls a second, more where the venue has raised the limit; default 10. Clients of one key share their count. */
  readonly queryLimit?: number | undefined;
  /** The same of UPDATE calls: orders, cancels, withdrawals; default 6. */
  readonly updateLimit?: number | undefined;
  /** How long the venue's own reads may lag behind a write: an assumption; default 10,000. */
  readonly settle?: number | undefined;
  /** No other program places orders on this account: what is inferred to be ours may be cancelled. Default `false`. */
  readonly exclusiveAccount?: boolean | undefined;
  /** How long the private stream is kept after the last observer has gone; default 1000. */
  readonly linger?: number | undefined;
  /** Allows plain `http:` to other machines. */
  readonly allowInsecure?: boolean | undefined;
}

// ---------------------------------------------------------------------------------- what it is resolved to

type Ignored = 'streamUrl' | keyof AccountTerms;
type Changed = keyof ExecutionPorts | Ignored | 'apiKey' | 'apiSecret' | 'proxy' | 'guards' | 'pnl';

/** What an execution client runs on: its options with their defaults; secrets are wrapped. */
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

/** A bare host is encrypted, unless it is this machine. */
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

/** User and password are decoded to be sent. */
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

/** The options that a text can give: what the environment may hold. */
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

/** Checks options and fills in the defaults; throws a `ConfigError`. `stray`: arguments beside them. */
export const readOptions = (
  options: ExecutionClientOptions,
  stray: readonly unknown[] = [],
): ExecutionConfig => resolveOptions(ExecutionConfig, options, stray);

/** `apiKey` is `BITBANK_API_KEY`, `writeTimeWindow` is `BITBANK_WRITE_TIME_WINDOW`. */
const variableOf = (name: string): string =>
  `BITBANK_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/**
 * Reads options from variables such as `BITBANK_API_KEY`; an empty one counts as not set. `options` has those that no
 * variable can give, and others that shall be as they are there. Throws a `ConfigError`.
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
