import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigError } from '../../src/model/errors';
import { atLeast, func, hidden, integer, maybe, withDefault } from '../../src/options/codecs';
import { optionsOf, resolveOptions } from '../../src/options/options';
import { baseUrl } from '../../src/options/urls';
import { Flag, Text } from '../../src/parsing/primitives';

interface Config {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly retries: number;
  readonly linger: number;
  readonly limits: { readonly most: number };
  readonly random: (() => number) | undefined;
  readonly allowInsecure: boolean;
}

const Config = optionsOf<Config>({
  apiKey: hidden(Text),
  baseUrl: withDefault(baseUrl('http'), 'https://a.test'),
  retries: withDefault(integer(0, 9), 3),
  linger: withDefault(atLeast(0), 0),
  limits: withDefault(optionsOf({ most: withDefault(atLeast(1), 5) }), { most: 5 }),
  random: maybe(func<() => number>()),
  allowInsecure: withDefault(Flag, false),
});

const defaults = {
  baseUrl: 'https://a.test',
  retries: 3,
  linger: 0,
  limits: { most: 5 },
  allowInsecure: false,
};

const names = ['apiKey', 'baseUrl', 'retries', 'linger', 'limits', 'random', 'allowInsecure'];

/** A value of no option. It must not appear in any output. */
const sign = 'S3CR3T';

const refusal = (input: unknown): ConfigError | null => {
  try {
    resolveOptions(Config, input);
    return null;
  } catch (error) {
    return error as ConfigError;
  }
};

/** Valid options, some of them left out. */
const right = fc.record(
  {
    apiKey: fc.constant(sign),
    baseUrl: fc.constantFrom('https://b.test', 'http://127.0.0.1:8080/v1'),
    retries: fc.integer({ min: 0, max: 9 }),
    linger: fc.double({ min: 0, max: 1e6, noNaN: true }),
    limits: fc.record({ most: fc.integer({ min: 1 }) }, { requiredKeys: [] }),
    random: fc.constant(Math.random),
    allowInsecure: fc.boolean(),
  },
  { requiredKeys: ['apiKey'] },
);

describe('options', () => {
  it('have their defaults if they are left out, and only then', () => {
    fc.assert(
      fc.property(right, (options) => {
        const limits = { ...defaults.limits, ...options.limits };
        expect(resolveOptions(Config, options)).toEqual({ ...defaults, ...options, limits });
      }),
    );
  });

  it('are refused by the name of an unknown one, whatever else is right or wrong', () => {
    const unknown = fc
      .stringMatching(/^\w+$/)
      .filter((name) => !names.includes(name) && name !== '__proto__');
    const others = fc.oneof(right, fc.dictionary(fc.constantFrom(...names), fc.anything()));
    fc.assert(
      fc.property(others, unknown, fc.anything(), (options, name, value) => {
        const complaint = refusal({ ...options, [name]: value });
        expect(complaint).toMatchObject({ field: name, actual: 'an unknown option' });
      }),
    );
  });

  it('show nothing of a secret, nor of an unknown option, nor of a url with a password', () => {
    const secretive = fc.oneof(
      fc.constantFrom(sign, [sign], { [sign]: sign }).map((value) => ({ apiKey: { value } })),
      fc.constantFrom('apikey', 'api_key', 'API-KEY', 'secret').map((name) => ({ [name]: sign })),
      fc
        .tuple(fc.constantFrom(...names), fc.nat({ max: 200 }))
        .map(([name, length]) => ({ [name]: `https://user${'x'.repeat(length)}:${sign}@a.test/` })),
      fc.constant({ limits: { [`x`]: sign } }),
    );
    fc.assert(
      fc.property(right, secretive, (options, wrong) => {
        const complaint = refusal({ ...options, ...wrong });
        if ('apiKey' in wrong && typeof wrong.apiKey === 'string') expect(complaint).toBeNull();
        else expect(complaint?._tag).toBe('ConfigError');
        expect(JSON.stringify(complaint) + String(complaint)).not.toContain(sign);
      }),
    );
  });

  it.each([
    [
      { apikey: 'k' },
      'apikey: expected one of apiKey, baseUrl, retries, linger, limits, random, allowInsecure, got an unknown option',
    ],
    [{ apiKey: 'k', secret: 's' }, `secret: expected one of ${names.join(', ')}, got an unknown option`],
    [{ apiKey: 'k', limits: { moist: 1 } }, 'limits.moist: expected one of most, got an unknown option'],
    [{ apiKey: 'k', limits: { most: 0 } }, 'limits.most: expected a number of at least 1, got 0'],
    [{}, 'apiKey: expected a text, got nothing'],
    [{ apiKey: 5 }, 'apiKey: expected a text, got something else'],
    [{ apiKey: 'k', retries: () => 1 }, 'retries: expected an integer from 0 to 9, got a function'],
    [{ apiKey: 'k', retries: 10 }, 'retries: expected an integer from 0 to 9, got 10'],
    [{ apiKey: 'k', random: 'dice' }, 'random: expected a function, got "dice"'],
    ['k', 'options: expected an object of options, got "k"'],
  ])('of %j are refused', (options, message) => {
    expect(refusal(options)?.message).toBe(message);
  });
});
