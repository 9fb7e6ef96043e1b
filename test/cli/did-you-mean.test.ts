import { describe, expect, it } from 'vitest';
import { nearestWord } from '../../src/cli/common/did-you-mean';
import { listedPairNear, parsePair } from '../../src/cli/common/pair-argument';

describe('nearestWord', () => {
  const commands = ['watch', 'watchdog', 'order', 'orders', 'ticker', 'tickers', 'completion'];

  it.each([
    ['tikcer', 'ticker'],
    ['Orders', 'orders'],
    ['oders', 'orders'],
    ['watchdg', 'watchdog'],
    ['comp', 'completion'],
    ['sell', undefined],
    ['w', undefined],
    ['', undefined],
  ])('%j is near %s', (typed, meant) => {
    expect(nearestWord(typed, commands)).toBe(meant);
  });
});

describe('parsePair', () => {
  it('takes the spelling of the venue', () => {
    expect(parsePair('btc_jpy')).toBe('btc_jpy');
  });

  it.each(['BTC_JPY', 'btc/jpy', 'BTC-JPY', 'btc jpy', 'BTCJPY', 'btc', 'Btc'])(
    'says of %j that btc_jpy may be meant',
    (text) => {
      expect(() => parsePair(text)).toThrow(`expected a pair as btc_jpy, got ${text}; did you mean btc_jpy?`);
    },
  );

  it.each(['', '/', 'jpy', '日本', 'a_b_c'])('makes no guess for %j', (text) => {
    expect(() => parsePair(text)).toThrow(
      expect.objectContaining({ _tag: 'UsageError', message: `expected a pair as btc_jpy, got ${text}` }),
    );
  });
});

describe('listedPairNear', () => {
  const listed = ['btc_jpy', 'eth_jpy', 'eth_btc'];

  it.each([
    ['bct_jpy', 'btc_jpy'],
    ['eth_usd', 'eth_jpy'],
    ['zzz_usd', undefined],
  ])('finds for %s %s', (pair, meant) => {
    expect(listedPairNear(pair, listed)).toBe(meant);
  });
});
