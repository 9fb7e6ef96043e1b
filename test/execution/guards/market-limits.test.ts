/** Laws of limits that depend on the market: nothing costs more than its valuation, and limits are exact. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDistance } from '../../../src/execution/guards/distance';
import { type MarketView, unknownMarket } from '../../../src/execution/guards/market';
import { notionalAt, valuationPrice } from '../../../src/execution/guards/valuation';
import {
  compareDecimals,
  decimalOf,
  fromUnits,
  multiplyDecimals,
  sumDecimals,
} from '../../../src/model/decimal';
import type { Level, OrderBook } from '../../../src/model/order-book';

const level: fc.Arbitrary<Level> = fc.record({
  price: fc.integer({ min: 1, max: 10_000 }).map((units) => units / 1_000),
  amount: fc.integer({ min: 1, max: 100_000 }).map((units) => units / 10_000),
});

const side = fc.constantFrom('buy' as const, 'sell' as const);

const marketOf = (levels: readonly Level[]): MarketView => {
  const ascending = [...levels].sort((a, b) => a.price - b.price);
  const book = { asks: ascending, bids: ascending.toReversed() } as unknown as OrderBook;
  return { ...unknownMarket, book };
};

/** Returns the value of executing an amount immediately against levels, best first; `null` if they hold less. */
const proceeds = (levels: readonly Level[], lots: bigint): string | null => {
  let [left, sum] = [lots, '0'];
  for (const { price, amount } of levels) {
    const available = BigInt(Math.round(amount * 10_000));
    const taken = left < available ? left : available;
    sum = sumDecimals([sum, multiplyDecimals(decimalOf(price), fromUnits(taken, 4))]);
    left -= taken;
  }
  return left > 0n ? null : sum;
};

describe('a market order', () => {
  it('is valued at no less than it costs, and not at all if a buy exceeds the known levels', () => {
    fc.assert(
      fc.property(
        fc.array(level, { minLength: 1, maxLength: 12 }),
        side,
        fc.bigInt(1n, 400_000n),
        (levels, taker, lots) => {
          const market = marketOf(levels);
          const amount = fromUnits(lots, 4);
          const value = notionalAt(valuationPrice({ side: taker, type: 'market', amount }, market), amount);
          const actual = proceeds((taker === 'buy' ? market.book?.asks : market.book?.bids) ?? [], lots);
          if (actual === null) expect(taker === 'sell' || value === null).toBe(true);
          else expect(compareDecimals(value ?? '0', actual)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('maxDistance', () => {
  it('takes a price at the limit and refuses the next one beyond it, in both directions', () => {
    const best = fc.integer({ min: 1_000, max: 100_000 });
    const percent = fc.integer({ min: 0, max: 99 });
    fc.assert(
      fc.property(best, percent, side, fc.boolean(), (price, limit, taker, isThrough) => {
        const market = marketOf([{ price, amount: 1 }]);
        // The direction is up for a buy that goes through and for a sell that stays away.
        const direction = (taker === 'buy') === isThrough ? 1 : -1;
        const check = (hundredths: number) =>
          checkDistance(
            {
              maxDistance: {
                through: isThrough ? `0.${String(limit).padStart(2, '0')}` : null,
                away: isThrough ? null : `0.${String(limit).padStart(2, '0')}`,
              },
            },
            {
              pair: 'xrp_jpy',
              side: taker,
              type: 'limit',
              amount: '1',
              price: fromUnits(BigInt(hundredths), 2),
            },
            market,
          );
        const atLimit = price * 100 + direction * price * limit;
        expect(check(atLimit)).toEqual([]);
        expect(check(atLimit + direction)).toHaveLength(1);
        // The other direction is not limited.
        expect(check(price * 100 - direction * (price * 100 - 1))).toEqual([]);
      }),
    );
  });
});
