import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answersTo,
  attribute as attributeOf,
  type Call,
  type Candidate,
} from '../../../src/execution/order/attribution';
import { limitOrder, orderedAt } from '../../../marbles/support/orders';

const order = { pair: 'xrp_jpy', side: 'buy', type: 'limit', amount: '10', price: '359.412' } as const;

/** Tests what a call may conclude if other programs trade on the account. */
const attribute = (one: Call, equals: readonly Call[], unowned: readonly Candidate[]) =>
  attributeOf(one, equals, unowned, false);

const call = (nth: number, changes: Partial<Call> = {}): Call => ({
  nth,
  order,
  requestTime: orderedAt + nth,
  mark: 0,
  first: null,
  searching: true,
  pastFence: true,
  ...changes,
});

const candidate = (orderId: number, at = orderId, seen = 1): Candidate => ({
  order: { ...limitOrder, orderId, orderedAt: orderedAt + at },
  seen,
});

describe('attribute', () => {
  it('claims the one candidate of a call that nothing overlaps, before its fence', () => {
    const one = call(1, { pastFence: false });
    expect(attribute(one, [one], [candidate(5)])).toEqual({ type: 'claim', order: candidate(5).order });
  });

  it.each<[string, Candidate]>([
    ['another price', { ...candidate(5), order: { ...candidate(5).order, price: '359.413' } }],
    ['another amount', { ...candidate(5), order: { ...candidate(5).order, amount: '10.0001' } }],
    ['another side', { ...candidate(5), order: { ...candidate(5).order, side: 'sell' } }],
    ['a position', { ...candidate(5), order: { ...candidate(5).order, positionSide: 'long' } }],
    ['an order placed before the call', candidate(5, -1500)],
    ['an order seen before the call', candidate(5, 5, 0)],
  ])('does not take %s', (_, other) => {
    expect(attribute(call(1), [call(1)], [other])).toEqual({ type: 'none' });
  });

  it('takes an order of bytes that were refused for their time, and beside a later one says that it may be either', () => {
    const again = call(3_000, { mark: 5, first: { requestTime: orderedAt, mark: 0 } });
    const ofFirst = candidate(6, 10, 2);
    const later = candidate(7, 2_500, 6);
    expect(attribute(again, [again], [ofFirst])).toEqual({ type: 'claim', order: ofFirst.order });
    expect(attribute(again, [again], [ofFirst, later])).toEqual({
      type: 'ambiguous',
      candidates: [ofFirst.order, later.order],
    });
  });

  it('takes an order that was placed before a request time that was refused for being ahead', () => {
    const again = call(1, { mark: 5, first: { requestTime: orderedAt + 3_600_000, mark: 0 } });
    expect(attribute(again, [again], [candidate(6, 10, 6)])).toMatchObject({ type: 'claim' });
  });

  it.each(['amount', 'price'] as const)('names one of which a reply leaves out the %s', (field) => {
    const lacking = { ...candidate(5).order, [field]: null };
    const doubtful = { type: 'ambiguous', candidates: [lacking] };
    expect(attribute(call(1), [call(1)], [{ order: lacking, seen: 1 }])).toEqual(doubtful);
    expect(answersTo(order, lacking)).toBe(true);
    expect(answersTo(order, { ...lacking, side: 'sell' })).toBe(false);
  });

  it('does not take one that closes the whole of a position for one of an amount', () => {
    const asked = { ...order, type: 'stop_loss', triggerPrice: '350' } as const;
    const whole = { ...candidate(5).order, type: 'stop_loss', triggerPrice: '350', amount: null } as const;
    expect(answersTo(asked, whole)).toBe(false);
    expect(answersTo({ ...asked, amount: undefined }, whole)).toBe(true);
  });

  it('names one of which only the type can’t be read, until a later read shows it', () => {
    const odd = { ...candidate(5).order, type: 'unknown', odd: { type: 'oco' } } as const;
    const doubtful = { type: 'ambiguous', candidates: [odd] };
    expect(attribute(call(1), [call(1)], [{ order: odd, seen: 1 }])).toEqual(doubtful);
    const other = { ...odd, price: '359.413' };
    expect(attribute(call(1), [call(1)], [{ order: other, seen: 1 }])).toEqual({ type: 'none' });
  });

  it('claims no readable one while another, of which the type can’t be read, may be its own', () => {
    const odd = { ...candidate(5).order, type: 'unknown', odd: { type: 'oco' } } as const;
    const readable = candidate(6);
    const both = [{ order: odd, seen: 1 }, readable];
    expect(attribute(call(1), [call(1)], both)).toEqual({
      type: 'ambiguous',
      candidates: [readable.order, odd],
    });
    // Nobody else can have placed it where nobody else trades.
    expect(attributeOf(call(1), [call(1)], both, true)).toEqual({ type: 'claim', order: readable.order });
    // Two equal calls can have placed both.
    const equals = [call(1), call(2)];
    expect(attribute(call(1), equals, both)).toEqual({ type: 'claim', order: readable.order });
    expect(attribute(call(2), equals, both)).toEqual({ type: 'ambiguous', candidates: [odd] });
  });

  it('compares as decimals, and never the post-only flag', () => {
    const told = { ...candidate(5).order, amount: '10.0000', price: '359.4120', postOnly: true };
    expect(attribute(call(1), [call(1)], [{ order: told, seen: 1 }])).toMatchObject({ type: 'claim' });
  });

  it('waits while an overlapping call may still have its reply', () => {
    const [one, other] = [call(1), call(2, { searching: false, pastFence: false })];
    expect(attribute(one, [one, other], [candidate(5)])).toEqual({ type: 'wait' });
  });

  it('does not wait for a call that left after the candidate was seen', () => {
    const [one, later] = [call(1), call(2, { mark: 1, searching: false, pastFence: false })];
    expect(attribute(one, [one, later], [candidate(5)])).toMatchObject({ type: 'claim' });
  });

  it('reports more candidates than calls', () => {
    const verdict = attribute(call(1), [call(1)], [candidate(6), candidate(5)]);
    expect(verdict).toEqual({ type: 'ambiguous', candidates: [candidate(5).order, candidate(6).order] });
  });

  it('gives each candidate to one call, in the order in which they were placed', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 1 }), fc.nat(5), (ids, count) => {
        const calls = ids.map((id) => call(id));
        const candidates = Array.from({ length: Math.min(count, calls.length) }, (_, index) =>
          candidate(10 + index),
        );
        const verdicts = calls.map((one) => ({ nth: one.nth, verdict: attribute(one, calls, candidates) }));
        const claims = verdicts
          .sort((a, b) => a.nth - b.nth)
          .flatMap(({ verdict }) => (verdict.type === 'claim' ? [verdict.order.orderId] : []));
        expect(claims).toEqual(candidates.map((one) => one.order.orderId));
      }),
    );
  });
});
