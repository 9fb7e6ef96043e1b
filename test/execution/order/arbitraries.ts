import fc from 'fast-check';
import { type Known, newsOfFact, newsOfFill, newsOfOrder } from '../../../src/execution/order/known';
import { isConditional, type Order, orderTypes } from '../../../src/model/order';
import { fillOf, limitOrder, orderAt, orderedAt } from '../../../marbles/support/orders';

/** The true history of an order, as all news that the venue could send about it. */
export interface Story {
  readonly news: readonly Known[];
  readonly fills: number;
  /** The end of the order; `null` if it still lives. */
  readonly ending: string | null;
}

const endings = [
  'filled',
  'user',
  'invalidation',
  'expiry',
  'post-only',
  'unknown',
  'rejected',
  null,
] as const;

export const story: fc.Arbitrary<Story> = fc
  .record({
    type: fc.constantFrom(...orderTypes),
    trades: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }),
    end: fc.constantFrom(...endings),
    rest: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ type, trades, end, rest }) => {
    const isUnfilled = end === 'rejected' || end === 'post-only';
    const traded = end === 'filled' && trades.length === 0 ? [rest] : isUnfilled ? [] : trades;
    const executed = traded.reduce((sum, amount) => sum + amount, 0);
    const placed: Order = {
      ...limitOrder,
      type,
      amount: `${end === 'filled' ? executed : executed + rest}.0000`,
      postOnly: end === 'post-only',
    };
    const triggered = isConditional(type) ? { ...placed, triggeredAt: orderedAt + 500 } : placed;
    const states: Order[] = [];
    if (isConditional(type)) states.push(orderAt(placed, 'INACTIVE', 0));
    if (end !== 'rejected' || isConditional(type)) states.push(orderAt(triggered, 'UNFILLED', 0));
    const sums = traded.map((_, index) => traded.slice(0, index + 1).reduce((sum, one) => sum + one, 0));
    for (const sum of end === 'filled' ? sums.slice(0, -1) : sums)
      states.push(orderAt(triggered, 'PARTIALLY_FILLED', sum));
    if (end === 'filled') states.push(orderAt(triggered, 'FULLY_FILLED', executed));
    else if (end === 'rejected') states.push(orderAt(placed, 'REJECTED', 0));
    else if (end !== null)
      states.push({
        ...orderAt(triggered, executed > 0 ? 'CANCELED_PARTIALLY_FILLED' : 'CANCELED_UNFILLED', executed),
        canceledAt:
          end === 'expiry' ? (placed.expireAt ?? 0) : orderedAt + (end === 'post-only' ? 0 : 60_000),
      });
    const fills = traded.map((amount, index) => fillOf(placed, 7000 + index, `${amount}.0000`));
    const facts =
      end === 'user'
        ? [newsOfFact('cancel-acknowledged')]
        : end === 'invalidation'
          ? [newsOfFact('invalidated')]
          : [];
    return {
      news: [
        ...states.map((order) => newsOfOrder(order)),
        // REST has the same with fewer fields and shorter amounts.
        ...states.map((state) =>
          newsOfOrder({ ...state, userCancelable: null, justTriggered: null, averagePrice: '0' }),
        ),
        ...fills.map(newsOfFill),
        ...fills.map((fill) => newsOfFill({ ...fill, feeOccurredAmountQuote: null })),
        ...facts,
      ],
      fills: fills.length,
      ending: end === null || end === 'filled' || end === 'rejected' ? end : `canceled by ${end}`,
    };
  });

/** Delivers each piece of news at least once, some again, in any order. */
export const anyDelivery = (news: readonly Known[]): fc.Arbitrary<readonly Known[]> =>
  fc.array(fc.constantFrom(...news), { maxLength: 6 }).chain((again) =>
    fc.shuffledSubarray([...news, ...again], {
      minLength: news.length + again.length,
      maxLength: news.length + again.length,
    }),
  );
