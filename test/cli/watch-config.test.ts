import { describe, expect, it } from 'vitest';
import { parseWatchConfig } from '../../src/cli/watch/watch-config';

describe('parseWatchConfig', () => {
  it('watches every feed of the live venue by default', () => {
    expect(parseWatchConfig(['btc_jpy'])).toEqual({
      pair: 'btc_jpy',
      feeds: ['ticker', 'trades', 'book', 'quotes', 'candles'],
      candleType: '1min',
      depth: undefined,
      json: false,
      count: undefined,
      duration: undefined,
      source: { type: 'venue', recordPath: undefined },
      urls: {},
    });
  });

  it('takes feeds as a list or one by one, each once', () => {
    expect(parseWatchConfig(['btc_jpy', '--feed', 'book,trades', '--feed', 'book']).feeds).toEqual([
      'book',
      'trades',
    ]);
  });

  it('passes urls on', () => {
    const urls = {
      streamUrl: 'ws://127.0.0.1:1',
      publicUrl: 'http://127.0.0.1:2',
      apiUrl: 'http://127.0.0.1:3',
    };
    const args = ['--stream-url', urls.streamUrl, '--public-url', urls.publicUrl, '--api-url', urls.apiUrl];
    expect(parseWatchConfig(['btc_jpy', ...args]).urls).toEqual(urls);
  });

  it.each([
    ['1', 1],
    ['2.5', 2.5],
    ['max', Infinity],
  ])('replays at speed %s', (text, speed) => {
    expect(parseWatchConfig(['btc_jpy', '--replay', 'file', '--speed', text]).source).toEqual({
      type: 'replay',
      path: 'file',
      speed,
    });
  });

  it.each([
    ['no pair', [], 'which pair'],
    ['two pairs', ['btc_jpy', 'eth_jpy'], 'eth_jpy'],
    ['an unknown feed', ['btc_jpy', '--feed', 'books'], '--feed: expected one of ticker, trades'],
    ['an unknown candle type', ['btc_jpy', '--candle-type', '2min'], '--candle-type: expected one of 1min'],
    ['a depth of zero', ['btc_jpy', '--depth', '0'], '--depth: expected a whole number'],
    ['a speed of zero', ['btc_jpy', '--replay', 'f', '--speed', '0'], '--speed: expected a number above 0'],
    [
      'a speed that is none',
      ['btc_jpy', '--replay', 'f', '--speed', 'x'],
      '--speed: expected a number above 0',
    ],
    ['a speed without a replay', ['btc_jpy', '--speed', '2'], '--speed needs --replay'],
    [
      'a replay that is recorded',
      ['btc_jpy', '--replay', 'f', '--record', 'f'],
      '--replay and --record exclude',
    ],
    ['two sources', ['btc_jpy', '--sim', '--stream-url', 'ws://localhost'], '--sim and --stream-url exclude'],
    ['an option without its value', ['btc_jpy', '--depth'], '--depth'],
  ])('refuses %s', (_, args, complaint) => {
    expect(() => parseWatchConfig(args)).toThrow(
      expect.objectContaining({ _tag: 'UsageError', message: expect.stringContaining(complaint) as string }),
    );
  });
});
