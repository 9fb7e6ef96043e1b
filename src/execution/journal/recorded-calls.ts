import { areEqualOrders } from '../order/attribution';
import { isOver } from '../order/commands';
import type { Intent, JournalRecord } from './record';

/** The records of one call. */
export interface RecordedCall {
  /** The last intent. Earlier ones were refused. */
  readonly intent: Intent;
  readonly accepted: Extract<JournalRecord, { readonly type: 'accepted' }> | null;
  readonly ended: Extract<JournalRecord, { readonly type: 'ended' }> | null;
}

/** Groups records by the ids of their calls, in the order of the first intents. */
export const callsOf = (records: readonly JournalRecord[]): ReadonlyMap<string, RecordedCall> => {
  const calls = new Map<string, RecordedCall>();
  for (const record of records) {
    const next = callWith(calls.get(record.id), record);
    if (next !== undefined) calls.set(record.id, next);
  }
  return calls;
};

/** Adds a record to its call. A record whose intent was dropped has no meaning any more. */
const callWith = (call: RecordedCall | undefined, record: JournalRecord): RecordedCall | undefined => {
  // An id may be used again after a call without effect.
  if (record.type === 'intent') return { accepted: call?.accepted ?? null, ended: null, intent: record };
  return call === undefined ? undefined : { ...call, [record.type]: record };
};

/**
 * Selects the records that are still needed: of calls that have not ended, of calls whose ids are kept, and of calls that
 * show to whom an order belongs. An id is kept for a day of wall time and of time during which processes ran. The last record
 * has both times.
 */
export const remaining = (records: readonly JournalRecord[]): readonly JournalRecord[] => {
  const calls = [...callsOf(records).values()];
  const unknown = calls.filter(isUnknown);
  const now = records.at(-1);
  const isNeeded = (call: RecordedCall): boolean =>
    orderIdOf(call) !== null && unknown.some((other) => areEqual(call, other));
  const isKept = ({ ended }: RecordedCall): boolean =>
    ended === null || (ended.outcome.type !== 'not-sent' && now !== undefined && !isOver(ended, now));
  return calls
    .filter((call) => isKept(call) || isNeeded(call))
    .flatMap(({ intent, accepted, ended }) => [intent, accepted, ended].filter((record) => record !== null));
};

/** Returns the id of the order that a call placed, from either of its records; `null` if none names one. */
export const orderIdOf = ({ accepted, ended }: RecordedCall): number | null =>
  accepted?.orderId ?? (ended?.outcome.type === 'order' ? ended.outcome.orderId : null);

/** True if it is not known whether the call placed an order. */
export const isUnknown = ({ accepted, ended }: RecordedCall): boolean => accepted === null && ended === null;

const areEqual = ({ intent: one }: RecordedCall, { intent: other }: RecordedCall): boolean =>
  one.write === 'order' && other.write === 'order' && areEqualOrders(one.request, other.request);
