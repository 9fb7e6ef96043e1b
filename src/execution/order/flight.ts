import type { Instrument } from '../../model/instrument';
import type { Answered } from '../rest/call';
import type { Stamp } from '../rest/signing';
import { type Call, clockSlack, sinceOf } from './attribution';
import type { CheckedOrder } from './check-request';
import { provesFence } from './fence';
import { emptyLog, type Log, logged } from './flight-log';
import type { Replaces } from './replacement';

/**
 * An order on its way, from the moment at which it counts until its outcome is known:
 *
 * ```
 * asked ──▸ waits ──▸ admitted ──▸ left ──▸ answered
 *             │          │  ▴        │ ▸ searched ──▸ answered
 *             ▾          ▾  └────────┤ (sent back)  ▸ over
 *            over       over         ▾
 *                                   over
 * ```
 *
 * Everything that must know of orders on their way looks here: the search for one whose outcome is unknown, the fence
 * between equal ones, the guards' exposure, the free amounts of `available$`, and the intents of the journal.
 */
export interface Flight extends Call {
  /** The id of the command. */
  readonly id: string;
  readonly phase: 'waits' | 'admitted' | 'left' | 'searched' | 'answered' | 'over';
  /** The order as requested; once it has left, as it left. */
  readonly order: CheckedOrder;
  /** The rules of the pair; `null` for a flight of an earlier process. */
  readonly instrument: Instrument | null;
  /** The order that ends before this one leaves. */
  readonly replaces: Replaces | null;
  /** The price at which the order is valued; `null` if it is not known. */
  readonly price: string | null;
  readonly stamp: Stamp | null;
  /** The elapsed time at which the order first left, ms. `Infinity` if it has not left, or left in an earlier process. */
  readonly leftAt: number;
  /** The elapsed time at which an answer proved that the venue can't admit the order any more, ms. */
  readonly fencedAt: number;
  /** The candidates that were reported when there were too many to choose one. */
  readonly candidates: readonly number[];
  /** True if the flight was reported as ambiguous. Equal orders need not wait for it any more. */
  readonly reported: boolean;
  /** The number of looks later than `settle` that found nothing. */
  readonly emptyLooks: number;
  /** The time by the venue's clock from which the next look reads trades, ms. All earlier trades were read before. */
  readonly lookFrom: number;
  readonly outcome: FlightOutcome | null;
}

/**
 * The outcome of a flight. `placed`: the venue has the order. `rejected`: the venue rejected the order, which locked
 * nothing. `absent`: the search found no order. `none`: the order provably had no effect, or never left.
 */
export type FlightOutcome =
  | { readonly type: 'placed' | 'rejected'; readonly orderId: number; readonly at: number }
  | { readonly type: 'absent' | 'none'; readonly at: number };

export type FlightEvent =
  /** The order counts from now on. */
  | ({ readonly type: 'asked' } & Pick<Flight, 'id' | 'order' | 'instrument' | 'replaces' | 'price'>)
  /** The turn of the order has come. If it replaces another order, less may be left than was requested. */
  | { readonly type: 'admitted'; readonly id: string; readonly order: CheckedOrder }
  /** The bytes of the order leave now. Orders that were seen before `mark` can't be the order. */
  | {
      readonly type: 'left';
      readonly id: string;
      readonly stamp: Stamp;
      readonly requestTime: number;
      readonly mark: number;
      readonly at: number;
    }
  /** The venue refused the request time, which proves that the call had no effect. */
  | { readonly type: 'sent-back'; readonly id: string }
  /** The outcome of the order is unknown, and is searched for. */
  | { readonly type: 'searched'; readonly id: string }
  /** A later call was answered. */
  | { readonly type: 'fenced'; readonly by: Answered; readonly at: number }
  /** A look at a pair has seen all trades up to a time of the venue. */
  | { readonly type: 'looked'; readonly ids: readonly string[]; readonly until: number }
  | { readonly type: 'looked-in-vain'; readonly id: string }
  | { readonly type: 'reported'; readonly id: string; readonly candidates: readonly number[] }
  | { readonly type: 'over'; readonly id: string; readonly outcome: FlightOutcome };

/** A flight whose outcome is known. */
export type LandedFlight = Flight & { readonly outcome: FlightOutcome };

/** A flight that has left and is not past its fence, by the stamp with which it left. */
interface Unfenced {
  readonly id: string;
  readonly stamp: Stamp;
}

