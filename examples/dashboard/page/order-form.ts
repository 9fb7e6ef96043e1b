import type { Instrument } from 'rx-bitbank';

/** What a person typed into the ticket, and what there is to say about it: pure, so that it can be read and tested. */

/** A decimal as one types it: full-width digits, commas and spaces are taken. `null`: it is none. */
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

/** What is wrong with a number; empty: nothing. */
export const problemOf = (
  typed: string,
  what: 'price' | 'amount',
  { priceDigits, amountDigits, minAmount, quoteAsset, baseAsset }: Instrument,
): string => {
  if (typed.trim() === '') return '';
  const decimal = decimalOf(typed);
  if (decimal === null) return 'This is not a number.';
  if (Number(decimal) === 0) return 'It must be more than 0.';
  const digits = what === 'price' ? priceDigits : amountDigits;
  const step = (10 ** -digits).toFixed(Math.max(0, digits));
  if (digitsAfterPoint(decimal) > Math.max(0, digits))
    return `The smallest step is ${step} ${what === 'price' ? quoteAsset : baseAsset}.`;
  if (what === 'amount' && Number(decimal) < Number(minAmount))
    return `The least is ${minAmount} ${baseAsset}.`;
  return '';
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
  /** What the levels on the screen hold on the side that the order would take. */
  readonly shown: number;
}

/** The price at which an order is to be reckoned. */
export const priceOf = ({ side, price, triggerPrice }: Draft, { bid, ask }: Market): number | null => {
  if (price !== null) return Number(price);
  if (triggerPrice !== null) return Number(triggerPrice);
  return side === 'buy' ? ask : bid;
};

/** Total and fee in quote currency; `null` while they can't be told. */
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

/** Further from the market than this is asked about. */
const farShare = 0.05;

/** What a person should be asked before an order leaves; empty: nothing. */
export const questionsOf = (draft: Draft, market: Market, askAbove: number): readonly string[] => {
  const questions: string[] = [];
  const best = draft.side === 'buy' ? market.ask : market.bid;
  const price = draft.price ?? draft.triggerPrice;
  if (price !== null && best !== null) {
    const distance = (Number(price) - best) / best;
    if (Math.abs(distance) > farShare)
      questions.push(
        `The price is ${Math.abs(distance * 100).toFixed(1)} % ${distance < 0 ? 'below' : 'above'} the market.`,
      );
  }
  if (best === null) questions.push('There is no live book to compare it with.');
  else if (draft.type === 'market' && draft.amount !== null && Number(draft.amount) > market.shown)
    questions.push('It takes more than the levels that are shown.');
  const reckoned = priceOf(draft, market);
  if (reckoned !== null && draft.amount !== null && reckoned * Number(draft.amount) > askAbove)
    questions.push(`It is for more than ${askAbove.toLocaleString('en-US')}.`);
  return questions;
};

/** A share of what is free, in whole lots of the base asset, rounded down. */
export const shareOf = (
  free: number,
  percent: number,
  price: number | null,
  side: 'buy' | 'sell',
  { amountDigits, fees }: Instrument,
): string | null => {
  if (side === 'buy' && (price === null || price <= 0)) return null;
  const spendable =
    side === 'buy' ? free / ((price as number) * (1 + Math.max(0, Number(fees.takerQuote)))) : free;
  const lots = Math.floor(((spendable * percent) / 100) * 10 ** amountDigits * (1 + 1e-12));
  return (lots / 10 ** amountDigits).toFixed(Math.max(0, amountDigits));
};
