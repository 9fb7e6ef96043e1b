import { asyncScheduler, NEVER } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createDataClient, streamTransport, type DataClientOptions } from '../../src/index';
import { createStreamClient } from '../../src/stream';

/** Returns the factory's error for options and further arguments; `null` if it accepts them. */
const complaintOf = (create: (...options: never[]) => unknown, ...options: readonly unknown[]): unknown => {
  try {
    create(...(options as never[]));
    return null;
  } catch (error) {
    const { _tag, message } = error as { readonly _tag?: unknown; readonly message?: unknown };
    expect(_tag).toBe('ConfigError');
    return message;
  }
};

const fieldOf = (options: object): unknown => String(complaintOf(createDataClient, options)).split(':')[0];

const urls = {
  streamUrl: 'ws://127.0.0.1:1',
  publicUrl: 'http://127.0.0.1:1',
  apiUrl: 'http://127.0.0.1:1/v1',
  pubnubOrigin: 'http://127.0.0.1:1',
};

const everything: Required<DataClientOptions> = {
  ...urls,
  transport: { link$: NEVER, sendRequest: null },
  linger: 0,
  connectTimeout: 1.5,
  maxFrameBytes: 1,
  readTimeout: 1,
  statusInterval: 1_000,
  allowInsecure: true,
  scheduler: asyncScheduler,
  random: Math.random,
  openSocket: () => NEVER,
  sendRequest: () => NEVER,
  openPubnub: 'whatever',
};

describe('the options of a data client', () => {
  it('are none, or any of the known ones', () => {
    expect(complaintOf(createDataClient)).toBeNull();
    expect(complaintOf(createDataClient, {})).toBeNull();
    expect(complaintOf(createDataClient, everything)).toBeNull();
    const nothing = Object.fromEntries(Object.keys(everything).map((name) => [name, undefined]));
    expect(complaintOf(createDataClient, nothing)).toBeNull();
    expect(
      complaintOf(createDataClient, {
        streamUrl: 'wss://a.test/',
        publicUrl: 'https://a.test',
        apiUrl: 'http://127.0.0.1',
      }),
    ).toBeNull();
  });

  it('may be the urls of a simulator as they are, for each of its kinds', () => {
    for (const create of [createDataClient, createStreamClient, streamTransport])
      expect(complaintOf(create, urls)).toBeNull();
  });

  // Some of these could be turned into a valid url.
  it.each(['streamUrl', 'publicUrl', 'apiUrl'])('refuses as %s a value that is no text', (name) => {
    const url = name === 'streamUrl' ? 'wss://a.test' : 'https://a.test';
    for (const value of [17, true, {}, [url], new URL(url), Symbol('a'), null])
      expect(fieldOf({ [name]: value })).toBe(name);
  });

  it.each([
    [
      'streamUrl',
      'https://a.test',
      'an encrypted url, wss: (or ws:, to this machine or with allowInsecure), got "https://a.test"',
    ],
    [
      'publicUrl',
      'a.test',
      'an encrypted url, https: (or http:, to this machine or with allowInsecure), got "a.test"',
    ],
    [
      'apiUrl',
      'https://a.test/?b',
      'an encrypted url, https: (or http:, to this machine or with allowInsecure), got "https://a.test/?…"',
    ],
    [
      'publicUrl',
      'http://a.test',
      'an encrypted url, https: (or http:, to this machine or with allowInsecure), got "http://a.test"',
    ],
  ])('refuses the %s %s', (name, url, problem) => {
    expect(complaintOf(createDataClient, { [name]: url })).toBe(`${name}: expected ${problem}`);
  });

  it.each(['streamUrl', 'publicUrl', 'apiUrl', 'transport', 'linger', 'sendRequest'])(
    'shows no password that a url in %s has',
    (name) => {
      for (const url of ['wss://user:word@a.test', `https://user:${'word'.repeat(30)}@a.test`])
        expect(complaintOf(createDataClient, { [name]: url })).toMatch(
          new RegExp(`^${name}: .*got something else$`),
        );
    },
  );

  it.each(['linger', 'connectTimeout', 'maxFrameBytes', 'readTimeout', 'statusInterval'])(
    'refuses as %s a value that is no number',
    (name) => {
      for (const value of ['2000', true, {}, [2_000], NaN, Infinity, -1, 2_000n, Symbol('a')])
        expect(fieldOf({ [name]: value })).toBe(name);
    },
  );

  it.each([
    ['transport', {}, 'a transport, got an object'],
    ['transport', NEVER, 'a transport, got an object'],
    ['scheduler', {}, 'a scheduler of RxJS, got an object'],
    ['random', 0.5, 'a function, got 0.5'],
    ['openSocket', {}, 'a function, got an object'],
    ['sendRequest', null, 'a function, got null'],
    ['allowInsecure', 'yes', 'true or false, got "yes"'],
  ])('refuses as %s a value of the wrong kind', (name, value, problem) => {
    expect(complaintOf(createDataClient, { [name]: value })).toBe(`${name}: expected ${problem}`);
  });

  it.each([
    [createStreamClient, 'readTimeout'],
    [createStreamClient, 'statusInterval'],
    [streamTransport, 'linger'],
    [createDataClient, 'apiKey'],
  ])('refuse options of other clients', (create, name) => {
    expect(complaintOf(create, { [name]: 'the-value' })).toMatch(
      new RegExp(`^${name}: expected one of streamUrl, .*got an unknown option$`),
    );
  });

  it.each([[[{}, {}]], [[undefined, { journal: null }, 3]]])('stand in one object', (options) => {
    for (const create of [createDataClient, createStreamClient, streamTransport])
      expect(complaintOf(create, ...options)).toBe(
        `arguments: expected an object of options, got ${options.length - 1} more`,
      );
  });

  it.each([null, 'wss://a.test', [], 5])('are no %j', (options) => {
    expect(complaintOf(createDataClient, options)).toMatch(/^options: expected an object of options, got /);
  });
});
