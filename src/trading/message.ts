import { refusedReasons, type RefusedReason } from '../model/errors';
import { anything, ownRecord, tagged } from '../parsing/combinators';
import { decodeJson, type Decoded } from '../parsing/decode';
import { Flag, Id, NonEmptyText, nullable, oneOf, only, Text } from '../parsing/primitives';
import { maybe } from '../options/codecs';
import { ErrorValue } from './errors';

/**
 * The messages of a port. Both sides write JSON texts with a version. A message of another version is refused, and does not end
 * the link.
 */

const version = 1;

/** A caller's message. `call` is unique among all calls of the caller. */
export type CallerMessage =
  | {
      readonly type: 'call';
      readonly call: string;
      /** The name of a row in the table of calls. */
      readonly name: string;
      readonly args?: unknown;
      /** The run of the gateway for which the call is meant. */
      readonly epoch: string;
      /** The time of the call in ms, by the caller's estimate of that run's elapsed time. */
      readonly at: number;
    }
  /** The caller has unsubscribed from the call. */
  | { readonly type: 'leave'; readonly call: string };

/** A gateway's message. `n` counts the messages of a link, so that a lost one is noticed. */
export type GatewayMessage = { readonly n: number } & (
  | {
      /** The first message of a link, repeated every few seconds. */
      readonly type: 'beat';
      /** The id of the gateway's run. */
      readonly epoch: string;
      /** The gateway's elapsed time, ms. */
      readonly at: number;
      /** True if the gateway knows the ids of commands of earlier runs. */
      readonly keepsIds: boolean;
    }
  /** The call has arrived. */
  | { readonly type: 'taken'; readonly call: string }
  | { readonly type: 'next'; readonly call: string; readonly value?: unknown }
  | { readonly type: 'complete'; readonly call: string }
  | { readonly type: 'error'; readonly call: string; readonly error: Error }
  | {
      readonly type: 'refused';
      /** The call; `null` if the message could not be read that far. */
      readonly call: string | null;
      readonly reason: RefusedReason;
      readonly message: string;
    }
);

type CallerMessageOf<Type extends CallerMessage['type']> = Extract<CallerMessage, { readonly type: Type }>;
type GatewayMessageOf<Type extends GatewayMessage['type']> = Extract<GatewayMessage, { readonly type: Type }>;

export const CallerMessageValue = tagged<CallerMessage>('type', 'call or leave', {
  call: ownRecord<CallerMessageOf<'call'>>('a call', {
    type: only('call'),
    call: NonEmptyText,
    name: Text,
    args: anything,
    epoch: Text,
    at: Id,
  }),
  leave: ownRecord<CallerMessageOf<'leave'>>('a leave', { type: only('leave'), call: NonEmptyText }),
});

const ofCall = { n: Id, call: Text };

export const GatewayMessageValue = tagged<GatewayMessage>(
  'type',
  'beat, taken, next, complete, error or refused',
  {
    beat: ownRecord<GatewayMessageOf<'beat'>>('a beat', {
      type: only('beat'),
      n: Id,
      epoch: Text,
      at: Id,
      keepsIds: Flag,
    }),
    taken: ownRecord<GatewayMessageOf<'taken'>>('taken', { type: only('taken'), ...ofCall }),
    next: ownRecord<GatewayMessageOf<'next'>>('a value', { type: only('next'), ...ofCall, value: anything }),
    complete: ownRecord<GatewayMessageOf<'complete'>>('an end', { type: only('complete'), ...ofCall }),
    error: ownRecord<GatewayMessageOf<'error'>>('an error', {
      type: only('error'),
      ...ofCall,
      error: ErrorValue,
    }),
    refused: ownRecord<GatewayMessageOf<'refused'>>('a refusal', {
      type: only('refused'),
      n: Id,
      call: nullable(Text),
      reason: oneOf('a reason', refusedReasons),
      message: Text,
    }),
  },
);

interface Head {
  readonly v: unknown;
  /** The call, for the refusal of an unreadable message. */
  readonly call?: string | undefined;
}

/** The part of a message that all versions have. */
const HeadValue = ownRecord<Head>('a message', { v: anything, call: maybe(Text) });

const write = (message: object): string => JSON.stringify({ v: version, ...message });

export const encodeCallerMessage: (ask: CallerMessage) => string = write;
export const encodeGatewayMessage: (content: object) => string = write;

export type ReadCallerMessage =
  CallerMessage | ({ readonly type: 'unreadable' } & Omit<GatewayMessageOf<'refused'>, 'type' | 'n'>);

/** Decodes a caller's message; never throws. */
export const decodeCallerMessage = (text: string): ReadCallerMessage => {
  const head = decodeJson(HeadValue, text);
  const call = head._tag === 'Right' ? (head.right.call ?? null) : null;
  if (head._tag === 'Right' && head.right.v !== version) {
    const message = `expected a message of version ${version}`;
    return { type: 'unreadable', call, reason: 'version', message };
  }
  const ask = head._tag === 'Left' ? head : decodeJson(CallerMessageValue, text);
  return ask._tag === 'Right'
    ? ask.right
    : { type: 'unreadable', call, reason: 'unreadable', message: ask.left.message };
};

/** Decodes a gateway's message; never throws. */
export const decodeGatewayMessage = (text: string): Decoded<GatewayMessage> => {
  const head = decodeJson(ownRecord<{ v: number }>('a message', { v: only(version) }), text);
  return head._tag === 'Left' ? head : decodeJson(GatewayMessageValue, text);
};
