import { describe, expect, it } from 'vitest';
import { chart } from '../../../src/cli/screen/chart';
import { gaugeOf, ladder } from '../../../src/cli/screen/ladder';
import { grouped, placesOf } from '../../../src/cli/screen/numbers';
import { tape } from '../../../src/cli/screen/tape';
import { beside, fit, span, spread, toAnsi, type Line } from '../../../src/cli/screen/text';
import { book, candle, trade } from './samples';

const textOf = (line: Line | undefined): string => (line ?? []).map(({ text }) => text).join('');

describe('numbers', () => {
  it.each([
    [13_638_335, 0, '13,638,335'],
    [1_234.5, 2, '1,234.50'],
    [999, 0, '999'],
    [0.0001, 4, '0.0001'],
    [-1_234, 0, '-1,234'],
  ])('groups %f with %i places as %s', (value, places, text) => {
    expect(grouped(value, places)).toBe(text);
  });

  it('finds the places of the most precise value, even if JavaScript writes an exponent', () => {
    expect(placesOf([1, 0.25, 1e-8])).toBe(8);
    expect(placesOf([])).toBe(0);
  });
});

describe('text', () => {
  const line = [span('ab', 'buy'), span('cd')];

  it('fits a line to any width', () => {
    expect(textOf(fit(line, 6))).toBe('abcd  ');
    expect(fit([span('ab ', 'buy'), span('cd')], 3)).toEqual([span('ab ', 'buy')]);
  });

  it('spreads two parts, and drops the right one if there is no room', () => {
    expect(textOf(spread([span('left')], [span('right')], 12))).toBe('left   right');
    expect(textOf(spread([span('left')], [span('right')], 8))).toBe('left    ');
  });

  it('sets blocks of unequal height side by side', () => {
    expect(beside([[span('a')]], 3, [[span('x')], [span('y')]]).map(textOf)).toEqual(['a  x', '   y']);
  });

  it('names a colour once for spans in a row, and ends it', () => {
    expect(toAnsi([span('a', 'buy'), span('b', 'buy'), span('c')], true)).toBe('\u001b[32mab\u001b[39mc');
    expect(toAnsi([span('a', 'sell')], true)).toBe('\u001b[31ma\u001b[39m');
    expect(toAnsi([span('a', 'sell')], false)).toBe('a');
  });
});

describe('barOf', () => {
  it.each([
    [0, 4, ''],
    [1, 4, '████'],
    [0.5, 3, '█▌'],
    [0.001, 4, '▏'],
  ])('draws %f of %i columns as "%s"', (share, width, bar) => {
    expect(gaugeOf(share, width)).toBe(bar);
  });
});

describe('ladder', () => {
  it('has the best prices nearest the spread', () => {
    expect(ladder(book, 30, 5).map(textOf)).toEqual([
      '13,639,000  1.5000  ██████████',
      '13,638,336  0.0116  ▉         ',
      'spread 336  0.002 %',
      '13,638,000  0.1000  ██▋       ',
      '13,635,717  0.0030  ▌         ',
    ]);
  });

  it('keeps the spread in place if there are fewer levels than rows', () => {
    const lines = ladder({ ...book, asks: book.asks.slice(0, 1) }, 30, 9).map(textOf);
    expect(lines.findIndex((line) => line.startsWith('spread'))).toBe(4);
    expect(lines.slice(0, 3)).toEqual(['', '', '']);
  });

  it('says that a side is empty', () => {
    expect(ladder({ ...book, bids: [] }, 30, 5).map(textOf)).toContain('no spread: a side is empty');
  });
});

describe('tape', () => {
  it('aligns its columns', () => {
    const lines = tape([trade, { ...trade, side: 'buy', price: 999_999, amount: 12 }], 40, 2).map(textOf);
    expect(lines[0]?.slice(9)).toBe('sell 13,638,000   0.0001       ');
    expect(lines[1]?.slice(9)).toBe('buy     999,999  12.0000       ');
  });

  it('shows as many trades as there is room for', () => {
    expect(tape([trade, trade, trade], 40, 2)).toHaveLength(2);
  });
});

describe('chart', () => {
  const flat = (price: number) => ({ open: price, high: price, low: price, close: price });

  it('draws wick and body in half rows, and shows the range of prices', () => {
    const lines = chart(
      [candle(0, { open: 100, high: 104, low: 100, close: 102 }), candle(1, flat(100))],
      20,
      3,
    );
    expect(lines.slice(0, 2).map(textOf)).toEqual(['╽  104', '┃╻ 100']);
    expect(textOf(lines[2])).toMatch(/^1min, \d\d:\d\d to \d\d:\d\d$/);
  });

  it('has a rising candle in the colour of buyers, a falling one in that of sellers', () => {
    const falling = candle(1, { open: 104, high: 104, low: 100, close: 100 });
    const [row] = chart([candle(0, { open: 100, high: 104, low: 100, close: 104 }), falling], 20, 2);
    expect(row?.map(({ style }) => style).slice(0, 2)).toEqual(['buy', 'sell']);
  });

  it('keeps the latest if not all fit', () => {
    const candles = Array.from({ length: 50 }, (_, i) => candle(i, flat(100 + i)));
    const [top] = chart(candles, 14, 4);
    expect(textOf(top)).toMatch(/ 149$/);
    expect(top).toHaveLength(11);
  });

  it('draws a market that does not move', () => {
    expect(textOf(chart([candle(0, flat(5))], 20, 4).find((line) => /╻|╹|┃/.test(textOf(line))))).toMatch(
      /╹|╻|┃/,
    );
  });
});
