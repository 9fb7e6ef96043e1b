import type { CircuitBreakMode, FeeType } from '../../model/circuit-break';
import { bestLevel } from './book';
import type { BreakerState } from './breaker-state';
import { touchMarket, type Core } from './core';
import type { CircuitBreakInfo } from './events';
import { estimateAuction, runAuction } from './auction';
import type { MarketState } from './state';
import type { Ticks } from './units';

/**
 * The circuit breaker. In continuous trading a pair has a reference price and a band around it. An execution at or beyond
 * the band is prevented, and starts a circuit break. Orders then gather without matching, until an auction (itayose)
 * reopens the pair at the one price with the largest executable amount. If the break finds no such price while the book
 * stays crossed, it is prolonged with a wider range.
 *
 * The widths are the ones that the venue has published. The length of a break, the range of the auction and the moment
 * at which the reference price follows the market are not published; they are assumptions of ours.
 *
 * @see https://bitbank.cc/docs/circuit-breaker-mode/
 */

interface Widths {
  /** The normal band, in percent of the reference price. */
  readonly band: number;
  /** The percentage that each further break in the same direction within an hour adds to the band, up to `widest`. */
  readonly step: number;
  readonly widest: number;
}

const majors: Widths = { band: 20, step: 10, widest: 50 };
const others: Widths = { band: 50, step: 20, widest: 90 };
const widthsOf = (market: MarketState): Widths =>
  ['btc_jpy', 'eth_jpy', 'xrp_jpy'].includes(market.pair) ? majors : others;

const rowOfBreaks = 60 * 60_000;

const estimateEvery = 1_000;

const shifted = (reference: Ticks, percent: number): Ticks =>
  Math.max(1, Math.round((reference * (100 + percent)) / 100));

/** Returns the direction in which an execution at this price would break the circuit; `null` if it would not. */
export const breakDirection = (market: MarketState, price: Ticks): 'up' | 'down' | null => {
  const { upperTrigger, lowerTrigger } = market.breaker;
  if (upperTrigger !== null && price >= upperTrigger) return 'up';
  return lowerTrigger !== null && price <= lowerTrigger ? 'down' : null;
};

const enter = (core: Core, market: MarketState, state: Omit<BreakerState, 'epoch' | 'updatedAt'>): void => {
  market.breaker = { ...state, epoch: market.breaker.epoch + 1, updatedAt: core.scheduler.now() };
  core.emit({ type: 'circuit-break', info: showBreaker(market) });
};

/** Returns how many breaks in a row in this direction a break would make now. */
const inRow = (core: Core, market: MarketState, direction: 'up' | 'down'): number => {
  const { last } = market.breaker;
  const continues = last?.direction === direction && core.scheduler.now() - last.at <= rowOfBreaks;
  return continues ? last.inRow + 1 : 1;
};

/** Returns the band on one side of the reference in percent. It is wider after recent breaks in that direction. */
const bandOf = (core: Core, market: MarketState, direction: 'up' | 'down'): number => {
  const { band, step, widest } = widthsOf(market);
  return Math.min(widest, band + step * (inRow(core, market, direction) - 1));
};

const continuous = (core: Core, market: MarketState, reference: Ticks | null): void => {
  const { last } = market.breaker;
  enter(core, market, {
    mode: 'NONE',
    upperTrigger: reference === null ? null : shifted(reference, bandOf(core, market, 'up')),
    lowerTrigger: reference === null ? null : shifted(reference, -bandOf(core, market, 'down')),
    upperLimit: null,
    lowerLimit: null,
    feeType: 'NORMAL',
    reopenAt: null,
    estimatedPrice: null,
    estimatedAmount: null,
    reference,
    last,
  });
};

/** Lets the reference follow the last price, in continuous trading. */
export const followPrice = (core: Core, market: MarketState): void => {
  const { mode, reference } = market.breaker;
  if (market.displayed !== null) return;
  if (mode === 'NONE' && reference !== market.lastPrice) continuous(core, market, market.lastPrice);
};

interface Auction {
  readonly mode: Exclude<CircuitBreakMode, 'NONE'>;
  /**
   * The greatest distance of orders and of the auction price from the reference, in percent of it; `null`: any
   * distance.
   */
  readonly range: { readonly up: number; readonly down: number } | null;
  readonly feeType: FeeType;
  /** Length of the auction in ms; `null`: until a command ends it. */
  readonly duration: number | null;
  readonly last: BreakerState['last'];
}

