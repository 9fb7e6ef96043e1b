import { describe, expect, it } from 'vitest';
import { resolveDataConfig } from '../../src/data/config';

const fieldOf = (config: object): unknown => {
  try {
    resolveDataConfig(config);
    return null;
  } catch (error) {
    return (error as { readonly field?: unknown }).field;
  }
};

describe('resolveDataConfig', () => {
  it('takes what it has by default', () => {
    expect(fieldOf({})).toBeNull();
    expect(
      fieldOf({ streamUrl: 'wss://a.test/', publicUrl: 'https://a.test', apiUrl: 'http://127.0.0.1' }),
    ).toBeNull();
  });

  // Of these some become a url that would do.
  it.each(['streamUrl', 'publicUrl', 'apiUrl'])('refuses as %s what is no text', (name) => {
    const url = name === 'streamUrl' ? 'wss://a.test' : 'https://a.test';
    for (const value of [17, true, {}, [url], new URL(url), Symbol('a')])
      expect(fieldOf({ [name]: value })).toBe(name);
  });

  it.each(['linger', 'connectTimeout', 'maxFrameBytes', 'requestTimeout', 'statusInterval'])(
    'refuses as %s what is no number',
    (name) => {
      for (const value of ['2000', true, {}, [2_000], NaN, Infinity, -1, 2_000n, Symbol('a')])
        expect(fieldOf({ [name]: value })).toBe(name);
    },
  );
});
