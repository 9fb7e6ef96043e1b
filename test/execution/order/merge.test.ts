import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diff, ending, isEnding } from '../../../src/execution/order/diff';
import {
  type Fact,
  type Known,
  merge,
  newsOfFact,
  newsOfOrder,
  nothing,
} from '../../../src/execution/order/known';
import { orderStatuses } from '../../../src/model/order';
import type { OrderTransition } from '../../../src/model/order-transition';
import { fillOf, limitOrder, orderAt } from '../../../marbles/support/orders';
import { anyDelivery, story } from './arbitraries';

/** Any knowledge of an order, without consistency. */
const known: fc.Arbitrary<Known> = fc.record({
  snapshot: fc.option(
    fc
      .record({
        status: fc.constantFrom(...orderStatuses),
        executed: fc.integer({ min: 0, max: 12 }),
        canceledAt: fc.option(fc.integer({ min: 1, max: 3 })),
        averagePrice: fc.option(fc.constantFrom('1.0', '1.00')),
        word: fc.option(fc.constantFrom('oco', 'iceberg'), { nil: undefined }),
      })
      .map(({ status, executed, word, ...fields }) => ({
        ...orderAt(limitOrder, status, executed),
        ...fields,
        ...(word === undefined ? {} : { type: 'unknown' as const, odd: { type: word } }),
      })),
  ),
  fills: fc
    .array(
      fc.record({
        tradeId: fc.integer({ min: 1, max: 4 }),
        interest: fc.option(fc.constantFrom('0', '0.1')),
      }),
      { maxLength: 4 },
    )
    .map(
      (fills) =>
        new Map(
          fills.map(({ tradeId, interest }) => [tradeId, { ...fillOf(limitOrder, tradeId, '1'), interest }]),
        ),
    ),
  facts: fc
    .subarray<Fact>(['accepted', 'triggered', 'invalidated', 'cancel-acknowledged', 'cause-known'])
    .map((facts) => new Set(facts)),
});

/** Returns every transition of a delivery, and the final knowledge. */
const observe = (news: readonly Known[]) => {
  const transitions: OrderTransition[] = [];
  let state = nothing;
  for (const piece of news) {
    const next = merge(state, piece);
    transitions.push(...diff(state, next));
    state = next;
  }
  return { state, transitions };
};

const delivered = story.chain((truth) =>
  fc.record({
    truth: fc.constant(truth),
    one: anyDelivery(truth.news),
    other: anyDelivery(truth.news),
    late: anyDelivery(truth.news),
  }),
);

const settled = newsOfFact('cause-known');

describe('an unreadable field of an order', () => {
  it('gives way to one that can be read, whichever comes first', () => {
    const readable = newsOfOrder(limitOrder);
    const odd = newsOfOrder({ ...limitOrder, type: 'unknown', odd: { type: 'oco' } });
    for (const [first, second] of [[readable, odd] as const, [odd, readable] as const])
      expect(merge(first, second).snapshot).toEqual(limitOrder);
  });
});

describe('merge', () => {
  it('is commutative', () => {
    fc.assert(
      fc.property(known, known, (a, b) => {
        expect(merge(a, b)).toEqual(merge(b, a));
      }),
    );
  });

  it('is associative', () => {
    fc.assert(
      fc.property(known, known, known, (a, b, c) => {
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      }),
    );
  });

  it('is idempotent, and then returns the very same object', () => {
    fc.assert(
      fc.property(known, known, (a, b) => {
        const merged = merge(a, b);
        expect(merge(merged, a)).toBe(merged);
        expect(merge(merged, b)).toBe(merged);
        expect(merge(merged, nothing)).toBe(merged);
      }),
    );
  });

  it('compares executed amounts as decimals', () => {
    const nine = orderAt(limitOrder, 'PARTIALLY_FILLED', 9);
    const ten = orderAt({ ...limitOrder, amount: '20.0000' }, 'PARTIALLY_FILLED', 10);
    const news = [nine, ten].map((snapshot): Known => ({ ...nothing, snapshot }));
    expect(news.reduce(merge, nothing).snapshot?.executedAmount).toBe('10.0000');
    expect(news.reverse().reduce(merge, nothing).snapshot?.executedAmount).toBe('10.0000');
  });
});

describe('an order whose news comes late, twice and in any order', () => {
  it('ends in the same state', () => {
    fc.assert(
      fc.property(delivered, ({ one, other }) => {
        expect(observe(other).state).toEqual(observe(one).state);
      }),
    );
  });

  it('emits each fill once and ends the same way', () => {
    fc.assert(
      fc.property(delivered, ({ truth, one, late }) => {
        const { transitions } = observe([...one, settled, ...late]);
        const fills = transitions.filter(({ type }) => type === 'PartiallyFilled');
        expect(fills).toHaveLength(truth.fills);
        const end = transitions.filter(isEnding);
        expect(end).toHaveLength(truth.ending === null ? 0 : 1);
        expect(
          end.map((one) => (one.type === 'Canceled' ? `canceled by ${one.by}` : one.type.toLowerCase())),
        ).toEqual(truth.ending === null ? [] : [truth.ending]);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the laws of transitions on the way', () => {
    fc.assert(
      fc.property(delivered, ({ one, late }) => {
        const { transitions } = observe([...one, settled, ...late]);
        const types = transitions.map(({ type }) => type);
        const end = transitions.findIndex(isEnding);
        if (end >= 0) expect(end).toBe(transitions.length - 1);
        if (types.some((type) => type !== 'Rejected')) expect(types[0]).toBe('Accepted');
        expect(types.filter((type) => type === 'Accepted').length).toBeLessThanOrEqual(1);
        expect(types.filter((type) => type === 'Triggered').length).toBeLessThanOrEqual(1);
        if (types.includes('Triggered')) expect(types.indexOf('Triggered')).toBe(1);
        const trades = transitions.flatMap((one) =>
          one.type === 'PartiallyFilled' ? [one.fill.tradeId] : [],
        );
        expect(new Set(trades).size).toBe(trades.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('has not ended while a fill of it is missing', () => {
    fc.assert(
      fc.property(delivered, ({ truth, one }) => {
        fc.pre(truth.fills > 0 && truth.ending !== null);
        const without = one.filter(({ fills }) => !fills.has(7000));
        expect(ending(observe([...without, settled]).state)).toBeNull();
      }),
    );
  });
});
