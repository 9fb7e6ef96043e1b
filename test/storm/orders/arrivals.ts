import type { JournalEntry } from '../../../src/simulator/index';
import type { Record } from './record';

type Lane = keyof Record['limits'];

const second = 1_000;
/** The longest `rest-late` of a storm, ms. */
const latest = 3_500;

/** Cancels may pass the limit: they count only what has left within a second. */
const laneOf = (path: string): Lane | null => {
  if (/\/spot\/cancel_orders?$/.test(path)) return null;
  return path.endsWith('/spot/order') ? 'UPDATE' : 'QUERY';
};

type Request = Extract<JournalEntry, { readonly type: 'request' }>;

/**
 * Whatever holds requests up on their way, no second at the venue sees more than the limit. A request that a fault delays
 * behind the venue's door, or doubles, may be one more.
 */
export const arrivalViolations = ({ apiKey, journal, limits }: Record): readonly string[] => {
  const requests = journal.filter(
    (entry): entry is Request & JournalEntry => entry.type === 'request' && entry.apiKey === apiKey,
  );
  const extra = journal.flatMap((entry) =>
    entry.type === 'fault' && (entry.fault.kind === 'rest-late' || entry.fault.kind === 'rest-twice')
      ? [entry.at]
      : [],
  );
  return (['UPDATE', 'QUERY'] as const).flatMap((lane) => {
    const times = requests.filter(({ path }) => laneOf(path) === lane).map(({ at }) => at);
    const worst = times.flatMap((from) => {
      const count = times.filter((at) => at >= from && at < from + second).length;
      const excused = extra.filter((at) => at >= from - latest && at < from + second).length;
      return count > limits[lane] + excused ? [{ from, count }] : [];
    });
    const [first] = worst;
    return first === undefined
      ? []
      : [`${first.count} calls of ${lane} arrived within a second, ${limits[lane]} may`];
  });
};
