/** The laws of orders on their way: any events, in any order and number. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countIn, notionalIn, recentIn } from '../../../src/execution/guards/exposure';
import {
  find,
  type Flight,
  type FlightEvent,
  type Flights,
  noFlights,
  onFlight,
  watchFor,
} from '../../../src/execution/order/flight';
import {
  clearAt,
  equalsOf,
  isTurnOf,
  landedSince,
  searchedIn,
} from '../../../src/execution/order/flight-views';
import { createFlights } from '../../../src/execution/order/flights';
import type { Order } from '../../../src/model/order';
import { xrp } from '../../../marbles/support/instruments';

const order = (amount: string) =>
  ({ pair: 'xrp_jpy', side: 'buy', type: 'limit', amount, price: '300' }) as const;

const id = fc.constantFrom('a', 'b', 'c', 'd');
const asked = fc.constantFrom(order('1'), order('2'));
const stamp = fc.record({
  type: fc.constant('time-window' as const),
  requestTime: fc.integer({ min: 1, max: 9_000 }),
  timeWindow: fc.constant(1_000),
});

/** Events without times. Times go on with the events. */
const event: fc.Arbitrary<(at: number) => FlightEvent> = fc.oneof(
  fc
    .record({ id, order: asked, price: fc.constantFrom('300', null) })
    .map((fields) => () => ({ type: 'asked' as const, instrument: xrp, replaces: null, ...fields })),
  fc.record({ id, order: asked }).map((fields) => () => ({ type: 'admitted' as const, ...fields })),
  fc.record({ id, stamp, mark: fc.nat(5) }).map((fields) => (at: number) => ({
    type: 'left' as const,
    requestTime: fields.stamp.requestTime,
    at,
    ...fields,
  })),
  id.map((one) => () => ({ type: 'sent-back' as const, id: one })),
  id.map((one) => () => ({ type: 'searched' as const, id: one })),
  fc
    .record({ stamp, date: fc.option(fc.integer({ min: 0, max: 20_000 })), admitted: fc.boolean() })
    .map((by) => (at: number) => ({ type: 'fenced' as const, by, at })),
  fc
    .record({ ids: fc.array(id), until: fc.nat(9_000) })
    .map((fields) => () => ({ type: 'looked' as const, ...fields })),
  id.map((one) => () => ({ type: 'looked-in-vain' as const, id: one })),
  fc
    .record({ id, candidates: fc.array(fc.nat(9)) })
    .map((fields) => () => ({ type: 'reported' as const, ...fields })),
  fc
    .record({ id, type: fc.constantFrom('placed', 'rejected', 'absent', 'none'), orderId: fc.nat(99) })
    .map((fields) => (at: number): FlightEvent => ({
      type: 'over',
      id: fields.id,
      outcome:
        fields.type === 'placed' || fields.type === 'rejected'
          ? { type: fields.type, orderId: fields.orderId, at }
          : { type: fields.type === 'absent' ? 'absent' : 'none', at },
    })),
);

const events = fc.array(fc.tuple(event, fc.nat(300)), { maxLength: 80 }).map((drawn) => {
  let at = 0;
  return drawn.map(([make, later]) => make((at += later)));
});

/** Returns every state that the events lead through, with its event. */
const course = (all: readonly FlightEvent[]): readonly [FlightEvent, Flights, Flights][] => {
  let flights = noFlights;
  return all.map((one) => {
    const before = flights;
    flights = onFlight(flights, one);
    return [one, before, flights];
  });
};

const flown = (run: (one: FlightEvent, before: Flights, after: Flights) => void): void => {
  fc.assert(
    fc.property(events, (all) => {
      for (const [one, before, after] of course(all)) run(one, before, after);
    }),
    { numRuns: 300 },
  );
};

const outcomes = (flights: Flights): Flight[] => [...landedSince(flights, -Infinity)];

