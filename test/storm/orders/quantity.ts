import type { Record } from './record';

const fewestOrders = 200;
/** The least share of orders that are sent. Some are left before, or refused here. */
const fewestSent = 4 / 5;
/** The least share of orders that are requested while an equal one is without an outcome. */
const fewestEqual = 1 / 5;

interface Flight {
  readonly body: string;
  readonly from: number;
  readonly to: number;
}

/** Returns the flights of calls that sent something, from their request to the first event about their outcome. */
const flightsOf = ({ calls, sent }: Record): readonly Flight[] => {
  const bodies = new Map(sent.map(({ call, body }) => [call, body]));
  return calls.flatMap(({ id, askedAt, transitions: [, next] }) => {
    const body = bodies.get(id);
    if (body === undefined) return [];
    return [{ body, from: askedAt, to: next?.at ?? Infinity }];
  });
};

/** Returns the quantities of a play that are too small for a storm, with their measures. */
export const shortfallsOf = (record: Record): readonly string[] => {
  const flights = flightsOf(record);
  const beside = flights.filter((one, i) =>
    flights.some(
      (other, j) => i !== j && other.body === one.body && other.from <= one.from && one.from < other.to,
    ),
  );
  return [
    ...(record.calls.length < fewestOrders ? [`only ${record.calls.length} orders were asked for`] : []),
    ...(flights.length < record.calls.length * fewestSent
      ? [`only ${flights.length} of ${record.calls.length} orders were sent`]
      : []),
    ...(beside.length < flights.length * fewestEqual
      ? [`only ${beside.length} of ${flights.length} orders were asked for while an equal one was in flight`]
      : []),
  ];
};
