import * as t from 'io-ts';
import { userOrderTypes } from '../../model/order';
import type { Attribution } from '../../model/order-transition';
import type { WithdrawalRequest } from '../../model/withdrawal';
import { maybe } from '../../options/codecs';
import { firstOf, itself, record, tagged } from '../../parsing/combinators';
import { type Decoded, decodeJson, mapDecoded } from '../../parsing/decode';
import {
  DecimalString,
  Flag,
  Id,
  Integer,
  oneOf,
  PositionSide,
  Side,
  Text,
  Timestamp,
} from '../../parsing/primitives';
import type { CheckedOrder } from '../order/check-request';
import type { Stamp } from '../rest/signing';

/** A write whose effect must not be forgotten. One-time passwords are left out. */
export type JournaledWrite =
  | { readonly write: 'order'; readonly request: CheckedOrder }
  | { readonly write: 'withdrawal'; readonly request: Omit<WithdrawalRequest, 'otpToken' | 'smsToken'> };

/** A call is about to leave. One of the same id is the same call, sent again after a refusal that proves no effect. */
export type Intent = JournaledWrite & {
  readonly type: 'intent';
  /** Of the call; rises, also from one process to the next. */
  readonly id: number;
  /** By the client's clock: Unix time, ms. */
  readonly at: number;
  readonly stamp: Stamp;
  /** By the venue's clock, as we know it: Unix time, ms. */
  readonly requestTime: number;
};

/**
 * What is written of a call.
 * `accepted`: its order is known.
 * `ended`: nothing of it is left to look after; `outcome` says why, for people.
 */
export type JournalRecord =
  | Intent
  | {
      readonly type: 'accepted';
      readonly id: number;
      readonly at: number;
      readonly orderId: number;
      readonly attribution: Attribution;
    }
  | { readonly type: 'ended'; readonly id: number; readonly at: number; readonly outcome: string };

// --------------------------------------------------------------------------------------------------- codecs

const version = 1;

/** What is written has the names of the domain. */
const own = (field: string): string => field;

const StampFields = firstOf<Stamp>('a stamp', [
  record<Extract<Stamp, { readonly type: 'time-window' }>>(
    'a stamp with a time window',
    { type: t.literal('time-window'), requestTime: Timestamp, timeWindow: Integer },
    own,
  ),
  record<Extract<Stamp, { readonly type: 'nonce' }>>(
    'a stamp with a nonce',
    { type: t.literal('nonce'), nonce: Id },
    own,
  ),
]);

const OrderFields = record<CheckedOrder>(
  'an order',
  {
    pair: Text,
    side: Side,
    type: oneOf('a type of order that can be placed', userOrderTypes),
    amount: maybe(DecimalString),
    price: maybe(DecimalString),
    triggerPrice: maybe(DecimalString),
    postOnly: maybe(Flag),
    positionSide: maybe(PositionSide),
  },
  own,
);

type WithdrawalFields = (JournaledWrite & { readonly write: 'withdrawal' })['request'];

const WithdrawalFields = record<WithdrawalFields>(
  'a withdrawal',
  { asset: Text, uuid: Text, amount: firstOf<string | number>('a decimal', [DecimalString, t.number]) },
  own,
);

const callFields = { id: Id, at: Timestamp };
const intentFields = { type: t.literal('intent'), ...callFields, stamp: StampFields, requestTime: Timestamp };

type RecordOf<Type extends JournalRecord['type']> = Extract<JournalRecord, { readonly type: Type }>;
type IntentOf<Write extends Intent['write']> = Extract<Intent, { readonly write: Write }>;

const Record = tagged<JournalRecord>('type', 'intent, accepted or ended', {
  intent: tagged<Intent>('write', 'order or withdrawal', {
    order: record<IntentOf<'order'>>(
      'the intent of an order',
      { ...intentFields, write: t.literal('order'), request: OrderFields },
      own,
    ),
    withdrawal: record<IntentOf<'withdrawal'>>(
      'the intent of a withdrawal',
      { ...intentFields, write: t.literal('withdrawal'), request: WithdrawalFields },
      own,
    ),
  }),
  accepted: record<RecordOf<'accepted'>>(
    'an order that was accepted',
    {
      type: t.literal('accepted'),
      ...callFields,
      orderId: Id,
      attribution: oneOf('reply or inferred', ['reply', 'inferred']),
    },
    own,
  ),
  ended: record<RecordOf<'ended'>>(
    'the end of a call',
    { type: t.literal('ended'), ...callFields, outcome: Text },
    own,
  ),
});

interface Line {
  readonly v: typeof version;
  readonly record: JournalRecord;
}

const Line = record<Line>('a record', { v: t.literal(version), record: [itself, Record] });

/** Without its line feed. */
export const encodeRecord = (record: JournalRecord): string => JSON.stringify({ v: version, ...record });

/** Never throws. */
export const decodeRecord = (line: string): Decoded<JournalRecord> =>
  mapDecoded(decodeJson(Line, line), (read) => read.record);
