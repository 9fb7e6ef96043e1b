import { expect, test } from 'vitest';
import { readMarkdown } from '../../bench/compare/markdown';
import { tableRows } from '../../bench/compare/table';
import { compareTurns, verdictOf, type Turn } from '../../bench/compare/verdict';

const turns = (nows: readonly number[], thens: readonly number[]): readonly Turn[] =>
  nows.map((now, i) => ({ now: { book: now }, then: { book: thens[i] ?? NaN } }));

test('a figure is compared turn by turn, with the median of the ratios and their quartiles', () => {
  // The machine is half as fast in the later turns. Both slow down, and their ratio does not change.
  const { compared } = compareTurns(turns([1, 1.2, 2, 2.2, 2.4], [1, 1, 2, 2, 2]));
  expect(compared).toEqual([
    { name: 'book', now: 2, then: 2, ratio: { median: 1.1, low: 1, high: 1.2 }, verdict: 'worse?' },
  ]);
});

test.each([
  ['worse', { median: 1.051, low: 1.01, high: 1.1 }],
  ['worse?', { median: 1.051, low: 0.99, high: 1.1 }],
  ['same', { median: 1.049, low: 1.04, high: 1.06 }],
  ['same', { median: 0.951, low: 0.94, high: 0.96 }],
  ['same', { median: 0.9, low: 0.8, high: 1.01 }],
  ['better', { median: 0.949, low: 0.9, high: 0.99 }],
] as const)('a figure is %s at %j', (verdict, ratio) => expect(verdictOf(ratio)).toBe(verdict));

test('figures are matched by name; those of only one revision are named', () => {
  const comparison = compareTurns([{ now: { book: 2, bars: 1 }, then: { book: 1, ticker: 1 } }]);
  expect(comparison).toMatchObject({ onlyNow: ['bars'], onlyThen: ['ticker'] });
  expect(tableRows(comparison)).toEqual([
    '| book | 1.000 | 2.000 | 2.000 | 2.000–2.000 | **worse** |',
    '| bars | | new | | | |',
    '| ticker | gone | | | | |',
  ]);
});

test('the figures of a revision without --json are read from its Markdown', () => {
  const book = [
    '## From a frame to a book',
    '',
    '| | of `JSON.parse` | quartiles | µs a frame |',
    '|---|---:|---:|---:|',
    '| `JSON.parse` alone | 1.00000 | 1.00000–1.00000 | 9.18000 |',
    '| **rx-bitbank** `book$`, 20 levels a side | 0.55125 | 0.54000–0.55000 | 4.99000 |',
    '| rx-bitbank `book$`, every level | 0.75250 | 0.73000–0.77000 | 6.89000 |',
  ].join('\n');
  expect(readMarkdown('book', book)).toEqual({
    'frame to book of 20 levels, of JSON.parse': 0.55125,
    'frame to book of every level, of JSON.parse': 0.7525,
  });
  const socket = [
    '| `ws` + `JSON.parse` | 80.0 (61.1–96.0) | 20.0 / 75.3 | 1.00 / 1.00 | 400.0 / 431.0 | 1.00 / 1.00 |',
    '| **rx-bitbank** `book$`, 20 levels | 60.0 (46.9–96.3) | 22.0 / 60.4 | 0.93 / 0.80 | 100.0 / 192.8 | 0.32 / 0.45 |',
  ].join('\n');
  expect(readMarkdown('socket', socket)).toEqual({
    'processor time of a frame over a socket, of ws + JSON.parse': 0.75,
    'delay of a diff over a socket, of ws + JSON.parse': 1.1,
    'delay of a whole over a socket, of ws + JSON.parse': 0.25,
  });
  const simulator =
    '10,000 orders in virtual mode: orders/s 7,000, orders/s of processor time 5,000, private messages 30,000\n' +
    'one client at full speed: frames/s 300,000, frames/s of simulator processor time 500,000';
  expect(readMarkdown('simulator', simulator)).toEqual({
    'an order in the virtual simulator, µs': 200,
    'a frame of the simulator at full speed, µs': 2,
  });
});

test('Markdown without a row that is looked for is an error, not a figure', () => {
  expect(() => readMarkdown('book', 'This section failed')).toThrow('there is no row');
});