export interface Flights {
  /** The flights in the order of their requests. */
  readonly onTheirWay: readonly Flight[];
  /**
   * The flights that have left and are not past their fences, with their stamps. They are few, even if the replies of many
   * flights never come.
   */
  readonly unfenced: readonly Unfenced[];
  /** The landed flights that may still have another effect. */
  readonly landed: Log<LandedFlight>;
  /** The elapsed times at which orders left, at least those within a second before the last one, ms. */
  readonly departures: Log<number>;
  readonly lastNth: number;
}

export const noFlights: Flights = {
  onTheirWay: [],
  unfenced: [],
  landed: emptyLog,
  departures: emptyLog,
  lastNth: 0,
};

/** The time in ms for which a possible late effect of a landed flight is reported. */
export const watchFor = 600_000;
const second = 1_000;

/** Returns the flights after an event. An event that does not fit changes nothing: a flight leaves once, and lands once. */
export const onFlight = (flights: Flights, event: FlightEvent): Flights => {
  switch (event.type) {
    case 'asked':
      return find(flights, event.id) === undefined ? withAsked(flights, event) : flights;
    case 'admitted':
      return change(flights, event.id, 'waits', (flight) => {
        flight.phase = 'admitted';
        flight.order = event.order;
      });
    case 'left': {
      const { stamp, requestTime, mark, at } = event;
      const left = change(flights, event.id, 'admitted', (flight) => {
        flight.phase = 'left';
        flight.stamp = stamp;
        flight.leftAt = Math.min(flight.leftAt, at);
        flight.requestTime = requestTime;
        flight.mark = mark;
        flight.lookFrom = Math.min(flight.first?.requestTime ?? Infinity, requestTime) - clockSlack;
      });
      if (left === flights) return flights;
      const unfenced = [...left.unfenced, { id: event.id, stamp }];
      const departures = logged(flights.departures, at, (time) => time > at - second);
      return {
        onTheirWay: left.onTheirWay,
        unfenced,
        landed: left.landed,
        departures,
        lastNth: left.lastNth,
      };
    }
    case 'sent-back':
      return sentBack(flights, event.id);
    case 'searched':
      return change(flights, event.id, 'left', (flight) => {
        flight.phase = 'searched';
        flight.searching = true;
      });
    case 'fenced':
      return fenced(flights, event);
    case 'looked':
      return changeAll(flights, (flight) =>
        event.until > flight.lookFrom && event.ids.includes(flight.id)
          ? { ...flight, lookFrom: event.until }
          : flight,
      );
    case 'looked-in-vain':
      return change(flights, event.id, 'searched', (flight) => {
        flight.emptyLooks += 1;
      });
    case 'reported':
      return change(flights, event.id, 'searched', (flight) => {
        flight.reported = true;
        flight.candidates = event.candidates;
      });
    case 'over':
      return landed(flights, event.id, event.outcome);
  }
};

const sentBack = (flights: Flights, id: string): Flights => {
  const back = change(flights, id, 'left', (flight) => {
    flight.first = sinceOf(flight);
    flight.phase = 'admitted';
    Object.assign(flight, unsent);
  });
  return back === flights ? flights : { ...back, unfenced: without(id, flights.unfenced) };
};

/** Handles an answer. It runs for every answer, and looks only at flights about which the answer may prove something. */
const fenced = (flights: Flights, { by, at }: FlightEvent & { readonly type: 'fenced' }): Flights => {
  const isProven = ({ stamp }: Unfenced): boolean => provesFence(stamp, by);
  if (!flights.unfenced.some(isProven)) return flights;
  const proven = new Set(flights.unfenced.filter(isProven).map(({ id }) => id));
  const past = changeAll(flights, (flight) =>
    proven.has(flight.id) ? { ...flight, pastFence: true, fencedAt: at } : flight,
  );
  return { ...past, unfenced: flights.unfenced.filter(({ id }) => !proven.has(id)) };
};

const without = (id: string, unfenced: readonly Unfenced[]): readonly Unfenced[] =>
  unfenced.filter((one) => one.id !== id);

const unsent = {
  stamp: null,
  requestTime: Infinity,
  mark: Infinity,
  lookFrom: Infinity,
  pastFence: false,
  fencedAt: Infinity,
} as const;

