import { describe, expect, it } from 'vitest';
import {
  queue,
  recordedMarket,
  through,
  touch,
  virtualClock,
  type FillModel,
} from '../../../src/simulator/index';
import type { VirtualClock } from '../../../src/simulator/market/clock';
import { createSimulation, type Simulation } from '../../../src/simulator/simulation';
import { isRefusal, readOrderRequest } from '../../../src/simulator/venue/index';
import { framesIn, recordSynthetic, start } from './recording';

const pair = 'btc_jpy';
const seconds = 600;
const account = { apiKey: 'k', apiSecret: 's', balances: { jpy: '1000000000', btc: '100' } };

interface Planned {
  /** The time in ms after the start. */
  readonly at: number;
  readonly request: {
    readonly side: 'buy' | 'sell';
    readonly type: string;
    readonly amount: string;
    readonly price?: string;
  };
  /** The time in ms until its cancel. */
  readonly lives: number;
}

interface Ended {
  readonly executed: number;
  readonly notional: number;
  readonly roles: string;
}

/** Places the planned orders, each at its time, and returns their results. */
const carryOut = (
  { venue, wire }: Simulation,
  clock: VirtualClock,
  plan: readonly Planned[],
): readonly Ended[] => {
  const user = wire.accounts.all()[0]?.user ?? -1;
  const ids: number[] = [];
  for (const { at, request, lives } of plan)
    clock.schedule(() => {
      const order = readOrderRequest({ pair, ...request }, venue.instrument, 'refused');
      const placed = isRefusal(order) ? order : venue.submitOrder(user, order);
      if (isRefusal(placed)) throw new Error(`refused: ${placed.code}`);
      ids.push(placed.orderId);
      clock.schedule(() => void venue.cancelOrder(user, pair, placed.orderId), lives);
    }, at);
  clock.advanceTo(start + seconds * 1_000);
  const fills = venue.tradeHistory(user, { count: 1_000, order: 'asc' });
  return ids.map((id) => {
    const mine = fills.filter(({ orderId }) => orderId === id);
    return {
      executed: mine.reduce((sum, { amount }) => sum + Number(amount), 0),
      notional: mine.reduce((sum, { amount, price }) => sum + Number(amount) * price, 0),
      roles: [...new Set(mine.map(({ makerTaker }) => makerTaker))].join(),
    };
  });
};

/** Plans orders at the prices of the market as it would be without them. */
const planned = (): readonly Planned[] => {
  const plan: Planned[] = [];
  recordSynthetic(seconds, {
    during: ({ market }, clock) => {
      for (let second = 5; second < seconds - 60; second += 5) {
        clock.advanceTo(start + second * 1_000);
        const book = market.queries.depth(pair);
        const [bid, ask] = [Number(book?.bids[0]?.[0]), Number(book?.asks[0]?.[0])];
        const side = second % 2 === 0 ? 'buy' : 'sell';
        const own = side === 'buy' ? bid : ask;
        plan.push(
          second % 3 === 0
            ? { at: second * 1_000, request: { side, type: 'market', amount: '0.01' }, lives: 1_000 }
            : {
                at: second * 1_000,
                request: { side, type: 'limit', amount: '0.01', price: String(own) },
                lives: 30_000,
              },
        );
      }
    },
  });
  return plan;
};

/** A trade of the recording. */
interface Heard {
  readonly side: string;
  readonly price: number;
  readonly amount: number;
  readonly at: number;
}

const printsIn = (frames: readonly string[]): readonly Heard[] =>
  frames
    .filter((frame) => frame.includes(`"transactions_${pair}"`))
    .flatMap((frame) => {
      const [, { message }] = JSON.parse(frame.slice(2)) as [
        string,
        {
          message: {
            data: {
              transactions: readonly { side: string; price: string; amount: string; executed_at: number }[];
            };
          };
        },
      ];
      return message.data.transactions.map(({ side, price, amount, executed_at: time }) => ({
        side,
        price: Number(price),
        amount: Number(amount),
        at: time - start,
      }));
    });

/** Returns how much was traded beyond its price during its life, in lots. */
const tradedBeyond = ({ at, lives, request }: Planned, prints: readonly Heard[]): number =>
  prints
    .filter(
      ({ side, price, at: time }) =>
        side !== request.side &&
        time > at &&
        time <= at + lives &&
        (request.side === 'buy' ? price < Number(request.price) : price > Number(request.price)),
    )
    .reduce((sum, { amount }) => sum + Math.round(amount * 10_000), 0);

const averageOf = ({ executed, notional }: Ended): number => notional / executed;

/** Returns the reason why an order ended otherwise in the recording than in the market. */
const causeOf = (
  { name }: FillModel,
  plan: Planned,
  there: Ended,
  here: Ended,
  prints: readonly Heard[],
): string => {
  if (there.executed === here.executed && there.notional === here.notional && there.roles === here.roles)
    return 'the same';
  // A market publishes its changes only now and then, so a taker meets the book as last published.
  if (there.executed === here.executed && Math.abs(averageOf(there) / averageOf(here) - 1) < 0.0005)
    return 'the book of the last diff';
  if (name === 'through' && here.executed < there.executed && tradedBeyond(plan, prints) <= here.executed)
    return 'traded at its price, and beyond it no more';
  return `unexplained: ${JSON.stringify([plan, there, here])}`;
};

describe('the same orders in a market and in its recording', () => {
  const plan = planned();
  const there: { ended: readonly Ended[] } = { ended: [] };
  const events = recordSynthetic(seconds, {
    accounts: [account],
    during: (simulation, clock) => {
      there.ended = carryOut(simulation, clock, plan);
    },
  });
  const prints = printsIn(framesIn(events));

  it.each([
    [queue(), { 'the same': 93, 'the book of the last diff': 14 }],
    [touch(), { 'the same': 93, 'the book of the last diff': 14 }],
    [
      through(),
      { 'the same': 86, 'the book of the last diff': 15, 'traded at its price, and beyond it no more': 6 },
    ],
  ])('end alike, or differently for a cause, by %j', (fills, expected) => {
    const clock = virtualClock(start);
    const simulation = createSimulation(
      { market: recordedMarket({ events }), fills, accounts: [account] },
      { wall: clock, market: clock },
    );
    const here = carryOut(simulation, clock, plan);
    const causes: Record<string, number> = {};
    plan.forEach((one, i) => {
      const [was, is] = [there.ended[i], here[i]];
      if (was === undefined || is === undefined) throw new Error(`nothing is known of order ${i}`);
      const cause = causeOf(fills, one, was, is, prints);
      causes[cause] = (causes[cause] ?? 0) + 1;
    });
    expect(plan.length).toBeGreaterThan(100);
    expect(causes).toEqual(expected);
  });
});
