import { configError } from '../../model/errors';
import { scaleOf, toUnits } from '../../model/decimal';
import type { VenueAsset, VenueInstrument } from './instrument';
import { lockDivide, paymentDivide, type Rounding } from './rounding';
import type { Quirks } from './quirks';
import { type AssetUnits, type ExactNotional, finePlaces, type FineUnits, type Lots } from './units';

/** Decimal places of rates inside, which are whole units of 10^-8. */
const rateScale = 8;
export const oneRate = 10n ** BigInt(rateScale);

export type Rate = bigint;

/** The rules of a pair, compiled from its `VenueInstrument` for arithmetic in units. */
export interface PairRules {
  readonly minAmount: Lots;
  readonly limitMaxAmount: Lots;
  readonly marketMaxAmount: Lots;
  readonly allowanceRate: Rate;
  readonly spotFee: MakerTaker;
  readonly margin: {
    readonly openFee: MakerTaker;
    readonly closeFee: MakerTaker;
    readonly longInterest: Rate;
    readonly shortInterest: Rate;
    readonly individualRatio: Rate;
    readonly companyRatio: Rate;
  } | null;
  /** Indexes of the venue's assets. */
  readonly base: number;
  readonly quote: number;
  /** The number of units of the base asset in a lot. */
  readonly baseUnitsPerLot: bigint;
  /** The conversion of an exact notional: notional × multiplier / divisor = units of the quote asset. */
  readonly notionalMultiplier: bigint;
  readonly notionalDivisor: bigint;
  /** The number of units of profit and interest in a unit of the quote asset. */
  readonly finePerUnit: bigint;
  readonly lockRounding: Quirks['lockRounding'];
}

interface MakerTaker {
  readonly maker: Rate;
  readonly taker: Rate;
}

const powerOfTen = (exponent: number): bigint => 10n ** BigInt(exponent);

export const compileRules = (
  instrument: VenueInstrument,
  assets: readonly VenueAsset[],
  lockRounding: Quirks['lockRounding'],
): PairRules => {
  const { pair, fees, margin } = instrument;
  const decimal = (field: string, text: string, scale: number): bigint => {
    if (scaleOf(text) > scale && BigInt(text.slice(text.indexOf('.') + 1 + scale)) !== 0n) {
      throw configError(`${pair}.${field}`, `at most ${scale} decimal places`, text);
    }
    return toUnits(text, scale);
  };
  const rate = (field: string, text: string | null): Rate => decimal(field, text ?? '0', rateScale);
  const amount = (field: string, text: string): Lots => decimal(field, text, instrument.amountDigits);
  const assetIndex = (field: string, asset: string): number => {
    const index = assets.findIndex((known) => known.asset === asset);
    if (index < 0) throw configError(`${pair}.${field}`, 'one of the assets', asset);
    return index;
  };
  const base = assetIndex('baseAsset', instrument.baseAsset);
  const quote = assetIndex('quoteAsset', instrument.quoteAsset);
  const baseExcess = (assets[base] as VenueAsset).precision - instrument.amountDigits;
  if (baseExcess < 0) {
    throw configError(
      `${pair}.amountDigits`,
      'no more than the precision of the asset',
      String(instrument.amountDigits),
    );
  }
  for (const field of ['makerBase', 'takerBase'] as const) {
    if (rate(`fees.${field}`, fees[field]) !== 0n) {
      throw configError(`${pair}.fees.${field}`, '0: no pair of the venue takes a fee in base', fees[field]);
    }
  }
  const quotePrecision = (assets[quote] as VenueAsset).precision;
  if (margin !== null && quotePrecision > finePlaces) {
    throw configError(
      `${pair}.quoteAsset`,
      `at most ${finePlaces} places on a margin pair`,
      String(quotePrecision),
    );
  }
  const quoteExcess = instrument.priceDigits + instrument.amountDigits - quotePrecision;
  return {
    minAmount: amount('minAmount', instrument.minAmount),
    limitMaxAmount: amount('limitMaxAmount', instrument.limitMaxAmount),
    marketMaxAmount: amount('marketMaxAmount', instrument.marketMaxAmount),
    allowanceRate: rate('marketAllowanceRate', instrument.marketAllowanceRate),
    spotFee: {
      maker: rate('fees.makerQuote', fees.makerQuote),
      taker: rate('fees.takerQuote', fees.takerQuote),
    },
    margin:
      margin === null
        ? null
        : {
            openFee: {
              maker: rate('fees.marginOpenMakerQuote', fees.marginOpenMakerQuote),
              taker: rate('fees.marginOpenTakerQuote', fees.marginOpenTakerQuote),
            },
            closeFee: {
              maker: rate('fees.marginCloseMakerQuote', fees.marginCloseMakerQuote),
              taker: rate('fees.marginCloseTakerQuote', fees.marginCloseTakerQuote),
            },
            longInterest: rate('margin.longInterest', margin.longInterest),
            shortInterest: rate('margin.shortInterest', margin.shortInterest),
            individualRatio: rate('margin.currentIndividualRatio', margin.currentIndividualRatio ?? '0.5'),
            companyRatio: rate('margin.currentCompanyRatio', margin.currentCompanyRatio ?? '0.5'),
          },
    base,
    quote,
    baseUnitsPerLot: powerOfTen(baseExcess),
    notionalMultiplier: powerOfTen(Math.max(0, -quoteExcess)),
    notionalDivisor: powerOfTen(Math.max(0, quoteExcess)),
    finePerUnit: powerOfTen(Math.max(0, finePlaces - quotePrecision)),
    lockRounding,
  };
};

