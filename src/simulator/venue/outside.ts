import { accountAt, marketAt, touchMarket, type Core } from './core';
import { showBreaker } from './breaker';
import type { OutsideCommands, RestingFill, RestingOrder } from './displayed';
import { isTerminal } from '../../model/order';
import { minAmountOf } from './market-state';
import { compileRules } from './pair-rules';
import { tradeWithOthers } from './settlement';
import type { BookSide } from './state';

/**
 * The commands by which a market from outside acts on the venue: it displays a book, fills resting orders, and sets
 * rules and states.
 */

const restingIn = ({ levels, side }: BookSide): readonly RestingOrder[] => {
  const resting: RestingOrder[] = [];
  for (let at = levels.length - 1; at >= 0; at -= 1) {
    for (let order = levels[at]?.first ?? null; order !== null; order = order.next) {
      const { id: orderId, account, price, remaining } = order;
      resting.push({ orderId, user: account.id, side, price: price ?? 0, remaining });
    }
  }
  return resting;
};

const fillOne = (core: Core, { pair, user, orderId, price, amount, basis }: RestingFill): void => {
  const order = accountAt(core, user).active.get(orderId);
  if (order === undefined || order.market.pair !== pair || order.level === null || isTerminal(order.status))
    throw new RangeError(`order ${orderId} does not rest at ${pair}`);
  if (amount <= 0n || amount > order.remaining)
    throw new RangeError(`order ${orderId} has ${order.remaining} left, and not ${amount}`);
  tradeWithOthers(core, order, 'maker', price, amount, { basis });
};

export const outsideCommands = (core: Core): OutsideCommands => ({
  display: (pair, displayed) => {
    marketAt(core, pair).displayed = displayed;
  },
  restingOrders: (pair) => {
    const market = marketAt(core, pair);
    market.resting ??= [...restingIn(market.bids), ...restingIn(market.asks)];
    return market.resting;
  },
  fillResting: (fills) =>
    core.operate(() => {
      for (const fill of fills) fillOne(core, fill);
    }),
  printed: (pair, price, amount) =>
    core.operate(() => {
      const market = marketAt(core, pair);
      core.emit({ type: 'print', pair, price, amount });
      market.priceMoved ||= market.lastPrice !== price;
      market.lastPrice = price;
      touchMarket(core, market);
    }),
  setInstrument: (instrument) => {
    const market = marketAt(core, instrument.pair);
    market.rules = compileRules(instrument, core.assets, core.quirks.lockRounding);
    market.instrument = instrument;
  },
  followStatus: (pair, status, minAmount) =>
    core.operate(() => {
      const market = marketAt(core, pair);
      const isNews = market.status !== status || minAmountOf(market) !== minAmount;
      market.status = status;
      market.givenMinimum = minAmount;
      if (isNews) core.emit({ type: 'pair-status', status: { pair, status, minAmount } });
      touchMarket(core, market);
    }),
  followBreaker: (pair, breaker) =>
    core.operate(() => {
      const market = marketAt(core, pair);
      const { reference, last, epoch } = market.breaker;
      market.breaker = {
        ...breaker,
        // The market that makes the prices has its own breaker.
        upperTrigger: null,
        lowerTrigger: null,
        reference,
        last,
        epoch: epoch + 1,
        updatedAt: core.scheduler.now(),
      };
      core.emit({ type: 'circuit-break', info: showBreaker(market) });
      touchMarket(core, market);
    }),
});
