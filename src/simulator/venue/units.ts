import { fromUnits } from '../../model/decimal';
import type { VenueInstrument } from './instrument';

/** A price in ticks: a whole, safe number of 10^-priceDigits of the quote currency. */
export type Ticks = number;

/** An amount of an order in lots: whole units of 10^-amountDigits of the base currency. */
export type Lots = bigint;

/** Money: whole units of 10^-precision of its asset. */
export type AssetUnits = bigint;

/** Decimal places of the profit and the interest of a margin trade. The quote currency itself has fewer. */
export const finePlaces = 6;

/** Profit and interest of margin trading: whole units of 10^-6 of the quote currency. */
export type FineUnits = bigint;

/** A notional before rounding, ticks × lots: whole units of 10^-(priceDigits + amountDigits) of the quote currency. */
export type ExactNotional = bigint;

/** Formats a price as the venue does, with all places: `359.412`. */
export const formatPrice = (instrument: VenueInstrument, price: Ticks): string =>
  fromUnits(BigInt(price), instrument.priceDigits);

/** Formats an amount as the venue does, with all places: `0.0002`. */
export const formatAmount = (instrument: VenueInstrument, amount: Lots): string =>
  fromUnits(amount, instrument.amountDigits);

/** Formats profit or interest as the venue does, with all places: `-0.123456`. */
export const formatFine = (amount: FineUnits): string => fromUnits(amount, finePlaces);

/**
 * Returns the average price of the executed (or open) amount, cut off to the places of a price; `0.000` for no amount.
 */
export const averagePrice = (instrument: VenueInstrument, notional: ExactNotional, amount: Lots): string =>
  fromUnits(amount === 0n ? 0n : notional / amount, instrument.priceDigits);

export const minLots = (a: Lots, b: Lots): Lots => (a < b ? a : b);
/** Subtracts lots, but never goes below zero. */
export const lessLots = (a: Lots, b: Lots): Lots => (a > b ? a - b : 0n);
