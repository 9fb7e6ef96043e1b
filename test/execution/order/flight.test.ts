/** The laws of orders on their way: any events, in any order and number. */
import fc from 'fast-check';
import { BehaviorSubject, defer, EMPTY } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { availableOf } from '../../../src/execution/account/available';
import { countIn, notionalIn, recentIn } from '../../../src/execution/guards/exposure';
import type { JournalRecord } from '../../../src/execution/journal/record';
import { createRecorder } from '../../../src/execution/journal/recorder';
import { sinceOf } from '../../../src/execution/order/attribution';
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
import { clockOf } from '../../../src/operators/clock';
import { virtualClock } from '../../../src/simulator/index';
import { xrp } from '../../../marbles/support/instruments';

const order = (amount: string) =>
  ({ pair: 'xrp_jpy', side: 'buy', type: 'limit', amount, price: '300' }) as const;

/** What any event may need; each takes what it has. */
const draw = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  /** True for an event that the flight with the id can have. Otherwise it may be any. */
  fits: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  nth: fc.nat(99),
  later: fc.nat(300),
  order: fc.constantFrom(order('1'), order('2')),
  price: fc.constantFrom('300', null),
  stamp: fc.record({
    type: fc.constant('time-window' as const),
    requestTime: fc.integer({ min: 1, max: 9_000 }),
    timeWindow: fc.constant(1_000),
  }),
  mark: fc.nat(5),
  date: fc.option(fc.integer({ min: 0, max: 20_000 })),
  admitted: fc.boolean(),
  ids: fc.array(fc.constantFrom('a', 'b', 'c', 'd')),
  until: fc.nat(9_000),
  candidates: fc.array(fc.nat(9)),
  outcome: fc.constantFrom('placed' as const, 'rejected' as const, 'absent' as const, 'none' as const),
  orderId: fc.nat(99),
});
type Draw = typeof draw extends fc.Arbitrary<infer T> ? T : never;

const types = [
  ...(['asked', 'admitted', 'left', 'sent-back', 'searched', 'fenced'] as const),
  ...(['looked', 'looked-in-vain', 'reported', 'over'] as const),
];

const typesOf: Readonly<Record<Flight['phase'], readonly FlightEvent['type'][]>> = {
  waits: ['admitted', 'admitted', 'admitted', 'over'],
  admitted: ['left', 'left', 'left', 'over'],
  left: ['sent-back', 'searched', 'fenced', 'over'],
  searched: ['fenced', 'looked', 'looked-in-vain', 'reported', 'over'],
  answered: [],
  over: [],
};

/** Makes the event of a draw, at a time. */
const eventOf = (drawn: Draw, flights: Flights, at: number): FlightEvent => {
  const { id, fits, nth, stamp, date, admitted, outcome: type, orderId } = drawn;
  const flight = find(flights, id);
  const fitting = flight === undefined ? (['asked'] as const) : typesOf[flight.phase];
  const choice = fits ? fitting : types;
  switch (choice[nth % choice.length] ?? 'asked') {
    case 'asked':
      return { type: 'asked', id, order: drawn.order, instrument: xrp, replaces: null, price: drawn.price };
    case 'admitted':
      return { type: 'admitted', id, order: drawn.order };
    case 'left':
      return { type: 'left', id, stamp, requestTime: stamp.requestTime, mark: drawn.mark, at };
    case 'sent-back':
      return { type: 'sent-back', id };
    case 'searched':
      return { type: 'searched', id };
    case 'fenced':
      return { type: 'fenced', by: { stamp, date, admitted }, at };
    case 'looked':
      return { type: 'looked', ids: drawn.ids, until: drawn.until };
    case 'looked-in-vain':
      return { type: 'looked-in-vain', id };
    case 'reported':
      return { type: 'reported', id, candidates: drawn.candidates };
    case 'over':
      return {
        type: 'over',
        id,
        outcome: type === 'placed' || type === 'rejected' ? { type, orderId, at } : { type, at },
      };
  }
};

