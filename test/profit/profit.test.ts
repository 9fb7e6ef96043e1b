import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fill } from '../../src/model/fill';
import { keptFills } from '../../src/profit/fill-log';
import { cutTo, decimalOfUnits, timesUnits, unitsOf } from '../../src/profit/money';
import { profit, profitFrom, type ProfitEvent, type ProfitState } from '../../src/profit/profit';
import { profitOf, totalIn } from '../../src/profit/view';

interface Deal {
  readonly side: 'buy' | 'sell';
  readonly price: string;
  readonly amount: string;
  readonly fee?: string;
  readonly feeBase?: string;
}

const fillOf = (index: number, { side, price, amount, fee = '0', feeBase = '0' }: Deal): Fill => ({
  pair: 'btc_jpy',
  orderId: 1,
  tradeId: index,
  side,
  positionSide: null,
  type: 'limit',
  price,
  amount,
  makerTaker: 'maker',
  feeAmountBase: feeBase,
  feeAmountQuote: fee,
  feeOccurredAmountQuote: fee,
  profitLoss: null,
  interest: null,
  executedAt: 1_000 + index,
});

const after = (events: readonly ProfitEvent[], state = profitFrom()): ProfitState =>
  events.reduce(profit, state);

const ofFills = (fills: readonly Fill[]): readonly ProfitEvent[] =>
  fills.map((fill) => ({ type: 'fill', fill }));

const marked: ProfitEvent = { type: 'mark', mark: { pair: 'btc_jpy', bid: '105.5', ask: '106.25' } };

const shown = (state: ProfitState) => {
  const pair = profitOf(state).pairs.get('btc_jpy');
  if (pair === undefined) throw new Error('the pair is not there');
  return pair;
};

const decimal = (max: number, places: number): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max }).map((n) => decimalOfUnits(unitsOf(String(n)) / 10n ** BigInt(places)));

const deal: fc.Arbitrary<Deal> = fc.record({
  side: fc.constantFrom('buy', 'sell'),
  price: decimal(300_000, 3),
  amount: decimal(50_000, 4),
  fee: fc.integer({ min: -90, max: 90 }).map((n) => decimalOfUnits(unitsOf(String(n)) / 10_000n)),
  feeBase: fc.constantFrom('0', '0.00000001'),
});

const deals = fc.array(deal, { minLength: 1, maxLength: 40 });

