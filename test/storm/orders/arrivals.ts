import type { AuditEntry } from '../../../src/simulator/index';
import type { Record } from './record';

type Lane = keyof Record['limits'];

const second = 1_000;
/** The longest `rest-late` of a storm, ms. */
const latest = 3_500;

/** Returns the lane of a path. Cancels may exceed the limit: they count only requests that left within a second. */
const laneOf = (path: string): Lane | null => {
  if (/\/spot\/cancel_orders?$/.test(path)) return null;
  return path.endsWith('/spot/order') ? 'UPDATE' : 'QUERY';
};

type Request = Extract<AuditEntry, { readonly type: 'request' }>;

/**
 * No second at the venue contains more requests than the limit, however long requests are delayed on their way. A request
 * that a fault delays inside the venue, or doubles, may be one more.
 */
export const arrivalViolations = ({ apiKey, journal, limits }: Record): readonly string[] => {
  const requests = journal.filter(
    (entry): entry is Request & AuditEntry => entry.type === 'request' && entry.apiKey === apiKey,
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