const events = fc.array(draw, { minLength: 10, maxLength: 60, size: 'max' }).map((draws) => {
  let at = 0;
  let flights = noFlights;
  return draws.map((one) => {
    const event = eventOf(one, flights, (at += one.later));
    flights = onFlight(flights, event);
    return event;
  });
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

it('is drawn with every event, many of which fit', () => {
  const fitting = new Map<string, number>();
  flown(({ type }, before, after) => {
    if (before !== after) fitting.set(type, (fitting.get(type) ?? 0) + 1);
  });
  for (const type of types) expect(fitting.get(type) ?? 0, type).toBeGreaterThan(100);
});

const outcomes = (flights: Flights): Flight[] => [...landedSince(flights, -Infinity)];

describe('an order on its way', () => {
  it('is past its fence, or listed as one that is not', () => {
    flown((_, __, { onTheirWay, unfenced }) => {
      const before = onTheirWay.filter(({ stamp, pastFence }) => stamp !== null && !pastFence);
      const signed = (flights: readonly Pick<Flight, 'id' | 'stamp'>[]) =>
        flights.map(({ id, stamp }) => JSON.stringify([id, stamp])).sort();
      expect(signed(unfenced)).toEqual(signed(before));
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

  it('has its turn by that index after hundreds of different orders too, of which the index forgets those that ended', () => {
    const board = createFlights();
    const amounts = Array.from({ length: 400 }, (_, nth) => String(nth + 1));
    for (const [nth, amount] of amounts.entries()) {
      board.apply({
        type: 'asked',
        id: amount,
        order: order(amount),
        instrument: xrp,
        replaces: null,
        price: '300',
      });
      board.apply({ type: 'admitted', id: amount, order: order(amount) });
      if (nth % 5 > 0) board.apply({ type: 'over', id: amount, outcome: { type: 'none', at: nth } });
      if (nth % 50 === 0)
        for (const one of amounts)
          expect(board.isTurnOf(order(one)), one).toBe(isTurnOf(board.all(), order(one)));
    }
    expect(amounts.filter((one) => !board.isTurnOf(order(one)))).toHaveLength(80);
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

  it('may have placed an order since the earliest of its departures', () => {
    fc.assert(
      fc.property(events, (all) => {
        const times = new Map<number, number>();
        for (const [one, before, after] of course(all)) {
          const left = one.type === 'left' && before !== after ? find(after, one.id) : undefined;
          if (left === undefined) continue;
          const earliest = Math.min(times.get(left.nth) ?? Infinity, left.requestTime);
          times.set(left.nth, earliest);
          expect(sinceOf(left).requestTime).toBe(earliest);
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
      const wrong = before.onTheirWay.flatMap(({ nth, phase }) => {
        const next = after.onTheirWay.find((one) => one.nth === nth);
        return next === undefined || steps[phase].includes(next.phase) ? [] : [[phase, next.phase]];
      });
      expect(wrong).toEqual([]);
      const all = [...outcomes(after), ...after.onTheirWay].map(({ nth }) => nth);
      expect(new Set(all).size).toBe(all.length);
    });
  });

  it('ignores an event that does not fit', () => {
    flown((one, before, after) => {
      if (!('id' in one) || one.type === 'asked') return;
      if (find(before, one.id) === undefined) expect(after).toBe(before);
    });
  });

  it('stays as it is whatever happens to another', () => {
    flown((one, before, after) => {
      if (!('id' in one)) return;
      const others = ({ onTheirWay }: Flights) => onTheirWay.filter((flight) => flight.id !== one.id);
      expect(others(after)).toEqual(others(before));
      const landed = (flights: Flights) => outcomes(flights).filter((flight) => flight.id !== one.id);
      expect(landed(after)).toEqual(landed(before));
    });
  });

  it('never changes a value that it has handed out', () => {
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

describe('views of the orders on their way never disagree', () => {
  it('an order is out for the fence if it has a stamp, and only then it can be looked for or awaited', () => {
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

  it('exposure counts every order once, whether it is known before the reply or not', () => {
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

  it('free amounts lack the amounts that each order that is out will lock, and those of placed orders that no balance shows yet', () => {
    const balance = {
      ...{ asset: 'jpy', amountPrecision: 4, onhandAmount: '3000', lockedAmount: '0', freeAmount: '3000' },
      ...{ withdrawingAmount: '0', confirmed: true, asOf: 0 },
    };
    fc.assert(
      fc.property(events, fc.nat(9_000), (all, updatedAt) => {
        const board = createFlights();
        let free: string | undefined;
        const subscription = availableOf({
          assets$: new BehaviorSubject(new Map([['jpy', balance]])),
          updatedAt: () => updatedAt,
          flights: board,
          orders: { entry: () => undefined },
          elapsed: () => 0,
        }).subscribe((amounts) => (free = amounts.get('jpy')));
        for (const one of all) {
          board.apply(one);
          const out = board.all().onTheirWay.filter(({ phase }) => phase !== 'waits');
          const placed = outcomes(board.all()).filter(
            ({ outcome }) => outcome?.type === 'placed' && outcome.at >= updatedAt,
          );
          const locked = [...out, ...placed].reduce(
            (sum, flight) => sum + 300 * Number(flight.order.amount),
            0,
          );
          expect(Number(free)).toBe(Math.max(0, 3_000 - locked));
        }
        subscription.unsubscribe();
      }),
      { numRuns: 300 },
    );
  });

  it('the journal’s intent of each order that leaves says which request left, and since when its order may exist', () => {
    const records: JournalRecord[] = [];
    const recorder = createRecorder({
      journal: { load: () => EMPTY, append: (one) => defer(() => (records.push(one), EMPTY)) },
      clock: clockOf(virtualClock(0)),
      moment: () => ({ at: 0, ran: 0 }),
      venueTimeOf: (moment) => moment,
      diagnose: () => undefined,
    });
    flown((one, before, after) => {
      const [flight, left] = 'id' in one ? [find(before, one.id), find(after, one.id)] : [];
      if (one.type !== 'left' || before === after || flight === undefined || left === undefined) return;
      recorder.keep(flight, one.stamp)?.subscribe();
      const { requestTime } = sinceOf(left);
      expect(records.at(-1)).toMatchObject({
        id: left.id,
        request: left.order,
        stamp: left.stamp,
        requestTime,
      });
    });
  });

  it('orders that left are counted for a second, whatever their outcome', () => {
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

  it('orders that have landed are kept as long as they can be taken for another', () => {
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
        expect(outcomes(flights)).toHaveLength(recent.length);
        expect(flights.landed.events.length).toBeLessThanOrEqual(2 * recent.length + 65);
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