/** Returns a notional as a payment of a user, rounded to the quote asset's precision. */
export const quotePayment = (rules: PairRules, notional: ExactNotional, rounding: Rounding): AssetUnits =>
  rules.notionalDivisor === 1n
    ? notional * rules.notionalMultiplier
    : paymentDivide[rounding](notional * rules.notionalMultiplier, rules.notionalDivisor);

/** Returns the fee on a notional as a payment of a user. A rebate is negative. */
export const quoteFee = (
  rules: PairRules,
  notional: ExactNotional,
  rate: Rate,
  rounding: Rounding,
): AssetUnits =>
  rate === 0n
    ? 0n
    : paymentDivide[rounding](notional * rate * rules.notionalMultiplier, rules.notionalDivisor * oneRate);

/** Returns the gain or loss of a margin trade, before fees and interest. */
export const fineGain = (rules: PairRules, gain: ExactNotional, rounding: Rounding): FineUnits =>
  -paymentDivide[rounding](-gain * rules.notionalMultiplier * rules.finePerUnit, rules.notionalDivisor);

/** Returns the interest on a notional. */
export const fineInterest = (
  rules: PairRules,
  notional: ExactNotional,
  rate: Rate,
  rounding: Rounding,
): FineUnits =>
  paymentDivide[rounding](
    notional * rate * rules.notionalMultiplier * rules.finePerUnit,
    rules.notionalDivisor * oneRate,
  );

/** Returns profit or interest as a payment of a user, rounded to the quote asset's precision. */
export const finePayment = (rules: PairRules, amount: FineUnits, rounding: Rounding): AssetUnits =>
  paymentDivide[rounding](amount, rules.finePerUnit);

/** Returns the amount that covers a notional and a rate on top of it, in whole units. */
export const quoteCover = (rules: PairRules, notional: ExactNotional, rate: Rate): AssetUnits =>
  lockDivide[rules.lockRounding](
    notional * (oneRate + rate) * rules.notionalMultiplier,
    rules.notionalDivisor * oneRate,
  );

/** Returns the amount that a limit buy needs at most. It may still take, even when it rests (in an auction). */
export const limitBuyCover = (rules: PairRules, notional: ExactNotional): AssetUnits => {
  const { maker, taker } = rules.spotFee;
  const rate = maker > taker ? maker : taker;
  return quoteCover(rules, notional, rate > 0n ? rate : 0n);
};
