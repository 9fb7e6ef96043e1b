import type { Instrument } from '../../model/instrument';
import type { DepthWhole, Level } from '../../model/order-book';
import type { Side } from '../../model/pair';
import type { Ticker } from '../../model/ticker';
import type { Trade } from '../../model/trade';
import type { VenueStatus } from '../../model/venue-status';
import { localTime } from '../common/local-time';
import { grouped, placesOf } from '../screen/numbers';
import { left, right, type Column } from '../common/table';

/** Formats the values of a column with equally many places, so that their points are below each other. */
const aligned = (values: readonly number[]): ((value: number) => string) => {
  const places = placesOf(values);
  return (value) => grouped(value, places);
};

const pricesOf = ({ bid, ask, last, open, high, low }: Ticker): readonly number[] =>
  [bid, ask, last, open, high, low].filter((value) => value !== null);

/** Formats a price of a pair with the places of that pair. */
const price = (ticker: Ticker, value: number | null): string =>
  value === null ? '-' : grouped(value, placesOf(pricesOf(ticker)));

const change = ({ last, open }: Ticker): string => {
  if (last === null || open === null || open === 0) return '-';
  const percent = ((last - open) / open) * 100;
  return `${percent < 0 ? '' : '+'}${percent.toFixed(2)} %`;
};

export const tickerColumns: readonly Column<Ticker>[] = [
  left('PAIR', ({ pair }) => pair),
  right('LAST', (ticker) => price(ticker, ticker.last)),
  right('24 H', change),
  right('BID', (ticker) => price(ticker, ticker.bid)),
  right('ASK', (ticker) => price(ticker, ticker.ask)),
  right('LOW', (ticker) => price(ticker, ticker.low)),
  right('HIGH', (ticker) => price(ticker, ticker.high)),
  right('VOLUME', ({ volume }) => (volume === null ? '-' : grouped(volume, placesOf([volume])))),
  left('TIME', ({ timestamp }) => localTime(timestamp)),
];

export const tradeColumns = (trades: readonly Trade[]): readonly Column<Trade>[] => {
  const [priceText, amountText] = [
    aligned(trades.map((trade) => trade.price)),
    aligned(trades.map(({ amount }) => amount)),
  ];
  return [
    left('TIME', ({ timestamp }) => localTime(timestamp)),
    left('SIDE', ({ side }) => side),
    right('PRICE', (trade) => priceText(trade.price)),
    right('AMOUNT', ({ amount }) => amountText(amount)),
    right('ID', ({ id }) => `${id}`),
  ];
};

/** A level of a book, with the total amount from the best price up to and including it. */
export interface DepthRow extends Level {
  readonly side: Side;
  readonly total: number;
}

const rowsOf = (side: Side, levels: readonly Level[]): readonly DepthRow[] => {
  let total = 0;
  return levels.map((level) => {
    total += level.amount;
    return { ...level, side, total };
  });
};

/** Returns the asks from above down to the best one, then the bids from the best one down. */
export const depthRows = ({ bids, asks }: Pick<DepthWhole, 'bids' | 'asks'>): readonly DepthRow[] => [
  ...[...rowsOf('sell', asks)].reverse(),
  ...rowsOf('buy', bids),
];

export const depthColumns = (rows: readonly DepthRow[]): readonly Column<DepthRow>[] => {
  const priceText = aligned(rows.map((row) => row.price));
  const amountPlaces = placesOf(rows.map(({ amount }) => amount));
  return [
    left('', ({ side }) => (side === 'sell' ? 'ask' : 'bid')),
    right('PRICE', (row) => priceText(row.price)),
    right('AMOUNT', ({ amount }) => grouped(amount, amountPlaces)),
    right('TOTAL', ({ total }) => grouped(total, amountPlaces)),
  ];
};

const percent = (rate: string): string => `${Number((Number(rate) * 100).toFixed(6))} %`;

/** Describes suspensions in the venue's words; `-` if there are none. Every kind of order is one word, so that the table stays narrow. */
const stoppedOf = ({ enabled, stopped }: Instrument): string => {
  const names = stopped.orderAndCancel
    ? ['all orders and cancels']
    : stopped.order
      ? ['all orders']
      : Object.entries(stopped).flatMap(([name, isStopped]) => (isStopped ? [name] : []));
  const all = enabled ? names : ['not enabled', ...names];
  return all.length === 0 ? '-' : all.join(', ');
};

export const pairColumns: readonly Column<Instrument>[] = [
  left('PAIR', ({ pair }) => pair),
  right('MINIMUM', ({ minAmount }) => minAmount),
  right('LIMIT MAX', ({ limitMaxAmount }) => limitMaxAmount),
  right('MARKET MAX', ({ marketMaxAmount }) => marketMaxAmount),
  right('TICK', ({ priceDigits }) => (10 ** -priceDigits).toFixed(priceDigits)),
  right('LOT', ({ amountDigits }) => (10 ** -amountDigits).toFixed(amountDigits)),
  right('MAKER', ({ fees }) => percent(fees.makerQuote)),
  right('TAKER', ({ fees }) => percent(fees.takerQuote)),
  left('MARGIN', ({ margin }) => (margin === null ? 'no' : 'yes')),
  left('STOPPED', stoppedOf),
];

export const statusColumns: readonly Column<VenueStatus>[] = [
  left('PAIR', ({ pair }) => pair),
  left('STATE', ({ state }) => state),
  right('MINIMUM', ({ minAmount }) => minAmount),
];
