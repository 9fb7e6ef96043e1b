import * as t from 'io-ts';
import type { Attribution } from '../../model/order-transition';
import type { WithdrawalRequest } from '../../model/withdrawal';
import { decode, type Decoded, decodeJson } from '../../parsing/decode';
import {
  DecimalString,
  Id,
  Integer,
  oneOf,
  PositionSide,
  Side,
  Timestamp,
} from '../../parsing/private/primitives';
import type { CheckedOrder } from '../order/check-request';
import type { Stamp } from '../signing';

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

const StampFields = t.union([
  t.type({ type: t.literal('time-window'), requestTime: Timestamp, timeWindow: Integer }),
  t.type({ type: t.literal('nonce'), nonce: Id }),
]);

const UserType = oneOf('a type of order that can be placed', [
  'limit',
  'market',
  'stop',
  'stop_limit',
  'take_profit',
  'stop_loss',
]);

const OrderFields = t.intersection([
  t.type({ pair: t.string, side: Side, type: UserType }),
  t.partial({
    amount: DecimalString,
    price: DecimalString,
    triggerPrice: DecimalString,
    postOnly: t.boolean,
    positionSide: PositionSide,
  }),
]);

const WithdrawalFields = t.type({
  asset: t.string,
  uuid: t.string,
  amount: t.union([DecimalString, t.number]),
});

const callFields = { id: Id, at: Timestamp };
const intentFields = { ...callFields, type: t.literal('intent'), stamp: StampFields, requestTime: Timestamp };

/** By `type`, an intent by `write`. */
const codecs = {
  order: t.strict({ ...intentFields, write: t.literal('order'), request: OrderFields }),
  withdrawal: t.strict({ ...intentFields, write: t.literal('withdrawal'), request: WithdrawalFields }),
  accepted: t.strict({
    ...callFields,
    type: t.literal('accepted'),
    orderId: Id,
    attribution: oneOf('reply or inferred', ['reply', 'inferred']),
  }),
  ended: t.strict({ ...callFields, type: t.literal('ended'), outcome: t.string }),
};

const Kind = t.type({
  v: t.literal(version),
  type: oneOf('intent, accepted or ended', ['intent', 'accepted', 'ended']),
});

const IntentKind = t.type({ write: oneOf('order or withdrawal', ['order', 'withdrawal']) });

/** Without its line feed. */
export const encodeRecord = (record: JournalRecord): string => JSON.stringify({ v: version, ...record });

/** Never throws. */
export const decodeRecord = (line: string): Decoded<JournalRecord> => {
  const kind = decodeJson(Kind, line);
  if (kind._tag === 'Left') return kind;
  if (kind.right.type !== 'intent') return decode<JournalRecord>(codecs[kind.right.type], kind.right);
  const intent = decode(IntentKind, kind.right);
  return intent._tag === 'Left' ? intent : decode<JournalRecord>(codecs[intent.right.write], intent.right);
};
