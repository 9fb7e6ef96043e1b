import type { AuditEntry } from '../../src/simulator/index';
import { entryText } from '../storm/orders/logbook';
import type { Called, Record } from '../storm/orders/record';
import { venueView } from '../storm/orders/venue-view';

interface Line {
  readonly at: number;
  readonly text: string;
}

const ordersOf = (entry: AuditEntry): readonly number[] => {
  switch (entry.type) {
    case 'request':
      return entry.orderIds;
    case 'order':
      return [entry.order.orderId];
    case 'foreign-order':
      return [entry.orderId];
    case 'trade':
      return [entry.fill.orderId];
    case 'balance':
    case 'fault':
      return [];
  }
};

const idsIn = (violation: string, what: 'order' | 'call'): readonly number[] =>
  [...violation.matchAll(new RegExp(`\\b${what}s? (\\d+)`, 'g'))].map(([, id]) => Number(id));

const callLines = ({ id, transitions }: Called): readonly Line[] =>
  transitions.map(({ at, transition }) => ({
    at,
    text: `call ${id}: ${JSON.stringify(transition, (key, value: unknown) => (key === 'timestamp' ? undefined : value))}`,
  }));

/** Returns the events of the orders and calls that a violation names, oldest first, with the diagnostics about them. */
export const historyOf = (record: Record, violation: string): readonly string[] => {
  const venue = venueView(record);
  const named = new Set(idsIn(violation, 'order'));
  const calls = record.calls.filter(
    (call) =>
      idsIn(violation, 'call').includes(call.id) ||
      venue.placedBy(call).some((orderId) => named.has(orderId)),
  );
  const orders = new Set([...named, ...calls.flatMap(venue.placedBy)]);
  const mentions = (value: unknown): boolean =>
    [...orders].some((id) => JSON.stringify(value).includes(`${id}`));
  const events = [
    ...record.journal
      .filter((entry) => ordersOf(entry).some((orderId) => orders.has(orderId)))
      .map((entry): Line => ({ at: entry.at, text: `venue: ${entryText(entry)}` })),
    ...record.calls.filter((call) => calls.includes(call) || mentions(call.transitions)).flatMap(callLines),
  ].sort((a, b) => a.at - b.at);
  return [
    ...events.map(({ at, text }) => `${new Date(at).toISOString().slice(11, 23)} ${text}`),
    ...record.diagnostics.filter(mentions).map((diagnostic) => `diagnostic ${JSON.stringify(diagnostic)}`),
  ];
};
