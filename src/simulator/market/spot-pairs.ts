/** Writes `GET /spot/pairs` in the venue's own form, undocumented fields included. */
import type { VenueInstrument } from '../venue/index';

const week = 604_800_000;
/** The last moment of a margin week. Weeks end on Tuesday at midnight in Japan. */
const someWeekEnd = Date.UTC(2026, 6, 28, 15) - 1;
/** The venue's time for a ratio without an end: the last moment of 9999. */
const never = Date.UTC(10_000, 0, 1) - 1;

const endOfWeek = (now: number): number => someWeekEnd + Math.ceil((now - someWeekEnd) / week) * week;

/** True if a company's ratio follows the pair's volatility and is set each week; false for the statutory maximum. */
const isReviewedWeekly = (companyRatio: string | null): boolean => companyRatio !== '0.5';

const marginFields = ({ fees, margin }: VenueInstrument, now: number) => {
  const current = margin && {
    individual: margin.currentIndividualRatio,
    company: margin.currentCompanyRatio,
    until: isReviewedWeekly(margin.currentCompanyRatio) ? endOfWeek(now) : never,
  };
  const next = current && current.until !== never ? { ...current, until: current.until + week } : null;
  return {
    margin_open_maker_fee_rate_quote: fees.marginOpenMakerQuote,
    margin_open_taker_fee_rate_quote: fees.marginOpenTakerQuote,
    margin_close_maker_fee_rate_quote: fees.marginCloseMakerQuote,
    margin_close_taker_fee_rate_quote: fees.marginCloseTakerQuote,
    margin_long_interest: margin?.longInterest ?? null,
    margin_short_interest: margin?.shortInterest ?? null,
    margin_current_individual_ratio: current?.individual ?? null,
    margin_current_individual_until: current?.until ?? null,
    margin_current_company_ratio: current?.company ?? null,
    margin_current_company_until: current?.until ?? null,
    margin_next_individual_ratio: next?.individual ?? null,
    margin_next_individual_until: next?.until ?? null,
    margin_next_company_ratio: next?.company ?? null,
    margin_next_company_until: next?.until ?? null,
  };
};

/**
 * Writes one row of `GET /spot/pairs` at a moment (Unix time, ms), which decides the margin weeks.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-all-pairs-info
 */
export const spotPair = (instrument: VenueInstrument, now: number) => ({
  name: instrument.pair,
  base_asset: instrument.baseAsset,
  quote_asset: instrument.quoteAsset,
  maker_fee_rate_base: instrument.fees.makerBase,
  taker_fee_rate_base: instrument.fees.takerBase,
  maker_fee_rate_quote: instrument.fees.makerQuote,
  taker_fee_rate_quote: instrument.fees.takerQuote,
  ...marginFields(instrument, now),
  unit_amount: instrument.minAmount,
  limit_max_amount: instrument.limitMaxAmount,
  market_max_amount: instrument.marketMaxAmount,
  market_allowance_rate: instrument.marketAllowanceRate,
  market_in_cb_allowance_rate: instrument.marketInCircuitBreakAllowanceRate,
  price_digits: instrument.priceDigits,
  amount_digits: instrument.amountDigits,
  is_enabled: instrument.enabled,
  stop_order: instrument.stopped.order,
  stop_order_and_cancel: instrument.stopped.orderAndCancel,
  stop_market_order: instrument.stopped.market,
  stop_stop_order: instrument.stopped.stop,
  stop_stop_limit_order: instrument.stopped.stopLimit,
  stop_margin_long_order: instrument.stopped.marginLong,
  stop_margin_short_order: instrument.stopped.marginShort,
  stop_buy_order: instrument.stopped.buy,
  stop_sell_order: instrument.stopped.sell,
});
export type SpotPair = ReturnType<typeof spotPair>;
