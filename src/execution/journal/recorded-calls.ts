import { areEqualOrders } from '../order/attribution';
import { isOver } from '../order/commands';
import type { Intent, JournalRecord } from './record';

/** What the records say of one call. */
export interface RecordedCall {
  /** The last one: an earlier one was refused. */
  readonly intent: Intent;
  readonly accepted: Extract<JournalRecord, { readonly type: 'accepted' }> | null;
  readonly ended: Extract<JournalRecord, { readonly type: 'ended' }> | null;
}

/** By id, in the order of their first intents. */
export const callsOf = (records: readonly JournalRecord[]): ReadonlyMap<string, RecordedCall> => {
  const calls = new Map<string, RecordedCall>();
  for (const record of records) {
    const next = callWith(calls.get(record.id), record);
    if (next !== undefined) calls.set(record.id, next);
  }
  return calls;
};

/** A word about a call whose intent was dropped says nothing any more. */
const callWith = (call: RecordedCall | undefined, record: JournalRecord): RecordedCall | undefined => {
  // An id may be used again after a call that had no effect.
  if (record.type === 'intent') return { accepted: call?.accepted ?? null, ended: null, intent: record };
  return call === undefined ? undefined : { ...call, [record.type]: record };
};

/**
 * The records of calls that have not ended, of those whose ids are kept, and of those that are still needed to tell whose
 * an order is. An id is kept for a day, by the wall and by the time that processes have run: the last record says how
 * far both are.
 */
export const remaining = (records: readonly JournalRecord[]): readonly JournalRecord[] => {
  const calls = [...callsOf(records).values()];
  const unknown = calls.filter(isUnknown);
  const now = records.at(-1);
  const isNeeded = (call: RecordedCall): boolean =>
    call.accepted !== null && unknown.some((other) => areEqual(call, other));
  const isKept = ({ ended }: RecordedCall): boolean =>
    ended === null || (ended.outcome.type !== 'not-sent' && now !== undefined && !isOver(ended, now));
  return calls
    .filter((call) => isKept(call) || isNeeded(call))
    .flatMap(({ intent, accepted, ended }) => [intent, accepted, ended].filter((record) => record !== null));
};

/** Neither is its order known, nor that it has none. */
export const isUnknown = ({ accepted, ended }: RecordedCall): boolean => accepted === null && ended === null;

const areEqual = ({ intent: one }: RecordedCall, { intent: other }: RecordedCall): boolean =>
  one.write === 'order' && other.write === 'order' && areEqualOrders(one.request, other.request);
