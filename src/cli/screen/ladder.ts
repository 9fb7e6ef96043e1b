import type { Level, OrderBook } from '../../model/order-book';
import { grouped, placesOf } from './numbers';
import { fit, fullest, span, type Line, type Style } from './text';

/**
 * The ladder: asks above, the best nearest the spread, bids below. Bars grow with the square root of the amount,
 * because amounts of one book span five orders of magnitude.
 */

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/**
 * Returns a bar of `share` (0 to 1) of the width, in eighths of a column. Any share above zero shows at least one
 * eighth.
 */
export const gaugeOf = (share: number, width: number): string => {
  const units = Math.max(share > 0 ? 1 : 0, Math.round(share * width * 8));
  return '█'.repeat(Math.floor(units / 8)) + (eighths[units % 8] ?? '');
};

interface Columns {
  readonly price: number;
  readonly amount: number;
  readonly pricePlaces: number;
  readonly amountPlaces: number;
  readonly largest: number;
}

const columnsOf = (levels: readonly Level[]): Columns => {
  const prices = levels.map(({ price }) => price);
  const amounts = levels.map(({ amount }) => amount);
  const pricePlaces = placesOf(prices);
  const amountPlaces = placesOf(amounts);
  const widest = (values: readonly number[], places: number): number =>
    Math.max(0, ...values.map((value) => grouped(value, places).length));
  return {
    price: widest(prices, pricePlaces),
    amount: widest(amounts, amountPlaces),
    pricePlaces,
    amountPlaces,
    largest: Math.max(0, ...amounts),
  };
};

const levelLine = ({ price, amount }: Level, style: Style, columns: Columns, width: number): Line => {
  const priceText = grouped(price, columns.pricePlaces).padStart(columns.price);
  const amountText = grouped(amount, columns.amountPlaces).padStart(columns.amount);
  const room = width - priceText.length - amountText.length - 4;
  return fit(
    [
      span(priceText, style),
      span(`  ${amountText}  `),
      span(gaugeOf(Math.sqrt(amount / columns.largest), Math.max(0, room)), style),
    ],
    width,
  );
};

const spreadLine = ({ bids, asks, crossed, stale }: OrderBook, places: number, width: number): Line => {
  const [bid, ask] = [bids[0]?.price, asks[0]?.price];
  const marks = [...(crossed ? ['crossed'] : []), ...(stale ? ['stale'] : [])].map((mark) =>
    span(`  ${mark}`, 'warning'),
  );
  if (bid === undefined || ask === undefined) return [span('no spread: a side is empty', 'dim'), ...marks];
  const spread = span(`spread ${grouped(ask - bid, places)}`, 'dim');
  const share = span(`  ${(((ask - bid) / ask) * 100).toFixed(3)} %`, 'dim');
  return fullest([[spread, share, ...marks], [spread, ...marks], marks], width);
};

/** Renders at most `height` lines of a book. */
export const ladder = (book: OrderBook | null, width: number, height: number): readonly Line[] => {
  if (book === null) return [[span('waiting for the first whole book', 'dim')]];
  const levels = Math.max(0, Math.floor((height - 1) / 2));
  const [asks, bids] = [book.asks.slice(0, levels), book.bids.slice(0, levels)];
  const columns = columnsOf([...asks, ...bids]);
  return [
    ...Array.from({ length: levels - asks.length }, (): Line => []),
    ...asks.map((level) => levelLine(level, 'sell', columns, width)).reverse(),
    spreadLine(book, columns.pricePlaces, width),
    ...bids.map((level) => levelLine(level, 'buy', columns, width)),
  ];
};
