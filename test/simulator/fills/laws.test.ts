import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Side } from '../../../src/model/pair';
import { afterDecrease, afterPrint, cancelsBy, noDecreases } from '../../../src/simulator/fills/decreases';
import type { FillModel, Print, RestingQuote } from '../../../src/simulator/fills/model';
import { queue, through, touch } from '../../../src/simulator/fills/models';
import {
  type Display,
  type FillEffect,
  type MarketEvent,
  nothingRests,
  onMarketEvent,
  type FillStep,
} from '../../../src/simulator/fills/reducer';

/** A random event of a market: prints, levels and orders that agree with nothing. */
type Act =
  | { readonly kind: 'print'; readonly side: Side; readonly price: number; readonly amount: number }
  | { readonly kind: 'level'; readonly side: Side; readonly price: number; readonly amount: number }
  | { readonly kind: 'place'; readonly side: Side; readonly price: number; readonly amount: number }
  | { readonly kind: 'cancel'; readonly which: number }
  | { readonly kind: 'resume' }
  | { readonly kind: 'wait'; readonly ms: number };

const side = fc.constantFrom<Side>('buy', 'sell');
const price = fc.integer({ min: 95, max: 105 });
const amount = fc.integer({ min: 1, max: 20 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('print' as const), side, price, amount }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('level' as const),
      side,
      price,
      amount: fc.integer({ min: 0, max: 20 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('place' as const), side, price, amount }) },
  fc.record({ kind: fc.constant('cancel' as const), which: fc.nat(20) }),
  fc.record({ kind: fc.constant('resume' as const) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 3_000 }) }),
);

const models: readonly FillModel[] = [
  touch(),
  through(),
  queue(),
  queue({ cancelsAhead: 1 }),
  queue({ cancelsAhead: 'proportional' }),
];
const model = fc.constantFrom(...models);

interface Seen {
  readonly event: MarketEvent;
  readonly step: FillStep;
  /** The quotes before the event. */
  readonly quotes: readonly RestingQuote[];
}

/** Plays acts on a market. It keeps the taken amounts apart from the recorded book. */
const play = (of: FillModel, acts: readonly Act[]) => {
  const recorded: Record<Side, Map<number, bigint>> = { buy: new Map(), sell: new Map() };
  const taken: Record<Side, Map<number, bigint>> = { buy: new Map(), sell: new Map() };
  let state = nothingRests;
  let orders: Omit<RestingQuote, 'ahead'>[] = [];
  let ids = 0;
  let time = 0;
  const seen: Seen[] = [];
  const placedAmounts = new Map<number, bigint>();
  const sorted = (of: Side): [number, bigint][] =>
    [...recorded[of]]
      .map(([at, amount]): [number, bigint] => [at, amount - (taken[of].get(at) ?? 0n)])
      .filter(([, amount]) => amount > 0n)
      .sort(([a], [b]) => (of === 'buy' ? b - a : a - b));
  const display: Display = {
    shown: (of, at) => (at < 96 || at > 104 ? null : (recorded[of].get(at) ?? 0n)),
    best: (of) => sorted(of)[0]?.[0] ?? null,
    available: sorted,
  };
  const tell = (event: MarketEvent): void => {
    const { quotes } = state;
    const step = onMarketEvent(of, state, event, display);
    ({ state } = step);
    for (const take of step.takes)
      taken[take.side].set(take.price, (taken[take.side].get(take.price) ?? 0n) + take.amount);
    for (const { id, amount } of step.fills) {
      orders = orders
        .map((order) => (order.id === id ? { ...order, remaining: order.remaining - amount } : order))
        .filter(({ remaining }) => remaining > 0n);
    }
    seen.push({ event, step, quotes });
  };
  const tellOrders = (): void => {
    const bids = orders
      .filter((order) => order.side === 'buy')
      .sort((a, b) => b.price - a.price || a.id - b.id);
    const asks = orders
      .filter((order) => order.side === 'sell')
      .sort((a, b) => a.price - b.price || a.id - b.id);
    tell({ type: 'resting', orders: [...bids, ...asks] });
  };
  for (const each of acts) {
    if (each.kind === 'print') {
      const { side, price, amount } = each;
      tell({ type: 'print', print: { side, price, amount: BigInt(amount), time } });
    } else if (each.kind === 'level') {
      const { side, price } = each;
      const before = recorded[side].get(price) ?? 0n;
      const fell = before - BigInt(each.amount);
      recorded[side].set(price, BigInt(each.amount));
      if (fell > 0n) taken[side].set(price, bigMax(0n, (taken[side].get(price) ?? 0n) - fell));
      tell({
        type: 'book',
        time,
        decreases: fell > 0n ? [{ side, price, amount: fell, before, time }] : [],
      });
    } else if (each.kind === 'place') {
      ids += 1;
      placedAmounts.set(ids, BigInt(each.amount));
      orders.push({ id: ids, side: each.side, price: each.price, remaining: BigInt(each.amount) });
      tellOrders();
    } else if (each.kind === 'cancel') {
      orders = orders.filter(({ id }) => id !== each.which);
      tellOrders();
    } else if (each.kind === 'resume') tell({ type: 'resumed' });
    else {
      time += each.ms;
      tell({ type: 'book', time, decreases: [] });
    }
  }
  return { seen, placedAmounts, recorded, taken };
};

