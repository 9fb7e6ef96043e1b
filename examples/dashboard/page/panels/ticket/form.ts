import type { Instrument } from 'rx-bitbank';

/** The typed values of the ticket, and the messages about them. It is pure, so that it can be read and tested. */

/** Reads a typed decimal; full-width digits, commas and spaces are accepted. `null` if it is not one. */
export const decimalOf = (typed: string): string | null => {
  const text = typed
    .normalize('NFKC')
    .replace(/[,、，\s_]/g, '')
    .replace(/。/g, '.');
  return /^\d+(?:\.\d*)?$|^\.\d+$/.test(text)
    ? text
        .replace(/^\./, '0.')
        .replace(/\.$/, '')
        .replace(/^0+(?=\d)/, '')
    : null;
};

const digitsAfterPoint = (decimal: string): number => (decimal.split('.')[1] ?? '').replace(/0+$/, '').length;

/** The problem of a typed number. */
export type Problem =
  | { readonly type: 'missing' | 'no-number' | 'zero' }
  /** It is finer than the smallest step. */
  | { readonly type: 'step'; readonly step: string; readonly asset: string }
  | { readonly type: 'least'; readonly least: string; readonly asset: string };

/** Returns the problem; `null` if there is none, or if nothing was typed yet. */
export const problemOf = (
  typed: string,
  what: 'price' | 'amount',
  { priceDigits, amountDigits, minAmount, quoteAsset, baseAsset }: Instrument,
): Problem | null => {
  if (typed.trim() === '') return null;
  const decimal = decimalOf(typed);
  if (decimal === null) return { type: 'no-number' };
  if (Number(decimal) === 0) return { type: 'zero' };
  const digits = Math.max(0, what === 'price' ? priceDigits : amountDigits);
  if (digitsAfterPoint(decimal) > digits) {
    return {
      type: 'step',
      step: (10 ** -digits).toFixed(digits),
      asset: what === 'price' ? quoteAsset : baseAsset,
    };
  }
  return what === 'amount' && Number(decimal) < Number(minAmount)
    ? { type: 'least', least: minAmount, asset: baseAsset }
    : null;
};

export interface Draft {
  readonly side: 'buy' | 'sell';
  readonly type: string;
  readonly price: string | null;
  readonly triggerPrice: string | null;
  readonly amount: string | null;
}

export interface Market {
  readonly bid: number | null;
  readonly ask: number | null;
  /** The amount of the visible levels on the side that the order would take. */
  readonly shown: number;
}

/** Returns the price at which an order is valued. */
export const priceOf = ({ side, price, triggerPrice }: Draft, { bid, ask }: Market): number | null => {
  if (price !== null) return Number(price);
  if (triggerPrice !== null) return Number(triggerPrice);
  return side === 'buy' ? ask : bid;
};

/** Returns total and fee in the quote currency; `null` while they are not known. */
export const totalOf = (
  draft: Draft,
  market: Market,
  takerFee: string,
): { readonly total: number; readonly fee: number } | null => {
  const price = priceOf(draft, market);
  if (price === null || draft.amount === null) return null;
  const total = price * Number(draft.amount);
  return { total, fee: total * Number(takerFee) };
};

/** True for a limit order that meets the other side of the book. */
const isAcross = ({ side, price }: Draft, best: number | null): boolean =>
  price !== null && best !== null && (side === 'buy' ? Number(price) >= best : Number(price) <= best);

/** The distance from the market, as a share, above which the ticket asks. */
const farShare = 0.05;

/** A question to a person before an order leaves. */
export type Question =
  /** The distance from the market's best price; negative if it is below. */
  | { readonly type: 'far'; readonly share: number }
  | { readonly type: 'no-book' | 'deep' | 'no-worth' }
  /** The order is for more than the set amount, JPY. */
  | { readonly type: 'large'; readonly above: number };

/** The largest order that needs no question. */
export interface Limit {
  /** The limit in JPY. */
  readonly above: number;
  /** The worth in JPY of one unit of the quote currency; `null` if it is not known. */
  readonly worth: number | null;
}

export const questionsOf = (draft: Draft, market: Market, { above, worth }: Limit): readonly Question[] => {
  const questions: Question[] = [];
  const best = draft.side === 'buy' ? market.ask : market.bid;
  const price = draft.price ?? draft.triggerPrice;
  if (price !== null && best !== null) {
    const share = (Number(price) - best) / best;
    if (Math.abs(share) > farShare) questions.push({ type: 'far', share });
  }
  const takesAtOnce = draft.type === 'market' || (draft.type === 'limit' && isAcross(draft, best));
  if (best === null) questions.push({ type: 'no-book' });
  else if (takesAtOnce && draft.amount !== null && Number(draft.amount) > market.shown)
    questions.push({ type: 'deep' });
  const reckoned = priceOf(draft, market);
  if (reckoned !== null && draft.amount !== null) {
    if (worth === null) questions.push({ type: 'no-worth' });
    else if (reckoned * Number(draft.amount) * worth > above) questions.push({ type: 'large', above });
  }
  return questions;
};

/**
 * Returns the fraction of its price that a spot buy locks in addition: its fee, or the allowance of an order that takes
 * at any price.
 */
const lockRate = (type: string, { fees, marketAllowanceRate }: Instrument): number =>
  type === 'market' || type === 'stop'
    ? Number(marketAllowanceRate)
    : Math.max(0, Number(fees.makerQuote), Number(fees.takerQuote));

/** Returns a share of the free amount that the venue can lock, in whole lots of the base asset, rounded down. */
export const shareOf = (
  free: number,
  percent: number,
  draft: Draft,
  market: Market,
  instrument: Instrument,
): string | null => {
  const price = priceOf(draft, market);
  if (draft.side === 'buy' && (price === null || price <= 0)) return null;
  const spendable =
    draft.side === 'buy' ? free / ((price as number) * (1 + lockRate(draft.type, instrument))) : free;
  const { amountDigits } = instrument;
  const lots = Math.floor(((spendable * percent) / 100) * 10 ** amountDigits * (1 + 1e-12));
  return (lots / 10 ** amountDigits).toFixed(Math.max(0, amountDigits));
};
