import {
  compareDecimals,
  decimalOf,
  fromUnits,
  multiplyDecimals,
  scaleOf,
  sumDecimals,
  toUnits,
} from '../../model/decimal';
import type { Instrument } from '../../model/instrument';
import type { DecimalInput, OrderRequest } from '../../model/order';
import type { Level } from '../../model/order-book';

/**
 * An estimate of the amount that an order would lock and of its cost, as far as that is known before it is sent.
 * Amounts are decimals.
 */
export interface Estimate {
  /** The basis of the figures, in words. */
  readonly by: string;
  /** The value of the order at that price, in the quote currency. */
  readonly notional: string;
  /**
   * The locked amount; `null` if no asset is locked, as by a margin order. It is approximate, because the venue does
   * not document it.
   */
  readonly locks: { readonly asset: string; readonly amount: string } | null;
  /** Fees on the whole amount, in the quote currency: as a maker, if it may rest, and as a taker, if it may take. */
  readonly fee: { readonly maker: string | null; readonly taker: string | null };
}

/** The digits that are kept of a computed amount. */
const places = 4;

/** Cuts off a value, as the venue cuts locks. */
const cut = (value: string): string => {
  const scale = Math.max(scaleOf(value), places);
  return fromUnits(toUnits(value, scale) / 10n ** BigInt(scale - places), places);
};

const plain = (value: DecimalInput): string => (typeof value === 'number' ? decimalOf(value) : value);

/** Returns the value of an amount at the levels that it would take, best first; `null` if they hold less. */
const taken = (levels: readonly Level[], amount: string): { worth: string; last: number } | null => {
  let rest = amount;
  let worth = '0';
  for (const { price, amount: offered } of levels) {
    const part = compareDecimals(decimalOf(offered), rest) < 0 ? decimalOf(offered) : rest;
    worth = sumDecimals([worth, multiplyDecimals(decimalOf(price), part)]);
    rest = sumDecimals([rest, `-${part}`]);
    if (compareDecimals(rest, '0') <= 0) return { worth, last: price };
  }
  return null;
};

type Priced = Pick<Estimate, 'by' | 'notional'> & { readonly expected: string };

const priced = (request: OrderRequest, amount: string, levels: readonly Level[] | null): Priced | null => {
  const own = request.price ?? request.triggerPrice;
  if (own !== undefined) {
    const price = plain(own);
    const name = request.price === undefined ? 'its trigger price' : 'its limit price';
    return { by: `${name}, ${price}`, notional: multiplyDecimals(price, amount), expected: price };
  }
  const [best] = levels ?? [];
  const all = levels === null ? null : taken(levels, amount);
  return best === undefined || all === null
    ? null
    : {
        by: `the book now, from ${best.price} to ${all.last}`,
        notional: all.worth,
        expected: decimalOf(best.price),
      };
};

const orZero = (rate: string): string => (compareDecimals(rate, '0') < 0 ? '0' : rate);

const withRate = (notional: string, rate: string): string =>
  cut(sumDecimals([notional, multiplyDecimals(notional, orZero(rate))]));

/**
 * Estimates a request that keeps the rules. `levels` are those that it would take, best first; `null` if they are not
 * known. Returns `null` if the amount is that of a position, or if the levels are not enough.
 */
export const estimateOf = (
  request: OrderRequest,
  { baseAsset, quoteAsset, fees, marketAllowanceRate }: Instrument,
  levels: readonly Level[] | null,
): Estimate | null => {
  if (request.amount === undefined) return null;
  const amount = plain(request.amount);
  const found = priced(request, amount, levels);
  if (found === null) return null;
  const { by, notional, expected } = found;
  const rests = request.type === 'limit' || request.type === 'stop_limit';
  const locked = (): Estimate['locks'] => {
    if (request.positionSide !== undefined) return null;
    if (request.side === 'sell') return { asset: baseAsset, amount };
    const highestFee =
      compareDecimals(fees.makerQuote, fees.takerQuote) > 0 ? fees.makerQuote : fees.takerQuote;
    return {
      asset: quoteAsset,
      amount: rests
        ? withRate(notional, highestFee)
        : withRate(multiplyDecimals(expected, amount), marketAllowanceRate),
    };
  };
  return {
    by,
    notional,
    locks: locked(),
    fee: {
      maker: rests ? cut(multiplyDecimals(notional, fees.makerQuote)) : null,
      taker: request.postOnly === true ? null : cut(multiplyDecimals(notional, fees.takerQuote)),
    },
  };
};
