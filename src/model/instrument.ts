import type { Pair } from './pair';

/**
 * The rules of a pair, by which orders are checked. Rates and amounts are the venue's decimal strings.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-all-pairs-info
 */
export interface Instrument {
  readonly pair: Pair;
  readonly baseAsset: string;
  readonly quoteAsset: string;
  readonly fees: {
    readonly makerBase: string;
    readonly takerBase: string;
    /** The maker's fee rate in the quote currency. A negative one is a rebate. */
    readonly makerQuote: string;
    readonly takerQuote: string;
    readonly marginOpenMakerQuote: string | null;
    readonly marginOpenTakerQuote: string | null;
    readonly marginCloseMakerQuote: string | null;
    readonly marginCloseTakerQuote: string | null;
  };
  /** The rules of margin trading; `null` if the pair has none. Interest is a rate per day, ratios are of the notional. */
  readonly margin: {
    readonly longInterest: string;
    readonly shortInterest: string;
    readonly currentIndividualRatio: string | null;
    readonly currentCompanyRatio: string | null;
  } | null;
  /** Minimum amount of an order, base currency. */
  readonly minAmount: string;
  /** Maximum amount of a limit order, base currency. */
  readonly limitMaxAmount: string;
  /** Maximum amount of a market order, base currency. */
  readonly marketMaxAmount: string;
  /** The extra part that a market buy locks beyond its expected price, as a rate. */
  readonly marketAllowanceRate: string;
  /** Decimal places of a price: the tick is 10^-priceDigits. */
  readonly priceDigits: number;
  /** Decimal places of an amount: the lot is 10^-amountDigits. */
  readonly amountDigits: number;
  readonly enabled: boolean;
  /** The functions that the venue suspends now. */
  readonly stopped: {
    readonly order: boolean;
    readonly orderAndCancel: boolean;
    readonly market: boolean;
    readonly stop: boolean;
    readonly stopLimit: boolean;
    readonly marginLong: boolean;
    readonly marginShort: boolean;
    readonly buy: boolean;
    readonly sell: boolean;
  };
}
