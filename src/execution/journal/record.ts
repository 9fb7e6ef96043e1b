import * as t from 'io-ts';
import type { Attribution } from '../../model/order-transition';
import type { WithdrawalRequest } from '../../model/withdrawal';
import { decode, type Decoded, decodeJson } from '../../parsing/decode';
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

const Stamp = t.union([
  t.type({ type: t.literal('time-window'), requestTime: t.number, timeWindow: t.number }),
  t.type({ type: t.literal('nonce'), nonce: t.number }),
]);

const OrderFields = t.intersection([
  t.type({
    pair: t.string,
    side: t.keyof({ buy: null, sell: null }),
    type: t.keyof({
      limit: null,
      market: null,
      stop: null,
      stop_limit: null,
      take_profit: null,
      stop_loss: null,
    }),
  }),
  t.partial({
    amount: t.string,
    price: t.string,
    triggerPrice: t.string,
    postOnly: t.boolean,
    positionSide: t.keyof({ long: null, short: null }),
  }),
]);

const WithdrawalFields = t.type({ asset: t.string, uuid: t.string, amount: t.union([t.string, t.number]) });

const callFields = { id: t.number, at: t.number };
const intentFields = { ...callFields, type: t.literal('intent'), stamp: Stamp, requestTime: t.number };

const Record = t.union([
  t.strict({ ...intentFields, write: t.literal('order'), request: OrderFields }),
  t.strict({ ...intentFields, write: t.literal('withdrawal'), request: WithdrawalFields }),
  t.strict({
    ...callFields,
    type: t.literal('accepted'),
    orderId: t.number,
    attribution: t.keyof({ reply: null, inferred: null }),
  }),
  t.strict({ ...callFields, type: t.literal('ended'), outcome: t.string }),
]);

const Versioned = t.type({ v: t.literal(version) });

/** Without its line feed. */
export const encodeRecord = (record: JournalRecord): string => JSON.stringify({ v: version, ...record });

/** Never throws. */
export const decodeRecord = (line: string): Decoded<JournalRecord> => {
  const versioned = decodeJson(Versioned, line);
  return versioned._tag === 'Left' ? versioned : decode(Record, versioned.right);
};