/** Each field is written out, because V8 takes five times as long for an object with a spread between other fields. */
const withAsked = (flights: Flights, event: FlightEvent & { readonly type: 'asked' }): Flights => {
  const { id, order, instrument, replaces, price } = event;
  const nth = flights.lastNth + 1;
  const flight: Flight = {
    id,
    nth,
    phase: 'waits',
    order,
    instrument,
    replaces,
    price,
    stamp: null,
    requestTime: Infinity,
    mark: Infinity,
    lookFrom: Infinity,
    pastFence: false,
    fencedAt: Infinity,
    leftAt: Infinity,
    searching: false,
    candidates: [],
    reported: false,
    emptyLooks: 0,
    first: null,
    outcome: null,
  };
  // A spread would make room for more flights, and copy twice.
  return flying(flights, flights.onTheirWay.concat([flight]), nth);
};

/** Returns the flights with others on their way. Each field is written out for the same reason. */
const flying = (
  { unfenced, landed, departures, lastNth }: Flights,
  onTheirWay: readonly Flight[],
  nth = lastNth,
): Flights => ({ onTheirWay, unfenced, landed, departures, lastNth: nth });

const change = (
  flights: Flights,
  id: string,
  from: Flight['phase'],
  changeCopy: (flight: FlightCopy) => void,
): Flights => {
  const index = indexOf(flights, id);
  const flight = index < 0 ? undefined : flights.onTheirWay[index];
  if (flight?.phase !== from) return flights;
  const onTheirWay = flights.onTheirWay.slice();
  const copy = copyOf(flight);
  changeCopy(copy);
  onTheirWay[index] = copy;
  return flying(flights, onTheirWay);
};

type FlightCopy = { -readonly [K in keyof Flight]: Flight[K] };

/** Each field is written out for the same reason as in `withAsked`. */
const copyOf = (flight: Flight): FlightCopy => ({
  id: flight.id,
  nth: flight.nth,
  phase: flight.phase,
  order: flight.order,
  instrument: flight.instrument,
  replaces: flight.replaces,
  price: flight.price,
  stamp: flight.stamp,
  requestTime: flight.requestTime,
  mark: flight.mark,
  lookFrom: flight.lookFrom,
  pastFence: flight.pastFence,
  fencedAt: flight.fencedAt,
  leftAt: flight.leftAt,
  searching: flight.searching,
  candidates: flight.candidates,
  reported: flight.reported,
  emptyLooks: flight.emptyLooks,
  first: flight.first,
  outcome: flight.outcome,
});

const changeAll = (flights: Flights, changed: (flight: Flight) => Flight): Flights => {
  const onTheirWay = flights.onTheirWay.map(changed);
  return onTheirWay.every((flight, index) => flight === flights.onTheirWay[index])
    ? flights
    : { ...flights, onTheirWay };
};

const landed = (flights: Flights, id: string, outcome: FlightOutcome): Flights => {
  const index = indexOf(flights, id);
  const flight = index < 0 ? undefined : flights.onTheirWay[index];
  if (flight === undefined) return flights;
  const onTheirWay = flights.onTheirWay.slice();
  onTheirWay.splice(index, 1);
  const unfenced = without(id, flights.unfenced);
  // A flight without effect has no late effect either, if it left once.
  if (outcome.type === 'none' && flight.first === null) return { ...flights, onTheirWay, unfenced };
  const phase = outcome.type === 'absent' || outcome.type === 'none' ? 'over' : 'answered';
  const isWatched = (one: LandedFlight): boolean => one.outcome.at >= outcome.at - watchFor;
  return {
    onTheirWay,
    unfenced,
    landed: logged(flights.landed, { ...flight, phase, outcome }, isWatched),
    departures: flights.departures,
    lastNth: flights.lastNth,
  };
};

/**
 * Returns the index of a flight. The latest flights come first, because most events are about one of those. A loop makes no
 * function per event.
 */
const indexOf = ({ onTheirWay }: Flights, id: string): number => {
  let index = onTheirWay.length - 1;
  while (index >= 0 && onTheirWay[index]?.id !== id) index -= 1;
  return index;
};

/** An element at -1 is not asked for, because V8 looks for it as for a name, which is slow. */
export const find = (flights: Flights, id: string): Flight | undefined => {
  const index = indexOf(flights, id);
  return index < 0 ? undefined : flights.onTheirWay[index];
};