describe('what is on its way', () => {
  it('is past its fence, or listed as one that is not', () => {
    flown((_, __, { onTheirWay, unfenced }) => {
      const before = onTheirWay.filter(({ stamp: signed, pastFence }) => signed !== null && !pastFence);
      expect([...unfenced].sort()).toEqual(before.map((flight) => flight.id).sort());
    });
  });

  it('has its turn by the index of the board as by looking at each', () => {
    fc.assert(
      fc.property(events, (all) => {
        const board = createFlights();
        for (const one of all) {
          board.apply(one);
          for (const amount of ['1', '2'])
            expect(board.isTurnOf(order(amount))).toBe(isTurnOf(board.all(), order(amount)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has an id once', () => {
    flown((_, __, { onTheirWay }) => {
      const ids = onTheirWay.map((flight) => flight.id);
      expect(new Set(ids).size).toBe(ids.length);
    });
  });

  it('leaves once, unless it was sent back in between', () => {
    fc.assert(
      fc.property(events, (all) => {
        const out = new Set<number>();
        for (const [one, before, after] of course(all)) {
          const flight = 'id' in one ? find(before, one.id) : undefined;
          if (flight === undefined || before === after) continue;
          if (one.type === 'sent-back') out.delete(flight.nth);
          if (one.type !== 'left') continue;
          expect(out.has(flight.nth)).toBe(false);
          out.add(flight.nth);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('goes through its phases in their order, and ends once', () => {
    const steps: Readonly<Record<Flight['phase'], readonly Flight['phase'][]>> = {
      waits: ['waits', 'admitted'],
      admitted: ['admitted', 'left'],
      left: ['left', 'searched', 'admitted'],
      searched: ['searched'],
      answered: [],
      over: [],
    };
    flown((_, before, after) => {
      for (const flight of before.onTheirWay) {
        const next = after.onTheirWay.find(({ nth }) => nth === flight.nth);
        if (next !== undefined) expect(steps[flight.phase]).toContain(next.phase);
      }
      const landed = outcomes(after).map(({ nth }) => nth);
      expect(new Set(landed).size).toBe(landed.length);
      for (const { nth } of after.onTheirWay) expect(landed).not.toContain(nth);
    });
  });

  it('changes by nothing that does not fit', () => {
    flown((one, before, after) => {
      if (!('id' in one) || one.type === 'asked') return;
      if (find(before, one.id) === undefined) expect(after).toBe(before);
    });
  });

  it('never changes what was told of it', () => {
    fc.assert(
      fc.property(events, (all) => {
        const states = course(all).map(([, , after]) => after);
        const texts = states.map((state) => JSON.stringify(state));
        expect(states.map((state) => JSON.stringify(state))).toEqual(texts);
        let flights = noFlights;
        for (const one of all) flights = onFlight(Object.freeze({ ...flights }), one);
        expect(flights).toEqual(states.at(-1) ?? noFlights);
      }),
      { numRuns: 100 },
    );
  });
});

describe('views of what is on its way never disagree', () => {
  it('an order is out for the fence where it has a stamp, and only then it can be looked for or awaited', () => {
    flown((_, __, flights) => {
      for (const flight of flights.onTheirWay) {
        const isOut = equalsOf(flights, flight.order).includes(flight);
        expect(isOut).toBe(flight.phase !== 'waits');
        expect(isTurnOf(flights, flight.order)).toBe(
          equalsOf(flights, flight.order).every(({ reported }) => reported),
        );
        expect(flight.stamp !== null).toBe(flight.phase === 'left' || flight.phase === 'searched');
        expect(flight.searching).toBe(flight.phase === 'searched');
        expect(searchedIn(flights, 'xrp_jpy').includes(flight)).toBe(flight.searching);
      }
      const stamped = flights.onTheirWay.filter((flight) => flight.stamp !== null);
      expect(clearAt(flights, 5)).toBe(Math.max(-Infinity, ...stamped.map(({ fencedAt }) => fencedAt + 5)));
    });
  });

  it('exposure counts every one once, be its order told before the reply or not', () => {
    flown((_, __, flights) => {
      const { length } = flights.onTheirWay;
      expect(countIn('xrp_jpy', flights, [])).toBe(length);
      // A message reports the orders of all that have left. Nobody owns these yet.
      const told = flights.onTheirWay
        .filter((flight) => flight.stamp !== null)
        .map((flight, index) => openOrder(flight, 100 + index));
      expect(countIn('xrp_jpy', flights, told)).toBe(length);
      const valuation = {
        marketOf: () => ({ book: null, receivedAt: 0, tradable: null }),
        priceOf: () => undefined,
      };
      const worths = flights.onTheirWay.map(({ price, order: { amount } }) =>
        price === null ? null : 300 * Number(amount),
      );
      const total = worths.includes(null)
        ? null
        : worths.reduce<number>((sum, worth) => sum + Number(worth), 0);
      const notional = notionalIn('jpy', flights, told, valuation);
      expect(notional === null ? null : Number(notional)).toBe(total);
      const waiting = flights.onTheirWay.filter((flight) => flight.stamp === null).length;
      expect(recentIn(flights, Infinity)).toBe(waiting);
    });
  });

  it('orders that left are counted for a second, whatever has come of them', () => {
    fc.assert(
      fc.property(events, (all) => {
        const left = course(all).flatMap(([one, before, after]) =>
          one.type === 'left' && after !== before ? [one.at] : [],
        );
        const last = course(all).at(-1)?.[2] ?? noFlights;
        const now = left.at(-1) ?? 0;
        const waiting = last.onTheirWay.filter((flight) => flight.stamp === null).length;
        expect(recentIn(last, now) - waiting).toBe(left.filter((at) => at > now - 1_000).length);
      }),
    );
  });

  it('those that have landed are kept as long as they can be taken for something', () => {
    const landing = fc.array(fc.nat(watchFor / 50), { minLength: 100, maxLength: 400 });
    fc.assert(
      fc.property(landing, (pauses) => {
        let flights = noFlights;
        let at = 0;
        const landed: number[] = [];
        for (const [index, pause] of pauses.entries()) {
          at += pause;
          landed.push(at);
          flights = onFlight(flights, {
            type: 'asked',
            id: `${index}`,
            order: order('1'),
            instrument: xrp,
            replaces: null,
            price: null,
          });
          flights = onFlight(flights, {
            type: 'over',
            id: `${index}`,
            outcome: { type: 'placed', orderId: index, at },
          });
        }
        const recent = landed.filter((time) => time >= at - watchFor);
        expect([...landedSince(flights, at - watchFor)].map(({ outcome }) => outcome.at).reverse()).toEqual(
          recent,
        );
        expect(flights.landed.count).toBeLessThanOrEqual(Math.max(64, 2 * recent.length + 64));
      }),
      { numRuns: 50 },
    );
  });
});

const openOrder = ({ order: request }: Flight, seen: number) => {
  const open = {
    orderId: seen,
    ...request,
    positionSide: null,
    status: 'UNFILLED',
    remainingAmount: request.amount,
    triggerPrice: null,
    orderedAt: 0,
  } as unknown as Order;
  return {
    entry: { orderId: seen, seen, owned: false } as never,
    order: open,
  };
};
