import type { Instrument } from '../model/instrument';
import { itself, mapped, otherwise, property, record, rows, snakeCase } from './combinators';
import { DecimalString, Flag, same, Text } from './primitives';

const Digits = same(
  'a number of digits',
  (input): input is number => Number.isInteger(input) && (input as number) >= 0 && (input as number) <= 20,
);

const Rate = otherwise(DecimalString, null);
const OptionalFlag = otherwise(Flag, false);

const Fees = record<Instrument['fees']>(
  'fees',
  {
    makerBase: DecimalString,
    takerBase: DecimalString,
    makerQuote: DecimalString,
    takerQuote: DecimalString,
    marginOpenMakerQuote: Rate,
    marginOpenTakerQuote: Rate,
    marginCloseMakerQuote: Rate,
    marginCloseTakerQuote: Rate,
  },
  // `maker_fee_rate_base`
  (field) => snakeCase(field).replace(/_(?=base|quote)/, '_fee_rate_'),
);

type Margin = NonNullable<Instrument['margin']>;

const MarginRates = record<{ readonly [K in keyof Margin]: string | null }>(
  'margin rates',
  {
    longInterest: Rate,
    shortInterest: Rate,
    currentIndividualRatio: Rate,
    currentCompanyRatio: Rate,
  },
  (field) => `margin_${snakeCase(field)}`,
);

const Margin = mapped(MarginRates, ({ longInterest, shortInterest, ...ratios }): Margin | null =>
  longInterest === null || shortInterest === null ? null : { longInterest, shortInterest, ...ratios },
);

const Stopped = record<Instrument['stopped']>(
  'what is suspended',
  {
    order: ['stop_order', Flag],
    orderAndCancel: ['stop_order_and_cancel', Flag],
    market: OptionalFlag,
    stop: OptionalFlag,
    stopLimit: OptionalFlag,
    marginLong: OptionalFlag,
    marginShort: OptionalFlag,
    buy: OptionalFlag,
    sell: OptionalFlag,
  },
  (field) => `stop_${snakeCase(field)}_order`,
);

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
export const SpotPairsData = property('pairs', rows('pairs', SpotPair));
