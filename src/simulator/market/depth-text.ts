/** Writes books in the venue's own spelling. */
import { formatAmount, formatPrice, type Lots, type VenueInstrument } from '../venue/index';
import type { DepthWholeMessage, LevelText } from './messages';
import type { Beyond, PriceLevel } from './published-side';
import type { Random } from './random';

export interface DepthText {
  /** Writes levels with all places, as in a whole. */
  readonly levels: (levels: readonly PriceLevel[]) => readonly LevelText[];
  readonly amount: (amount: Lots) => string;
  /** Writes levels unordered and without trailing zeros, as in a diff. */
  readonly changes: (changes: readonly PriceLevel[]) => readonly LevelText[];
  /** Writes an outside total of a whole. Zero is spelt as `0` or with all places. */
  readonly outside: (amount: Lots) => string;
  /** Writes an outside total of a diff. */
  readonly total: (amount: Lots) => string;
}

const withoutTrailingZeros = (decimal: string): string =>
  decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;

const shuffled = <T>(values: readonly T[], random: Random): T[] => {
  const all = [...values];
  for (let i = all.length - 1; i > 0; i--) {
    const j = random.between(0, i);
    [all[i], all[j]] = [all[j] as T, all[i] as T];
  }
  return all;
};

export const depthText = (instrument: VenueInstrument, random: Random): DepthText => {
  const amount = (lots: Lots): string => formatAmount(instrument, lots);
  const change = (lots: Lots): string => (lots === 0n ? '0' : withoutTrailingZeros(amount(lots)));
  return {
    amount,
    levels: (levels) => levels.map(([price, lots]) => [formatPrice(instrument, price), amount(lots)]),
    changes: (changes) =>
      shuffled(changes, random).map(([price, lots]) => [formatPrice(instrument, price), change(lots)]),
    outside: (lots) => (lots === 0n && random.chance(0.5) ? '0' : amount(lots)),
    total: (lots) => withoutTrailingZeros(amount(lots)),
  };
};

/**
 * The amount of market orders that wait in an auction: none, because the venue refuses them in a circuit break (70020).
 */
const noMarketOrders = 0n;

export const wholeMessage = (
  text: DepthText,
  sides: { readonly asks: readonly LevelText[]; readonly bids: readonly LevelText[] },
  beyond: { readonly asks: Beyond; readonly bids: Beyond },
  timestamp: number,
  sequence: number,
): DepthWholeMessage => {
  // The captured whole of a pair without orders has all places.
  const total = sides.asks.length + sides.bids.length === 0 ? text.amount : text.outside;
  return {
    asks: sides.asks,
    bids: sides.bids,
    asks_over: total(beyond.asks.above),
    bids_under: total(beyond.bids.below),
    asks_under: total(beyond.asks.below),
    bids_over: total(beyond.bids.above),
    ask_market: total(noMarketOrders),
    bid_market: total(noMarketOrders),
    timestamp,
    sequenceId: String(sequence),
  };
};
