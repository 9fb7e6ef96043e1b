import { areEqualOrders } from '../order/attribution';
import type { Intent, JournalRecord } from './record';

/** What the records say of one call. */
export interface RecordedCall {
  /** The last one: an earlier one was refused. */
  readonly intent: Intent;
  readonly accepted: Extract<JournalRecord, { readonly type: 'accepted' }> | null;
  readonly ended: Extract<JournalRecord, { readonly type: 'ended' }> | null;
}

/** By id, in the order of their first intents. */
export const callsOf = (records: readonly JournalRecord[]): ReadonlyMap<number, RecordedCall> => {
  const calls = new Map<number, RecordedCall>();
  for (const record of records) {
    const next = callWith(calls.get(record.id), record);
    if (next !== undefined) calls.set(record.id, next);
  }
  return calls;
};

/** A word about a call whose intent was dropped says nothing any more. */
const callWith = (call: RecordedCall | undefined, record: JournalRecord): RecordedCall | undefined => {
  if (record.type === 'intent') return { accepted: null, ended: null, ...call, intent: record };
  return call === undefined ? undefined : { ...call, [record.type]: record };
};

/** The records of calls that have not ended, and of those that are needed to tell whose an order is. */
export const remaining = (records: readonly JournalRecord[]): readonly JournalRecord[] => {
  const calls = [...callsOf(records).values()];
  const unknown = calls.filter(isUnknown);
  return calls
    .filter((call) => call.ended === null || unknown.some((other) => couldBeTaken(call, other)))
    .flatMap(({ intent, accepted, ended }) => [intent, accepted, ended].filter((record) => record !== null));
};

/** Neither is its order known, nor that it has none. */
export const isUnknown = ({ accepted, ended }: RecordedCall): boolean => accepted === null && ended === null;

/** Could the order of the one be taken for that of the other? */
const couldBeTaken = ({ intent: one, accepted }: RecordedCall, { intent: other }: RecordedCall): boolean =>
  accepted !== null &&
  one.write === 'order' &&
  other.write === 'order' &&
  areEqualOrders(one.request, other.request);