const gather = (core: Core, market: MarketState, { mode, range, feeType, duration, last }: Auction): void => {
  const reference = market.breaker.reference ?? market.lastPrice;
  const now = core.scheduler.now();
  const bounded = reference !== null && range !== null;
  const upperLimit = bounded ? shifted(reference, range.up) : null;
  const lowerLimit = bounded ? shifted(reference, -range.down) : null;
  const estimate = estimateAuction(market, lowerLimit, upperLimit);
  enter(core, market, {
    mode,
    upperTrigger: null,
    lowerTrigger: null,
    upperLimit,
    lowerLimit,
    feeType,
    reopenAt: duration === null ? null : now + duration,
    estimatedPrice: estimate?.price ?? null,
    estimatedAmount: estimate?.amount ?? 0n,
    reference,
    last,
  });
  const { epoch } = market.breaker;
  const isCurrent = (): boolean => market.breaker.epoch === epoch;
  const reestimate = (): void => {
    if (!isCurrent()) return;
    updateEstimate(core, market);
    core.agenda.at(core.scheduler.now() + estimateEvery, () => core.operate(reestimate));
  };
  core.agenda.at(now + estimateEvery, () => core.operate(reestimate));
  if (duration !== null) {
    core.agenda.at(now + duration, () => core.operate(() => isCurrent() && reopen(core, market)));
  }
};

const updateEstimate = (core: Core, market: MarketState): void => {
  const { upperLimit, lowerLimit, estimatedPrice, estimatedAmount } = market.breaker;
  const estimate = estimateAuction(market, lowerLimit, upperLimit);
  const price = estimate?.price ?? null;
  const amount = estimate?.amount ?? 0n;
  if (price === estimatedPrice && amount === estimatedAmount) return;
  market.breaker = {
    ...market.breaker,
    estimatedPrice: price,
    estimatedAmount: amount,
    updatedAt: core.scheduler.now(),
  };
  core.emit({ type: 'circuit-break', info: showBreaker(market) });
};

/** Starts a circuit break, because an execution would have left the band. */
export const startBreak = (core: Core, market: MarketState, direction: 'up' | 'down'): void => {
  const { band, step } = widthsOf(market);
  // This width is not capped, because a prolonged break must come to an end.
  const further = (side: 'up' | 'down'): number => band + step * inRow(core, market, side);
  gather(core, market, {
    mode: 'CIRCUIT_BREAK',
    range: { up: further('up'), down: further('down') },
    // The side that the price ran over counts as the maker.
    feeType: direction === 'up' ? 'SELL_MAKER' : 'BUY_MAKER',
    duration: core.timing.circuitBreak,
    last: { direction, at: core.scheduler.now(), inRow: inRow(core, market, direction) },
  });
};

const isCrossed = (market: MarketState): boolean => {
  const bid = bestLevel(market.bids);
  const ask = bestLevel(market.asks);
  return bid !== undefined && ask !== undefined && bid.price >= ask.price;
};

/** Runs the auction. Afterwards the pair trades continuously again, unless the book is still crossed. */
const reopen = (core: Core, market: MarketState): void => {
  const { upperLimit, lowerLimit, last } = market.breaker;
  if (market.displayed !== null) {
    continuous(core, market, null);
    return;
  }
  const auction = estimateAuction(market, lowerLimit, upperLimit);
  if (auction !== null) runAuction(core, market, auction.price);
  touchMarket(core, market);
  if (isCrossed(market)) startBreak(core, market, last?.direction ?? 'up');
  else continuous(core, market, market.lastPrice);
};

/** Enters a mode by the venue's decision. `NONE` reopens the pair immediately. */
export const setMode = (
  core: Core,
  market: MarketState,
  mode: CircuitBreakMode,
  duration: number | null,
): void => {
  const { last } = market.breaker;
  const { widest } = widthsOf(market);
  switch (mode) {
    case 'NONE':
      if (market.breaker.mode !== 'NONE') reopen(core, market);
      return;
    case 'CIRCUIT_BREAK':
    case 'RESUMPTION':
      gather(core, market, {
        mode,
        range: { up: widest, down: widest },
        feeType: 'DYNAMIC',
        duration,
        last,
      });
      return;
    case 'FULL_RANGE_CIRCUIT_BREAK':
    case 'LISTING':
      gather(core, market, { mode, range: null, feeType: 'DYNAMIC', duration, last });
  }
};

export const showBreaker = (market: MarketState): CircuitBreakInfo => {
  const { breaker } = market;
  return {
    pair: market.pair,
    mode: breaker.mode,
    estimatedItayosePrice: breaker.estimatedPrice,
    estimatedItayoseAmount: breaker.estimatedAmount,
    itayoseUpperPrice: breaker.upperLimit,
    itayoseLowerPrice: breaker.lowerLimit,
    upperTriggerPrice: breaker.upperTrigger,
    lowerTriggerPrice: breaker.lowerTrigger,
    feeType: breaker.feeType,
    reopenTimestamp: breaker.reopenAt,
    timestamp: breaker.updatedAt,
  };
};
