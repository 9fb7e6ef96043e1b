import type { Instrument } from '../model/instrument';
import { itself, list, mapped, otherwise, property, record } from './combinators';
import { DecimalString, Flag, same, Text } from './primitives';

const Digits = same(
  'a number of digits',
  (input): input is number => Number.isInteger(input) && (input as number) >= 0 && (input as number) <= 20,
);

const Rate = otherwise(DecimalString, null);
const OptionalFlag = otherwise(Flag, false);

const Fees = record<Instrument['fees']>('fees', {
  makerBase: ['maker_fee_rate_base', DecimalString],
  takerBase: ['taker_fee_rate_base', DecimalString],
  makerQuote: ['maker_fee_rate_quote', DecimalString],
  takerQuote: ['taker_fee_rate_quote', DecimalString],
  marginOpenMakerQuote: ['margin_open_maker_fee_rate_quote', Rate],
  marginOpenTakerQuote: ['margin_open_taker_fee_rate_quote', Rate],
  marginCloseMakerQuote: ['margin_close_maker_fee_rate_quote', Rate],
  marginCloseTakerQuote: ['margin_close_taker_fee_rate_quote', Rate],
});

type Margin = NonNullable<Instrument['margin']>;

const MarginRates = record<{ readonly [K in keyof Margin]: string | null }>('margin rates', {
  longInterest: ['margin_long_interest', Rate],
  shortInterest: ['margin_short_interest', Rate],
  currentIndividualRatio: ['margin_current_individual_ratio', Rate],
  currentCompanyRatio: ['margin_current_company_ratio', Rate],
});

const Margin = mapped(MarginRates, ({ longInterest, shortInterest, ...ratios }): Margin | null =>
  longInterest === null || shortInterest === null ? null : { longInterest, shortInterest, ...ratios },
);

const Stopped = record<Instrument['stopped']>('what is suspended', {
  order: ['stop_order', Flag],
  orderAndCancel: ['stop_order_and_cancel', Flag],
  market: ['stop_market_order', OptionalFlag],
  stop: ['stop_stop_order', OptionalFlag],
  stopLimit: ['stop_stop_limit_order', OptionalFlag],
  marginLong: ['stop_margin_long_order', OptionalFlag],
  marginShort: ['stop_margin_short_order', OptionalFlag],
  buy: ['stop_buy_order', OptionalFlag],
  sell: ['stop_sell_order', OptionalFlag],
});

const SpotPair = record<Instrument>('a pair', {
  pair: ['name', Text],
  baseAsset: Text,
  quoteAsset: Text,
  fees: [itself, Fees],
  margin: [itself, Margin],
  minAmount: ['unit_amount', DecimalString],
  limitMaxAmount: DecimalString,
  marketMaxAmount: DecimalString,
  marketAllowanceRate: DecimalString,
  priceDigits: Digits,
  amountDigits: Digits,
  enabled: ['is_enabled', Flag],
  stopped: [itself, Stopped],
});

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-all-pairs-info */
export const SpotPairsData = property('pairs', list('pairs', SpotPair));
