import type { Quote } from '../../model/quote';
import type { Ticker } from '../../model/ticker';
import { describeDiagnostic } from '../common/describe-diagnostic';
import { zoneAt } from '../common/local-time';
import type { WatchFeed } from '../watch/watch-event';
import { chart } from './chart';
import { ladder } from './ladder';
import { timeOfDay, grouped, placesOf } from './numbers';
import type { ScreenState } from './state';
import { tape } from './tape';
import { beside, fit, flow, span, spread, type Line, type Style } from './text';

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

export interface ScreenOptions {
  readonly pair: string;
  /** The source of the frames, in a word. */
  readonly source: string;
  readonly feeds: readonly WatchFeed[];
}

/** Returns the parts of the first lines. */
const tickerParts = (pair: string, ticker: Ticker | null): readonly Line[] => {
  if (ticker === null) return [[span(pair, 'bold')], [span('waiting for the first ticker', 'dim')]];
  const { last, open, high, low, volume } = ticker;
  const places = placesOf([last ?? 0, open ?? 0, high ?? 0, low ?? 0]);
  const price = (value: number | null): string => (value === null ? 'none' : grouped(value, places));
  const change = last === null || open === null || open === 0 ? 0 : ((last - open) / open) * 100;
  const style: Style = change < 0 ? 'sell' : 'buy';
  return [
    [span(pair, 'bold')],
    [span(price(last), style)],
    [span(`${change < 0 ? '' : '+'}${change.toFixed(2)} %`, style)],
    [span('24 h ', 'dim'), span(`${price(low)} to ${price(high)}`)],
    ...(volume === null
      ? []
      : [
          [
            span('volume ', 'dim'),
            span(`${grouped(volume, placesOf([volume]))} ${pair.split('_')[0] ?? ''}`),
          ],
        ]),
  ];
};

const quoteParts = ({ bid, bidAmount, ask, askAmount }: Quote): readonly Line[] => {
  const places = placesOf([bid ?? 0, ask ?? 0]);
  const side = (price: number | null, amount: number | null): string =>
    price === null || amount === null ? 'none' : `${grouped(price, places)} × ${amount}`;
  return [
    [span('bid ', 'dim'), span(side(bid, bidAmount), 'buy')],
    [span('ask ', 'dim'), span(side(ask, askAmount), 'sell')],
  ];
};

const statusLine = ({ connection, ticker }: ScreenState, source: string, width: number): Line => {
  const state = connection?.state ?? 'idle';
  const style: Style = state === 'open' ? 'buy' : 'warning';
  const cause = connection?.cause ?? null;
  return spread(
    [span(`● ${state}`, style), span(`  ${source}`), span(cause === null ? '' : `  ${cause}`, 'dim')],
    [span(ticker === null ? 'q ends' : `times ${zoneAt(ticker.timestamp)}  q ends`, 'dim')],
    width,
  );
};

const diagnosticLines = ({ diagnostics }: ScreenState, height: number): readonly Line[] =>
  diagnostics
    .slice(-height)
    .map((diagnostic) => [span(`${timeOfDay(diagnostic.at)} ${describeDiagnostic(diagnostic)}`, 'warning')]);

/** The least width of a screen with the tape beside the book. On a narrower screen it is below. */
const leastBeside = 66;

const exactly = (lines: readonly Line[], height: number): readonly Line[] =>
  Array.from({ length: height }, (_, i) => lines[i] ?? []);

const middle = (
  state: ScreenState,
  feeds: readonly WatchFeed[],
  width: number,
  height: number,
): readonly Line[] => {
  const [book, trades] = [feeds.includes('book'), feeds.includes('trades')];
  if (!trades) return book ? ladder(state.book, width, height) : [];
  if (!book) return tape(state.trades, width, height);
  if (width < leastBeside) {
    const bookHeight = Math.ceil(height * 0.6);
    return [
      ...exactly(ladder(state.book, width, bookHeight), bookHeight),
      ...tape(state.trades, width, height - bookHeight),
    ];
  }
  const tapeWidth = Math.min(42, Math.floor(width / 2));
  const ladderWidth = width - tapeWidth;
  return beside(
    ladder(state.book, ladderWidth - 2, height),
    ladderWidth,
    tape(state.trades, tapeWidth, height),
  );
};

const diagnosticRows = 2;

/** Renders the whole screen: as many lines as it has rows, each as wide as it has columns. */
export const renderScreen = (
  state: ScreenState,
  { pair, source, feeds }: ScreenOptions,
  { columns, rows }: ScreenSize,
): readonly Line[] => {
  const quotes =
    feeds.includes('quotes') && !feeds.includes('book') && state.quote !== null
      ? quoteParts(state.quote)
      : [];
  const header = [...flow(tickerParts(pair, state.ticker), columns), ...flow(quotes, columns), []];
  const footer = [
    [],
    statusLine(state, source, columns),
    ...exactly(diagnosticLines(state, diagnosticRows), diagnosticRows),
  ];
  const body = Math.max(0, rows - header.length - footer.length);
  const hasMiddle = feeds.includes('book') || feeds.includes('trades');
  const chartRows = !feeds.includes('candles') ? 0 : hasMiddle ? Math.min(14, Math.floor(body * 0.36)) : body;
  const middleRows = chartRows > 0 && hasMiddle ? body - chartRows - 1 : body - chartRows;
  const lines = [
    ...header,
    ...(hasMiddle ? exactly(middle(state, feeds, columns, middleRows), middleRows) : []),
    ...(hasMiddle && chartRows > 0 ? [[]] : []),
    ...exactly(chartRows > 0 ? chart(state.candles, columns, chartRows) : [], chartRows),
    ...footer,
  ];
  return exactly(lines, rows).map((line) => fit(line, columns));
};
