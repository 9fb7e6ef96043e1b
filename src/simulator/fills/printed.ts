import { lessLots, minLots, type Lots } from '../venue/index';
import {
  type Filled,
  type FillModel,
  meets,
  type Print,
  type RestingQuote,
  type QuoteFill,
  withFills,
} from './model';

/** Applies a print to the quotes of its market. A print fills at most its own amount, once, over all of them. */

/** True if the taker on the other side could have met the quote. */
const isReached = ({ name }: FillModel, quote: RestingQuote, { price }: Print): boolean =>
  name === 'through'
    ? quote.price !== price && meets(quote.side, quote.price, price)
    : meets(quote.side, quote.price, price);

/**
 * Returns the ids of the quotes that a print must have filled, although the amounts ahead of them are not known: those
 * that it went through, and with `touch` also those at its price.
 */
export const passedBy = (
  model: FillModel,
  quotes: readonly RestingQuote[],
  print: Print,
): readonly number[] => {
  const strict: FillModel = model.name === 'queue' ? { name: 'through' } : model;
  return quotes
    .filter((quote) => quote.side !== print.side && isReached(strict, quote, print))
    .map(({ id }) => id);
};

/**
 * Fills the quotes at exactly the price of the print, in their order. The amount ahead of each quote is taken first.
 */
const fillQueue = (
  queue: readonly RestingQuote[],
  amount: Lots,
): { readonly fills: readonly QuoteFill[]; readonly eaten: Lots } => {
  const fills: QuoteFill[] = [];
  let budget = amount;
  let eaten = 0n;
  for (const { id, remaining, ahead } of queue) {
    // An amount that is not displayed may never end, so the queue stops here.
    if (ahead === null) break;
    const first = minLots(lessLots(ahead, eaten), budget);
    eaten += first;
    budget -= first;
    const filled = minLots(remaining, budget);
    budget -= filled;
    if (filled > 0n) fills.push({ id, amount: filled });
    if (budget === 0n) break;
  }
  return { fills, eaten };
};

const afterTaking = (quote: RestingQuote, eaten: Lots): RestingQuote =>
  quote.ahead === null ? quote : { ...quote, ahead: lessLots(quote.ahead, eaten) };

/** Moves a quote that was traded through to the front: no order of the others is left ahead of it. */
const atTheFront = (quote: RestingQuote): RestingQuote =>
  quote.ahead === 0n ? quote : { ...quote, ahead: 0n };

/** Applies a print. `quotes` are sorted, best price first, then the oldest; they are of one side or of both. */
export const printed = (model: FillModel, quotes: readonly RestingQuote[], print: Print): Filled => {
  const isHit = (quote: RestingQuote): boolean => quote.side !== print.side && isReached(model, quote, print);
  const hit = quotes.filter(isHit);
  if (hit.length === 0) return { quotes, fills: [] };
  const waits = model.name === 'queue';
  const isThrough = (quote: RestingQuote): boolean => !waits || quote.price !== print.price;
  const fills: QuoteFill[] = [];
  let budget = print.amount;
  for (const { id, remaining } of hit.filter(isThrough)) {
    const amount = minLots(remaining, budget);
    budget -= amount;
    if (amount > 0n) fills.push({ id, amount });
  }
  const queue = hit.filter((quote) => !isThrough(quote));
  const queued = fillQueue(queue, budget);
  return withFills(
    quotes.map((quote) => {
      if (!waits || !isHit(quote)) return quote;
      return isThrough(quote) ? atTheFront(quote) : afterTaking(quote, queued.eaten);
    }),
    [...fills, ...queued.fills],
  );
};