const bigMax = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const sum = (fills: readonly { readonly amount: bigint }[]): bigint =>
  fills.reduce((total, { amount }) => total + amount, 0n);
const fillsIn = (seen: readonly Seen[]): readonly FillEffect[] => seen.flatMap(({ step }) => step.fills);
const acts = fc.array(act, { minLength: 1, maxLength: 60 });

describe('any market', () => {
  it('fills no more by a print than it had, and of one side only', () => {
    fc.assert(
      fc.property(model, acts, (of, each) => {
        for (const { event, step, quotes } of play(of, each).seen) {
          if (event.type !== 'print') continue;
          expect(sum(step.fills) <= event.print.amount).toBe(true);
          expect(step.takes).toEqual([]);
          for (const { id } of step.fills) {
            const quote = quotes.find((one) => one.id === id);
            expect(quote?.side).not.toBe(event.print.side);
          }
        }
      }),
    );
  });

  it('fills no more by prints at a price than was printed at it or beyond', () => {
    fc.assert(
      fc.property(model, acts, price, side, (of, each, at, own) => {
        let filled = 0n;
        let print = 0n;
        for (const { event, step, quotes } of play(of, each).seen) {
          if (event.type !== 'print' || event.print.side === own) continue;
          const reaches = own === 'buy' ? event.print.price <= at : event.print.price >= at;
          if (reaches) print += event.print.amount;
          filled += sum(
            step.fills.filter(({ id }) =>
              quotes.some((q) => q.id === id && q.side === own && q.price === at),
            ),
          );
        }
        expect(filled <= print).toBe(true);
      }),
    );
  });

  it('fills the best price first, then the oldest', () => {
    fc.assert(
      fc.property(fc.constantFrom(touch(), through()), acts, (of, each) => {
        for (const { event, step, quotes } of play(of, each).seen) {
          if (event.type !== 'print') continue;
          const reached = quotes.filter(
            (q) =>
              q.side !== event.print.side &&
              (q.side === 'buy' ? event.print.price <= q.price : event.print.price >= q.price) &&
              (of.name === 'touch' || q.price !== event.print.price),
          );
          const filled = step.fills.map(({ id }) => id);
          expect(filled).toEqual(reached.slice(0, filled.length).map(({ id }) => id));
          // Only the last fill may leave a remainder.
          const whole = step.fills.slice(0, -1);
          for (const { id, amount } of whole) expect(quotes.find((q) => q.id === id)?.remaining).toBe(amount);
        }
      }),
    );
  });

  it('never fills an order beyond its amount, and never twice', () => {
    fc.assert(
      fc.property(model, acts, (of, each) => {
        const { seen, placedAmounts } = play(of, each);
        for (const [id, amount] of placedAmounts)
          expect(sum(fillsIn(seen).filter((fill) => fill.id === id)) <= amount).toBe(true);
      }),
    );
  });

  it('takes no more than is displayed, and keeps it taken', () => {
    fc.assert(
      fc.property(model, acts, (of, each) => {
        const { recorded, taken } = play(of, each);
        for (const one of ['buy', 'sell'] as const)
          for (const [at, amount] of taken[one])
            expect(amount <= bigMax(recorded[one].get(at) ?? 0n, 0n)).toBe(true);
      }),
    );
  });

  it('marks every guess, and fills by nothing else than prints, crosses and guesses', () => {
    fc.assert(
      fc.property(model, acts, (of, each) => {
        for (const { event, step, quotes } of play(of, each).seen) {
          if (event.type === 'resting') expect(step.fills).toEqual([]);
          for (const fill of step.fills) {
            expect(fill.basis === 'gap').toBe(event.type === 'resumed');
            expect(fill.price).toBe(quotes.find(({ id }) => id === fill.id)?.price);
          }
          if (event.type === 'book') expect(sum(step.fills)).toBe(sum(step.takes));
        }
      }),
    );
  });

  it('fills an order by through no more than by queue, and by queue no more than by touch', () => {
    const prints = fc.array(fc.record({ side, price, amount }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.record({ price, amount }), fc.nat(30), prints, (order, ahead, all) => {
        const filledBy = (of: FillModel): bigint => {
          let state = nothingRests;
          let filled = 0n;
          const display: Display = { shown: () => BigInt(ahead), best: () => null, available: () => [] };
          const tell = (event: MarketEvent): void => {
            const step = onMarketEvent(of, state, event, display);
            ({ state } = step);
            filled += sum(step.fills);
          };
          tell({
            type: 'resting',
            orders: [{ id: 1, side: 'buy', price: order.price, remaining: BigInt(order.amount) }],
          });
          all.forEach((print, time) =>
            tell({ type: 'print', print: { ...print, amount: BigInt(print.amount), time } }),
          );
          return filled;
        };
        expect(filledBy(through()) <= filledBy(queue())).toBe(true);
        expect(filledBy(queue()) <= filledBy(touch())).toBe(true);
      }),
    );
  });
});

