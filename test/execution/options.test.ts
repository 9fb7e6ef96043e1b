import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  readEnvironment as environmentFrom,
  readOptions as optionsFrom,
  type ExecutionClientOptions,
  type ExecutionConfig,
} from '../../src/execution/options';
import type { ConfigError } from '../../src/model/errors';

const required = { apiKey: 'the-key', apiSecret: 'the-secret' };

/** Returns the options with their defaults, or the error of reading. */
const read = (
  reading: () => ExecutionConfig,
): { readonly right: ExecutionConfig } | { readonly left: ConfigError } => {
  try {
    return { right: reading() };
  } catch (error) {
    return { left: error as ConfigError };
  }
};

const readOptions = (options: ExecutionClientOptions) => read(() => optionsFrom(options));
const readEnvironment = (environment: Readonly<Record<string, string | undefined>>) =>
  read(() => environmentFrom(environment));

const fieldOf = (result: ReturnType<typeof read>): string | null =>
  'left' in result ? result.left.field : null;

describe('readOptions', () => {
  it('needs only a key and a secret', () => {
    const config = readOptions(required);
    expect(config).toMatchObject({
      right: {
        apiUrl: 'https://api.bitbank.cc/v1',
        pubnubOrigin: 'https://ps.pndsn.com',
        pubnubSubscribeKey: 'sub-c-ecebae8e-dd60-11e6-b6b1-02ee2ddab7fe',
        proxy: null,
        authentication: 'time-window',
        writeTimeWindow: 2000,
        queryLimit: 10,
        updateLimit: 6,
        allowInsecure: false,
      },
    });
    expect('right' in config && config.right.apiSecret.reveal()).toBe('the-secret');
  });

  it.each([
    ['apiKey', ''],
    ['apiKey', 'two words'],
    ['apiSecret', 17],
    ['apiSecret', 'line\nbreak'],
    ['apiUrl', 'api.bitbank.cc'],
    ['apiUrl', 'ftp://api.bitbank.cc'],
    ['apiUrl', 'https://api.bitbank.cc/?a=b'],
    ['settle', -1],
    ['exclusiveAccount', 1],
    ['linger', 'long'],
    ['pubnubOrigin', 'wss://ps.pndsn.com'],
    ['pubnubOrigin', 'ps.pndsn.com/path'],
    ['pubnubSubscribeKey', ''],
    ['proxy', 'proxy:8080/'],
    ['proxy', 'http://proxy:8080/path'],
    ['proxy', 'http://proxy:8080/?a=b'],
    ['proxy', 'http://proxy:8080/#a'],
    ['authentication', 'none'],
    ['readTimeWindow', 60_001],
    ['writeTimeWindow', 0],
    ['connectTimeout', 1.5],
    ['readTimeout', '1e3'],
    ['writeTimeout', -1],
    ['maxReplyBytes', 10],
    ['readRetries', -1],
    ['queryLimit', 0],
    ['updateLimit', Infinity],
    ['allowInsecure', 'yes'],
  ])('refuses a wrong %s (%j) by its name', (name, value) => {
    expect(fieldOf(readOptions({ ...required, [name]: value }))).toBe(name);
  });

  // Some of these could be turned into a valid text.
  it.each(['apiKey', 'apiSecret', 'apiUrl', 'pubnubOrigin', 'pubnubSubscribeKey', 'proxy', 'authentication'])(
    'refuses as %s a value that is no text',
    (name) => {
      const likeUrl = ['https://a.test'];
      for (const value of [17, true, null, {}, likeUrl, { toString: () => 'https://a.test' }, Symbol('a')])
        expect(fieldOf(readOptions({ ...required, [name]: value }))).toBe(name);
    },
  );

  it('says which value it expected and which it got', () => {
    const config = readOptions({ ...required, queryLimit: 0 });
    expect('left' in config && config.left.message).toBe(
      'queryLimit: expected an integer from 1 to 1000, got 0',
    );
  });

  it.each([
    ['http://api.example.com/v1', 'apiUrl'],
    ['http://127.0.0.1:8080/v1', null],
    ['http://localhost:8080/v1', null],
    ['http://[::1]:8080/v1', null],
    ['http://127.0.0.1.example.com/v1', 'apiUrl'],
    ['https://api.example.com/v1/', null],
  ])('takes plain http only to this machine: %s', (apiUrl, refused) => {
    expect(fieldOf(readOptions({ ...required, apiUrl }))).toBe(refused);
    expect(fieldOf(readOptions({ ...required, apiUrl, allowInsecure: true }))).toBeNull();
  });

  it.each([
    ['ps.pndsn.com', 'https://ps.pndsn.com'],
    ['127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://localhost:4000', 'http://localhost:4000'],
    ['https://127.0.0.1:4000', 'https://127.0.0.1:4000'],
  ])('encrypts PubNub unless it is on this machine: %s', (pubnubOrigin, origin) => {
    const config = readOptions({ ...required, pubnubOrigin });
    expect('right' in config && config.right.pubnubOrigin).toBe(origin);
  });

  it('shows no secret', () => {
    const secrets: ExecutionClientOptions = { ...required, proxy: 'http://user:word@proxy:8080/' };
    const wrong = [
      readOptions(secrets),
      readOptions({ ...secrets, queryLimit: 0 }),
      readOptions({ ...secrets, apiSecret: 'the-secret with a space' }),
      readOptions({ ...secrets, apiKey: 'the-key with a space' }),
      readOptions({ ...secrets, proxy: 'socks9://user:word@proxy/' }),
      readOptions({ ...secrets, apiUrl: 'https://user:word@api.example.com' }),
      readOptions({ ...secrets, pubnubOrigin: 'https://user:word@ps.example.com/x' }),
    ];
    for (const result of wrong) {
      const shown = inspect(result, { depth: null, showHidden: true }) + JSON.stringify(result);
      expect(shown).not.toMatch(/the-key|the-secret|word/);
    }
  });
});

describe('readEnvironment', () => {
  it('reads the same options, numbers and all', () => {
    const config = readEnvironment({
      BITBANK_API_KEY: 'the-key',
      BITBANK_API_SECRET: 'the-secret',
      BITBANK_API_URL: 'http://127.0.0.1:1/v1',
      BITBANK_WRITE_TIME_WINDOW: '1500',
      BITBANK_ALLOW_INSECURE: 'true',
      BITBANK_PROXY: '',
      PATH: '/bin',
    });
    expect(config).toMatchObject({
      right: { apiUrl: 'http://127.0.0.1:1/v1', writeTimeWindow: 1500, allowInsecure: true, proxy: null },
    });
  });

  it.each([
    ['BITBANK_API_SECRET', { BITBANK_API_KEY: 'k' }],
    ['BITBANK_QUERY_LIMIT', { BITBANK_API_KEY: 'k', BITBANK_API_SECRET: 's', BITBANK_QUERY_LIMIT: 'ten' }],
    ['BITBANK_API_URL', { BITBANK_API_KEY: 'k', BITBANK_API_SECRET: 's', BITBANK_API_URL: 'http://a.b/' }],
  ])('names the variable that is wrong: %s', (name, environment) => {
    expect(fieldOf(readEnvironment(environment))).toBe(name);
  });
});
