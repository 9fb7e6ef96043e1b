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

/** An order that ended may be taken for that of an equal call for this long: far more than clocks differ, ms. */
const mistakable = 60_000;

/** The records of calls that have not ended, and of those that are still needed to tell whose an order is. */
export const remaining = (records: readonly JournalRecord[]): readonly JournalRecord[] => {
  const calls = [...callsOf(records).values()];
  const unknown = calls.filter(isUnknown);
  // There may be more records than a call takes arguments.
  const recent = records.reduce((latest, { at }) => Math.max(latest, at), 0) - mistakable;
  const isNeeded = (call: RecordedCall): boolean =>
    call.accepted !== null && (call.accepted.at >= recent || unknown.some((other) => areEqual(call, other)));
  return calls
    .filter((call) => call.ended === null || isNeeded(call))
    .flatMap(({ intent, accepted, ended }) => [intent, accepted, ended].filter((record) => record !== null));
};

/** Neither is its order known, nor that it has none. */
export const isUnknown = ({ accepted, ended }: RecordedCall): boolean => accepted === null && ended === null;

const areEqual = ({ intent: one }: RecordedCall, { intent: other }: RecordedCall): boolean =>
  one.write === 'order' && other.write === 'order' && areEqualOrders(one.request, other.request);
