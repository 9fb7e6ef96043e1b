import * as t from 'io-ts';
import type { Instrument } from '../model/instrument';
import { DecimalString, optional } from './primitives';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-all-pairs-info */
const Digits = new t.Type<number>(
  'a number of digits',
  (input): input is number => Number.isInteger(input),
  (input, context) =>
    Number.isInteger(input) && (input as number) >= 0 && (input as number) <= 20
      ? t.success(input as number)
      : t.failure(input, context),
  t.identity,
);

export const SpotPair = t.intersection(
  [
    t.type({
      name: t.string,
      base_asset: t.string,
      quote_asset: t.string,
      maker_fee_rate_base: DecimalString,
      taker_fee_rate_base: DecimalString,
      maker_fee_rate_quote: DecimalString,
      taker_fee_rate_quote: DecimalString,
      unit_amount: DecimalString,
      limit_max_amount: DecimalString,
      market_max_amount: DecimalString,
      market_allowance_rate: DecimalString,
      price_digits: Digits,
      amount_digits: Digits,
      is_enabled: t.boolean,
      stop_order: t.boolean,
      stop_order_and_cancel: t.boolean,
    }),
    t.partial({
      margin_open_maker_fee_rate_quote: optional(DecimalString),
      margin_open_taker_fee_rate_quote: optional(DecimalString),
      margin_close_maker_fee_rate_quote: optional(DecimalString),
      margin_close_taker_fee_rate_quote: optional(DecimalString),
      margin_long_interest: optional(DecimalString),
      margin_short_interest: optional(DecimalString),
      margin_current_individual_ratio: optional(DecimalString),
      margin_current_company_ratio: optional(DecimalString),
      stop_market_order: t.boolean,
      stop_stop_order: t.boolean,
      stop_stop_limit_order: t.boolean,
      stop_margin_long_order: t.boolean,
      stop_margin_short_order: t.boolean,
      stop_buy_order: t.boolean,
      stop_sell_order: t.boolean,
    }),
  ],
  'a pair',
);

export const SpotPairsData = t.type({ pairs: t.array(SpotPair, 'pairs') }, 'an object with pairs');
export type SpotPairsData = t.TypeOf<typeof SpotPairsData>;

const toInstrument = (row: t.TypeOf<typeof SpotPair>): Instrument => ({
  pair: row.name,
  baseAsset: row.base_asset,
  quoteAsset: row.quote_asset,
  fees: {
    makerBase: row.maker_fee_rate_base,
    takerBase: row.taker_fee_rate_base,
    makerQuote: row.maker_fee_rate_quote,
    takerQuote: row.taker_fee_rate_quote,
    marginOpenMakerQuote: row.margin_open_maker_fee_rate_quote ?? null,
    marginOpenTakerQuote: row.margin_open_taker_fee_rate_quote ?? null,
    marginCloseMakerQuote: row.margin_close_maker_fee_rate_quote ?? null,
    marginCloseTakerQuote: row.margin_close_taker_fee_rate_quote ?? null,
  },
  margin:
    row.margin_long_interest == null || row.margin_short_interest == null
      ? null
      : {
          longInterest: row.margin_long_interest,
          shortInterest: row.margin_short_interest,
          currentIndividualRatio: row.margin_current_individual_ratio ?? null,
          currentCompanyRatio: row.margin_current_company_ratio ?? null,
        },
  minAmount: row.unit_amount,
  limitMaxAmount: row.limit_max_amount,
  marketMaxAmount: row.market_max_amount,
  marketAllowanceRate: row.market_allowance_rate,
  priceDigits: row.price_digits,
  amountDigits: row.amount_digits,
  enabled: row.is_enabled,
  stopped: {
    order: row.stop_order,
    orderAndCancel: row.stop_order_and_cancel,
    market: row.stop_market_order ?? false,
    stop: row.stop_stop_order ?? false,
    stopLimit: row.stop_stop_limit_order ?? false,
    marginLong: row.stop_margin_long_order ?? false,
    marginShort: row.stop_margin_short_order ?? false,
    buy: row.stop_buy_order ?? false,
    sell: row.stop_sell_order ?? false,
  },
});

export const toInstruments = (data: SpotPairsData): readonly Instrument[] => data.pairs.map(toInstrument);
