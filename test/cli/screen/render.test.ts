import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderScreen } from '../../../src/cli/screen/render';
import { emptyScreen, onScreenEvent, type ScreenEvent } from '../../../src/cli/screen/state';
import { widthOf } from '../../../src/cli/screen/text';
import { watchFeeds } from '../../../src/cli/watch/watch-event';
import { book, candle, connection, ticker, trade } from './samples';

const events: readonly ScreenEvent[] = [
  { feed: 'connection', value: connection },
  { feed: 'ticker', value: ticker },
  { feed: 'book', value: book },
  { feed: 'trades', value: trade },
  { feed: 'candles', value: candle(0, { open: 100, high: 110, low: 95, close: 105 }) },
  { feed: 'candles', value: candle(1, { open: 105, high: 107, low: 90, close: 92 }) },
  {
    feed: 'diagnostics',
    value: { kind: 'room-silent', room: 'depth_whole_btc_jpy', due: 20_000, at: 0, count: 1 },
  },
];

const state = events.reduce(onScreenEvent, emptyScreen);
const options = { pair: 'btc_jpy', source: 'venue', feeds: watchFeeds };

const textOf = (...args: Parameters<typeof renderScreen>): string =>
  renderScreen(...args)
    .map((line) => line.map(({ text }) => text).join(''))
    .join('\n');

describe('renderScreen', () => {
  it('is exactly as large as the terminal, whatever is shown', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 250 }),
        fc.integer({ min: 1, max: 90 }),
        fc.subarray([...watchFeeds], { minLength: 1 }),
        fc.nat({ max: events.length }),
        (columns, rows, feeds, count) => {
          const shown = events.slice(0, count).reduce(onScreenEvent, emptyScreen);
          const lines = renderScreen(shown, { ...options, feeds }, { columns, rows });
          expect(lines.map(widthOf)).toEqual(Array.from({ length: rows }, () => columns));
        },
      ),
    );
  });

  it('cuts no number at any width: each number of a narrow screen stands on a wide one as well', () => {
    const numbers = (columns: number): readonly string[] =>
      textOf(state, options, { columns, rows: 40 }).match(/[\d.,:]*\d/g) ?? [];
    const wide = new Set(numbers(400));
    const times = [...wide].filter((text) => /^\d\d:\d\d:\d\d$/.test(text)).map((text) => text.slice(0, 5));
    for (let columns = 1; columns <= 250; columns++)
      expect(numbers(columns).filter((text) => !wide.has(text) && !times.includes(text))).toEqual([]);
  });

  it('shows prices, book, tape and candles at 30 columns', () => {
    const text = textOf(state, options, { columns: 30, rows: 40 });
    expect(text).toContain('13,638,335');
    expect(text).toContain('13,368,518 to 13,655,000');
    expect(text).toMatch(/13,638,336 {2}0\.0116/);
    expect(text).toMatch(/\d\d:\d\d(:\d\d)? s(ell)? 13,638,000 {2}0\.0001/);
    expect(text).toContain('1min, ');
  });

  it.each([80, 120])('shows everything at %i columns', (columns) => {
    const text = textOf(state, options, { columns, rows: 24 });
    expect(text).toContain('13,638,335');
    expect(text).toContain('+1.25 %');
    expect(text).toContain('spread 336');
    expect(text).toMatch(/sell +13,638,000 +0\.0001/);
    expect(text).toContain('1min, ');
    expect(text).toContain('● open');
    expect(text).toContain('depth_whole_btc_jpy was silent');
  });

  it('shows only the feeds that are asked for', () => {
    const text = textOf(state, { ...options, feeds: ['trades'] }, { columns: 80, rows: 24 });
    expect(text).toMatch(/sell +13,638,000/);
    expect(text).not.toContain('spread');
    expect(text).not.toContain('1min, ');
  });

  it('marks a stale and a crossed book', () => {
    const marked = onScreenEvent(state, { feed: 'book', value: { ...book, stale: true, crossed: true } });
    expect(textOf(marked, options, { columns: 80, rows: 24 })).toMatch(/spread .* crossed {2}stale/);
  });

  it('waits in words', () => {
    const text = textOf(emptyScreen, options, { columns: 80, rows: 24 });
    expect(text).toContain('waiting for the first ticker');
    expect(text).toContain('waiting for the first whole book');
    expect(text).toContain('no trade yet');
    expect(text).toContain('no candle yet');
  });
});

describe('onScreenEvent', () => {
  it('keeps the newest trade first, and a bounded number', () => {
    const many = Array.from({ length: 500 }, (_, id): ScreenEvent => ({
      feed: 'trades',
      value: { ...trade, id },
    }));
    const { trades } = many.reduce(onScreenEvent, emptyScreen);
    expect(trades[0]?.id).toBe(499);
    expect(trades).toHaveLength(200);
  });

  it('begins a tape with trades that were read, below those of the stream, each once', () => {
    const heard = onScreenEvent(emptyScreen, { feed: 'trades', value: { ...trade, id: 7 } });
    const read = [5, 6, 7].map((id) => ({ ...trade, id }));
    const { trades } = onScreenEvent(heard, { feed: 'tape', value: read });
    expect(trades.map(({ id }) => id)).toEqual([7, 6, 5]);
  });

  it('replaces a candle of the same open time', () => {
    const later = candle(0, { open: 100, high: 120, low: 95, close: 118 });
    const { candles } = onScreenEvent(state, { feed: 'candles', value: later });
    expect(candles).toHaveLength(2);
    expect(candles[0]).toEqual(later);
  });
});
