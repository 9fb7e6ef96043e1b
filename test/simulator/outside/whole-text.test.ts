import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameText } from '../../../src/simulator/market/room-news';
import { type PutLevel, putLevels } from '../../../src/simulator/outside/whole-text';

type Level = readonly [price: string, amount: string];

const put = (price: number): PutLevel => ({
  price,
  level: (there) => [String(price), there === null ? '9' : `${there}+9`],
});

const prices = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 12 });

const side = (key: 'asks' | 'bids', levels: readonly number[]): readonly Level[] =>
  [...levels].sort((a, b) => (key === 'asks' ? a - b : b - a)).map((price) => [String(price), `0.${price}`]);

const textOf = (asks: readonly Level[], bids: readonly Level[]): string =>
  frameText('depth_whole_btc_jpy', { asks, bids, asks_over: '1', timestamp: 5, sequenceId: '7' });

describe('levels that are put into the text of a whole', () => {
  it('are where a sorted list of parsed levels has them, and nothing else changes', () => {
    fc.assert(
      fc.property(prices, prices, prices, fc.constantFrom('asks', 'bids'), (asks, bids, own, key) => {
        const sides = { asks: side('asks', asks), bids: side('bids', bids) };
        const made = putLevels(textOf(sides.asks, sides.bids), key, own.map(put));
        if (own.length > 0 && sides[key].length === 0) {
          expect(made).toBeNull();
          return;
        }
        const levels = new Map(sides[key].map(([price, amount]) => [Number(price), amount]));
        for (const price of own) levels.set(price, `${levels.has(price) ? `0.${price}+` : ''}9`);
        const merged = side(key, [...levels.keys()]).map(([price]): Level => [
          price,
          levels.get(Number(price)) ?? '',
        ]);
        const expected = { ...sides, [key]: merged };
        expect(made).toBe(textOf(expected.asks, expected.bids));
      }),
    );
  });

  it('are not put into a text of another form', () => {
    const form = (levels: string): string =>
      `42["message",{"message":{"data":{"asks":${levels},"bids":[]}}}]`;
    for (const levels of [
      '[ ["5","1"]]',
      '[[5,1]]',
      '[["five","1"]]',
      '[["5",1]]',
      '[["5","1","2"]]',
      '[["5"',
    ])
      expect(putLevels(form(levels), 'asks', [put(6), put(4)])).toBeNull();
  });
});
