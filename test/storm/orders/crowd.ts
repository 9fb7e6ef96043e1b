import type { Controls } from '../../../src/simulator/index';
import { levels } from './draw';
import { pairs, type StormPair } from './script';

/** All other participants: one who quotes on both sides of a price, and one who trades there. */
export interface Crowd {
  readonly tide: (pair: StormPair, mid: number, lots: number) => void;
}

const depth = 6;

export const createCrowd = ({ venue }: Pick<Controls, 'venue'>): Crowd => {
  const quoter = venue.openAccount({ class: 'house' });
  const taker = venue.openAccount({ class: 'house' });
  const quotes = new Map<StormPair, readonly number[]>();

  const limit = (user: number, pair: StormPair, side: 'buy' | 'sell', price: number, amount: bigint) => {
    const order = {
      pair,
      side,
      price,
      amount,
      type: 'limit',
      triggerPrice: null,
      postOnly: false,
      positionSide: null,
    } as const;
    const placed = venue.submitOrder(user, order);
    return 'orderId' in placed ? [placed.orderId] : [];
  };
  const tide: Crowd['tide'] = (pair, mid, lots) => {
    const { step } = levels[pair];
    venue.cancelOrders(quoter, pair, quotes.get(pair) ?? []);
    const ids: number[] = [];
    for (let level = 1; level <= depth; level += 1) {
      const away = Math.floor((level * step) / 4);
      ids.push(...limit(quoter, pair, 'buy', mid - away, BigInt(lots * level)));
      ids.push(...limit(quoter, pair, 'sell', mid + away, BigInt(lots * level)));
    }
    quotes.set(pair, ids);
    // A trade at either side moves the last price, which fires triggers.
    const edge = Math.floor(step / 4);
    for (const side of lots % 2 === 0 ? (['buy', 'sell'] as const) : (['sell', 'buy'] as const)) {
      const price = side === 'buy' ? mid + edge : mid - edge;
      const [left] = limit(taker, pair, side, price, 3n);
      if (left !== undefined) venue.cancelOrder(taker, pair, left);
    }
  };
  for (const pair of pairs) venue.seedLastPrice(pair, levels[pair].mid);
  return { tide };
};
