import * as t from 'io-ts';
import { userOrderTypes } from '../../model/order';
import { type Attribution, cancelers, rejectReasons, type Violation } from '../../model/order-transition';
import type { Withdrawal, WithdrawalRequest } from '../../model/withdrawal';
import { maybe } from '../../options/codecs';
import { firstOf, itself, list, mapped, own, record, tagged } from '../../parsing/combinators';
import { type Decoded, decodeJson, mapDecoded } from '../../parsing/decode';
import {
  DecimalString,
  Flag,
  Id,
  Integer,
  NonEmptyText,
  nullable,
  oneOf,
  PositionSide,
  Side,
  Text,
  Timestamp,
} from '../../parsing/primitives';
import { withdrawalFields } from '../../parsing/private/withdrawal';
import type { CallEnd } from '../order/call-memory';
import type { CheckedOrder } from '../order/check-request';
import { rejected, type Rejected } from '../order/rejected';
import type { Replacement, Replaces } from '../order/replacement';
import type { Stamp } from '../rest/signing';

/** A write whose effect must not be forgotten. One-time passwords are left out. */
export type JournaledWrite =
  | { readonly write: 'order'; readonly request: CheckedOrder; readonly replaces?: Replaces | undefined }
  | { readonly write: 'withdrawal'; readonly request: Omit<WithdrawalRequest, 'otpToken' | 'smsToken'> };

/** The fields of every record of a journal. */
export interface RecordFields {
  /** The id of the command. */
  readonly id: string;
  /** The time by the client's clock, Unix ms. */
  readonly at: number;
  /** The total time in ms for which processes had run with this journal so far. */
  readonly ran: number;
}

/** The record of a call that is about to leave. A second intent with the same id is the same call, sent again after a refusal without effect. */
export type Intent = JournaledWrite &
  RecordFields & {
    readonly type: 'intent';
    readonly stamp: Stamp;
    /** The time at which the first bytes of the call were signed, by our estimate of the venue's clock (Unix, ms). */
    readonly requestTime: number;
  };

/** The outcome of a call that needs no more attention. */
export type CallOutcome =
  | CallEnd
  /** The call had no effect, and its id may be used again. */
  | { readonly type: 'not-sent' }
  | { readonly type: 'withdrawn'; readonly withdrawal: Withdrawal }
  /** The venue refused a withdrawal with an HTTP status and a code. */
  | { readonly type: 'refused'; readonly status: number; readonly code: number | null };

/**
 * A record of a call.
 * `accepted`: its order is known.
 * `ended`: the call needs no more attention.
 */
export type JournalRecord =
  | Intent
  | (RecordFields & {
      readonly type: 'accepted';
      readonly orderId: number;
      readonly attribution: Attribution;
    })
  | (RecordFields & { readonly type: 'ended'; readonly outcome: CallOutcome });

// --------------------------------------------------------------------------------------------------- codecs

const version = 1;

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

const Decimalish = firstOf<string | number>('a decimal', [DecimalString, t.number]);

type WithdrawalFields = (JournaledWrite & { readonly write: 'withdrawal' })['request'];

const WithdrawalFields = record<WithdrawalFields>(
  'a withdrawal',
  { asset: Text, uuid: Text, amount: Decimalish },
  own,
);

const ReplacesFields = record<Replaces>(
  'the order to replace',
  {
    orderId: Id,
    changes: record<Replacement>(
      'the changes of an order',
      {
        price: maybe(Decimalish),
        triggerPrice: maybe(Decimalish),
        amount: maybe(Decimalish),
        postOnly: maybe(Flag),
      },
      own,
    ),
  },
  own,
);

const RejectedFields = mapped(
  record<Pick<Rejected, 'by' | 'reason' | 'message' | 'code' | 'violations'>>(
    'a rejection',
    {
      by: oneOf('client or venue', ['client', 'venue']),
      reason: oneOf('a reason', rejectReasons),
      message: Text,
      code: nullable(Integer),
      violations: list(
        'violations',
        record<Violation>(
          'a violation',
          { field: Text, rule: Text, actual: Text, nearest: nullable(Text) },
          own,
        ),
      ),
    },
    own,
  ),
  ({ by, reason, message, code, violations }) => rejected(by, reason, message, code, violations),
);

type OutcomeOf<Type extends CallOutcome['type']> = Extract<CallOutcome, { readonly type: Type }>;

const CallOutcome = tagged<CallOutcome>(
  'type',
  'order, rejected, acknowledged, not-sent, withdrawn or refused',
  {
    order: record<OutcomeOf<'order'>>(
      'the end of an order',
      { type: t.literal('order'), orderId: Id, by: nullable(oneOf('a reason of a cancel', cancelers)) },
      own,
    ),
    rejected: record<OutcomeOf<'rejected'>>(
      'a rejection',
      { type: t.literal('rejected'), rejected: RejectedFields },
      own,
    ),
    acknowledged: record<OutcomeOf<'acknowledged'>>(
      'an acknowledgement',
      { type: t.literal('acknowledged') },
      own,
    ),
    'not-sent': record<OutcomeOf<'not-sent'>>('no effect', { type: t.literal('not-sent') }, own),
    withdrawn: record<OutcomeOf<'withdrawn'>>(
      'a withdrawal that was taken',
      { type: t.literal('withdrawn'), withdrawal: record<Withdrawal>('a withdrawal', withdrawalFields, own) },
      own,
    ),
    refused: record<OutcomeOf<'refused'>>(
      'a refusal',
      { type: t.literal('refused'), status: Integer, code: nullable(Integer) },
      own,
    ),
  },
);

const callFields = { id: NonEmptyText, at: Timestamp, ran: Integer };
const intentFields = { type: t.literal('intent'), ...callFields, stamp: StampFields, requestTime: Timestamp };

type RecordOf<Type extends JournalRecord['type']> = Extract<JournalRecord, { readonly type: Type }>;
type IntentOf<Write extends Intent['write']> = Extract<Intent, { readonly write: Write }>;

const Record = tagged<JournalRecord>('type', 'intent, accepted or ended', {
  intent: tagged<Intent>('write', 'order or withdrawal', {
    order: record<IntentOf<'order'>>(
      'the intent of an order',
      {
        ...intentFields,
        write: t.literal('order'),
        request: OrderFields,
        replaces: maybe(ReplacesFields),
      },
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
    { type: t.literal('ended'), ...callFields, outcome: CallOutcome },
    own,
  ),
});

interface Line {
  readonly v: typeof version;
  readonly record: JournalRecord;
}

const Line = record<Line>('a record', { v: t.literal(version), record: [itself, Record] });

/** Encodes a record as a line without its line feed. */
export const encodeRecord = (record: JournalRecord): string => JSON.stringify({ v: version, ...record });

/** Decodes a line; never throws. */
export const decodeRecord = (line: string): Decoded<JournalRecord> =>
  mapDecoded(decodeJson(Line, line), (read) => read.record);