describe('the reasons of decreases', () => {
  const at = fc.integer({ min: 0, max: 10_000 });
  const print = fc.record({ amount, time: at });
  const decrease = fc.record({ amount, time: at });

  it('explain as much by prints as both sides have, and each print once', () => {
    fc.assert(
      fc.property(fc.array(print), fc.array(decrease), (prints, decreases) => {
        const events = [
          ...prints.map((one) => ({ ...one, is: 'print' as const })),
          ...decreases.map((one) => ({ ...one, is: 'decrease' as const })),
        ].sort((a, b) => a.time - b.time);
        let state = noDecreases;
        let cancels = 0n;
        const settle = (now: number): void => {
          const by = cancelsBy(state, now);
          ({ state } = by);
          for (const one of by.cancels) {
            // No cancel is known early.
            expect(now - one.time).toBeGreaterThan(2_000);
            cancels += one.amount;
          }
        };
        for (const { is, amount, time } of events) {
          settle(time);
          const part = { price: 100, amount: BigInt(amount), time };
          if (is === 'print') state = afterPrint(state, { ...part, side: 'sell' } satisfies Print);
          else state = afterDecrease(state, { ...part, side: 'buy', before: 1_000n });
        }
        settle(Infinity);
        const decreased = BigInt(decreases.reduce((total, one) => total + one.amount, 0));
        const traded = BigInt(prints.reduce((total, one) => total + one.amount, 0));
        expect(cancels <= decreased).toBe(true);
        expect(cancels >= decreased - traded).toBe(true);
        const near = (time: number) =>
          BigInt(
            prints
              .filter((one) => Math.abs(one.time - time) <= 2_000)
              .reduce((total, one) => total + one.amount, 0),
          );
        // A decrease without a near print is a cancel.
        const lonely = decreases.filter(({ time }) => near(time) === 0n);
        expect(cancels >= BigInt(lonely.reduce((total, one) => total + one.amount, 0))).toBe(true);
      }),
    );
  });
});
