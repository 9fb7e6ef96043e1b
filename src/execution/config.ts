import * as t from 'io-ts';
import type { Either } from 'fp-ts/lib/Either.js';
import { isLoopback, isSecureUrl } from '../connectivity/secure-url';
import { configError, type ConfigError, type DecodeError } from '../model/errors';
import { decode } from '../parsing/decode';
import { field, integer, withDefault } from './option-codecs';
import { secret, type Secret } from './rest/secret';

/** What the execution client is told. Times in ms. A text is taken for a number, so that the environment can give it. */
export interface ExecutionOptions {
  /** Of the venue's settings page; never in an error, a log or a diagnostic. */
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Base of the private REST API; default `https://api.bitbank.cc/v1`. */
  readonly apiUrl?: string;
  /** Not used; it is here so that the urls of a simulator can be passed as they are. */
  readonly publicUrl?: string;
  /** Not used; see `publicUrl`. */
  readonly streamUrl?: string;
  /** Host of PubNub, or its url; default `ps.pndsn.com`. */
  readonly pubnubOrigin?: string;
  /** Default: the venue's. */
  readonly pubnubSubscribeKey?: string;
  /** Url of an HTTP proxy for REST, with user and password where it needs them. */
  readonly proxy?: string;
  /** How calls are made unique; with `nonce` one call is out at a time. Default `time-window`. */
  readonly authentication?: 'time-window' | 'nonce';
  /** How long after its request time the venue takes a read; default 5000. */
  readonly readTimeWindow?: number;
  /** How long after its request time the venue takes a write; default 2000. */
  readonly writeTimeWindow?: number;
  /** How long a connection for REST may take to be made; default 5000. */
  readonly connectTimeout?: number;
  /** How long a read may take, to the last byte of its reply; default 10,000. */
  readonly readTimeout?: number;
  /** The same of a write: after it the outcome is unknown, and is searched for; default 10,000. */
  readonly writeTimeout?: number;
  /** A larger reply is refused; default 10,000,000. */
  readonly maxReplyBytes?: number;
  /** How often a read is sent again after what passes; default 3. */
  readonly readRetries?: number;
  /** QUERY calls a second; default 10. */
  readonly queryLimit?: number;
  /** UPDATE calls a second; default 6. */
  readonly updateLimit?: number;
  /** How long the venue's own reads may lag behind a write: an assumption; default 10,000. */
  readonly settle?: number;
  /** No other program places orders on this account: what is inferred to be ours may be cancelled. Default `false`. */
  readonly exclusiveAccount?: boolean;
  /** How long the private stream is kept after the last observer has gone; default 1000. */
  readonly linger?: number;
  /** Allows plain `http:` to other machines. */
  readonly allowInsecure?: boolean;
}

// --------------------------------------------------------------------------------------------------- codecs

const headerText = /^[\x21-\x7e]+$/;

const SecretText = field('a text without spaces', (input) =>
  typeof input === 'string' && headerText.test(input) ? secret(input) : undefined,
);

const Text = field('a text without spaces', (input) =>
  typeof input === 'string' && headerText.test(input) ? input : undefined,
);

const Flag = field('true or false', (input) =>
  input === true || input === 'true' ? true : input === false || input === 'false' ? false : undefined,
);

const parseUrl = (input: unknown): URL | undefined =>
  typeof input === 'string' && URL.canParse(input) ? new URL(input) : undefined;

const isHttp = (url: URL): boolean => url.protocol === 'https:' || url.protocol === 'http:';

/** Without a slash at its end. */
const HttpUrl = field('an http or https url', (input) => {
  const url = parseUrl(input);
  return url &&
    isHttp(url) &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '' &&
    url.password === ''
    ? url.href.replace(/\/$/, '')
    : undefined;
});

/** A bare host is encrypted, unless it is this machine. */
const PubnubOrigin = field('a host, or an http or https url without a path', (input) => {
  if (typeof input !== 'string') return undefined;
  const bare = parseUrl(`http://${input}`);
  const url = input.includes('://')
    ? parseUrl(input)
    : parseUrl(`${bare && isLoopback(bare) ? 'http' : 'https'}://${input}`);
  return url && isHttp(url) && url.pathname === '/' && url.search === '' && url.username === ''
    ? url.origin
    : undefined;
});

/** User and password are decoded to be sent. */
const isDecodable = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};

const Proxy = field<Secret | null>('an http or https url without a path', (input) => {
  const url = parseUrl(input);
  const isOrigin = url && isHttp(url) && url.pathname === '/' && url.search === '' && url.hash === '';
  return isOrigin && isDecodable(url.username + url.password) ? secret(url.href) : undefined;
});

const Milliseconds = integer(1, 600_000);
const TimeWindow = integer(1, 60_000);

/** What the execution client runs on; each field is described at `ExecutionOptions`. */
const ExecutionConfig = t.type(
  {
    apiKey: SecretText,
    apiSecret: SecretText,
    apiUrl: withDefault(HttpUrl, 'https://api.bitbank.cc/v1'),
    pubnubOrigin: withDefault(PubnubOrigin, 'https://ps.pndsn.com'),
    pubnubSubscribeKey: withDefault(Text, 'sub-c-ecebae8e-dd60-11e6-b6b1-02ee2ddab7fe'),
    proxy: withDefault(Proxy, null),
    authentication: withDefault(
      field('time-window or nonce', (input) =>
        input === 'time-window' || input === 'nonce' ? input : undefined,
      ),
      'time-window',
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
  },
  'an object of options',
);

export type ExecutionConfig = Readonly<t.TypeOf<typeof ExecutionConfig>>;

// -------------------------------------------------------------------------------------------------- reading

const secretFields: readonly string[] = ['apiKey', 'apiSecret', 'proxy'];
const urlFields = ['apiUrl', 'pubnubOrigin'] as const;

const failure = (left: ConfigError): Either<ConfigError, never> => ({ _tag: 'Left', left });

const refusal = ({ path, expected, actual }: DecodeError, nameOf: (field: string) => string): ConfigError => {
  const hidden = (secretFields.includes(path) && actual !== 'nothing') || actual.includes('@');
  const shown = hidden ? 'something else' : actual;
  return configError(path === '' ? 'options' : nameOf(path), expected, shown);
};

const read = (options: unknown, nameOf: (field: string) => string): Either<ConfigError, ExecutionConfig> => {
  const config = decode(ExecutionConfig, options);
  if (config._tag === 'Left') return failure(refusal(config.left, nameOf));
  const insecure = urlFields.find((name) => !isSecureUrl(new URL(config.right[name])));
  return insecure === undefined || config.right.allowInsecure
    ? config
    : failure(configError(nameOf(insecure), 'an https url (or allowInsecure)', config.right[insecure]));
};

/** Checks options and fills in the defaults. */
export const readConfig = (options: ExecutionOptions): Either<ConfigError, ExecutionConfig> =>
  read(options, (name) => name);

/** `apiKey` is `BITBANK_API_KEY`, `writeTimeWindow` is `BITBANK_WRITE_TIME_WINDOW`. */
const variableOf = (name: string): string =>
  `BITBANK_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** Reads the options from variables such as `BITBANK_API_KEY`; an empty one counts as not set. */
export const readEnvironment = (
  environment: Readonly<Record<string, string | undefined>>,
): Either<ConfigError, ExecutionConfig> => {
  const options = Object.keys(ExecutionConfig.props).map((name) => {
    const value = environment[variableOf(name)];
    return [name, value === '' ? undefined : value] as const;
  });
  return read(Object.fromEntries(options), variableOf);
};