describe('profit', () => {
  it('splits the gain into the realised part, by average cost and by the oldest first, and the open part', () => {
    const fills = [
      { side: 'buy', price: '100', amount: '2', fee: '0.24' },
      { side: 'buy', price: '110', amount: '2', fee: '-0.044' },
      { side: 'sell', price: '120', amount: '3', fee: '0.432' },
    ] as const;
    const state = after([...ofFills(fills.map((fill, i) => fillOf(i, fill))), marked]);
    expect(shown(state)).toMatchObject({
      held: { spot: { amount: '1', cost: '105', averagePrice: '105' } },
      realized: { average: '45', fifo: '50' },
      unrealized: { average: '0.5', fifo: '-4.5' },
      fees: '0.672',
      rebates: '0.044',
      total: '44.872',
      turnover: '780',
      fills: 3,
    });
  });

  it('opens the other side if more is sold than is held, and marks it at the ask', () => {
    const fills = [
      { side: 'buy', price: '100', amount: '1' },
      { side: 'sell', price: '110', amount: '3' },
    ] as const;
    expect(shown(after([...ofFills(fills.map((fill, i) => fillOf(i, fill))), marked]))).toMatchObject({
      held: { spot: { amount: '-2', cost: '-220', averagePrice: '110' } },
      realized: { average: '10', fifo: '10' },
      unrealized: { average: '7.5', fifo: '7.5' },
    });
  });

  it('begins with the holdings of before', () => {
    const start = profitFrom([{ pair: 'btc_jpy', amount: '2', cost: '150' }]);
    const state = after(ofFills([fillOf(1, { side: 'sell', price: '100', amount: '1' })]), start);
    expect(shown(state)).toMatchObject({
      held: { spot: { amount: '1', cost: '75' } },
      realized: { average: '25', fifo: '25' },
      unrealized: null,
      total: null,
    });
  });

  it('separates the gain by the spread from the gain by holding', () => {
    const middle: ProfitEvent = { type: 'mark', mark: { pair: 'btc_jpy', bid: '99', ask: '101' } };
    const buy = fillOf(1, { side: 'buy', price: '99', amount: '2' });
    expect(shown(after([middle, { type: 'fill', fill: buy }, marked]))).toMatchObject({
      spread: '2',
      inventory: '11',
      total: '13',
      fillsWithoutMiddle: 0,
    });
  });

  it('takes the gain of a margin position from the venue, and its waiting fees as accrued', () => {
    const open: Fill = {
      ...fillOf(1, { side: 'sell', price: '100', amount: '2' }),
      positionSide: 'short',
      feeOccurredAmountQuote: '0.24',
      profitLoss: '0',
      interest: '0',
    };
    const close: Fill = {
      ...fillOf(2, { side: 'buy', price: '90', amount: '2' }),
      positionSide: 'short',
      feeAmountQuote: '0.456',
      feeOccurredAmountQuote: '0.216',
      profitLoss: '19.464',
      interest: '0.08',
    };
    expect(shown(after([...ofFills([open]), marked]))).toMatchObject({
      held: { short: { amount: '-2', cost: '-200' }, spot: { amount: '0' } },
      accruedFees: '0.24',
      unrealized: { average: '-12.5', fifo: '-12.5' },
      total: '-12.74',
    });
    expect(shown(after(ofFills([open, close])))).toMatchObject({
      held: { short: { amount: '0', cost: '0', averagePrice: null } },
      realized: { average: '20', fifo: '20' },
      fees: '0.456',
      interest: '0.08',
      accruedFees: '0',
      total: '19.464',
    });
  });

  it('does not depend on the order in which fills come, nor on how often they do', () => {
    fc.assert(
      fc.property(
        deals.chain((list) => {
          const fills = list.map((one, i) => fillOf(i, one));
          return fc.tuple(
            fc.constant(fills),
            fc.shuffledSubarray([...fills, ...fills], { minLength: 2 * fills.length }),
          );
        }),
        ([fills, told]) => {
          expect(profitOf(after([...ofFills(told), marked]))).toEqual(
            profitOf(after([...ofFills(fills), marked])),
          );
        },
      ),
    );
  });

  it('puts a late fill in its place, as far back as fills are kept, and counts those that are later', () => {
    const at = (i: number): Fill =>
      fillOf(i, { side: i % 3 === 0 ? 'sell' : 'buy', price: String(100 + (i % 7)), amount: '1' });
    const all = Array.from({ length: 5 * keptFills }, (_, i) => at(i));
    const without = (late: number): readonly Fill[] => [...all.filter((_, i) => i !== late), at(late)];
    const inTime = shown(after(ofFills(all)));
    expect(shown(after(ofFills(without(all.length - keptFills + 1))))).toEqual(inTime);
    expect(shown(after(ofFills(without(3))))).toMatchObject({ lateFills: 1, fills: all.length });
  });

  it('adds up: the payments and receipts, and the holdings at the best prices', () => {
    fc.assert(
      fc.property(deals, (list) => {
        const fills = list.map((one, i) => fillOf(i, one));
        const state = shown(after([...ofFills(fills), marked]));
        const cash = fills.reduce((sum, { side, price, amount, feeAmountQuote }) => {
          const paid = cutTo(timesUnits(unitsOf(price), unitsOf(amount)), 4);
          return sum + (side === 'buy' ? -paid : paid) - unitsOf(feeAmountQuote);
        }, 0n);
        const held = fills.reduce(
          (sum, { side, amount, feeAmountBase }) =>
            sum + (side === 'buy' ? unitsOf(amount) : -unitsOf(amount)) - unitsOf(feeAmountBase),
          0n,
        );
        const worth = timesUnits(unitsOf(held > 0n ? '105.5' : '106.25'), held);
        expect(state.held.spot.amount).toBe(decimalOfUnits(held));
        expect(state.total).toBe(decimalOfUnits(cash + worth));
        expect(totalIn(after([...ofFills(fills), marked]), 'jpy')).toBe(cash + worth);
        const { realized, unrealized } = state;
        expect(unitsOf(realized.fifo) + unitsOf(unrealized?.fifo ?? '')).toBe(
          unitsOf(realized.average) + unitsOf(unrealized?.average ?? ''),
        );
      }),
    );
  });

  it('gives up the oldest first: as a list of single units does', () => {
    const whole = fc.record({
      side: fc.constantFrom('buy' as const, 'sell' as const),
      price: fc.integer({ min: 1, max: 300 }),
      amount: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(fc.array(whole, { minLength: 1, maxLength: 30 }), (list) => {
        let queue: { readonly sign: number; readonly price: number }[] = [];
        let gained = 0;
        for (const { side, price, amount } of list) {
          const sign = side === 'buy' ? 1 : -1;
          for (let unit = 0; unit < amount; unit += 1) {
            const [oldest, ...rest] = queue;
            if (oldest === undefined || oldest.sign === sign) queue.push({ sign, price });
            else {
              gained += oldest.sign * (price - oldest.price);
              queue = rest;
            }
          }
        }
        const fills = list.map(({ side, price, amount }, i) =>
          fillOf(i, { side, price: String(price), amount: String(amount) }),
        );
        expect(shown(after(ofFills(fills))).realized.fifo).toBe(String(gained));
      }),
    );
  });

  it('sums its pairs by quote currency', () => {
    const fills = [
      fillOf(1, { side: 'buy', price: '100', amount: '1', fee: '0.1' }),
      { ...fillOf(2, { side: 'buy', price: '5', amount: '10', fee: '0.2' }), pair: 'xrp_jpy' },
      { ...fillOf(3, { side: 'buy', price: '0.05', amount: '1' }), pair: 'eth_btc' },
    ];
    const { totals } = profitOf(after([...ofFills(fills), marked]));
    expect([...totals.keys()]).toEqual(['jpy', 'btc']);
    expect(totals.get('jpy')).toMatchObject({ fees: '0.3', turnover: '150', fills: 2, unrealized: null });
    expect(totalIn(after(ofFills(fills)), 'jpy')).toBeNull();
  });
});
