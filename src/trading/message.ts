import { refusedReasons, type RefusedReason } from '../model/errors';
import { anything, ownRecord, tagged } from '../parsing/combinators';
import { decodeJson, type Decoded } from '../parsing/decode';
import { Flag, Id, NonEmptyText, nullable, oneOf, only, Text } from '../parsing/primitives';
import { maybe } from '../options/codecs';
import { ErrorValue } from './errors';

/**
 * The messages of a port. Both sides write JSON texts with a version; a message of another version is refused, and ends
 * nothing.
 */

const version = 1;

/** A caller's message. `call` names a call among all that the caller ever makes. */
export type PortAsk =
  | {
      readonly type: 'call';
      readonly call: string;
      /** A row of the table of calls. */
      readonly name: string;
      readonly args?: unknown;
      /** The run of the gateway for which it is meant. */
      readonly epoch: string;
      /** When it was made, by the elapsed time of that run as the caller knows it, ms. */
      readonly at: number;
    }
  /** What the call tells is of no interest any more. */
  | { readonly type: 'leave'; readonly call: string };

/** A gateway's message. `n` counts those of a link, so that the loss of one is noticed. */
export type PortTell = { readonly n: number } & (
  | {
      /** First of all on a link, and every few seconds. */
      readonly type: 'beat';
      /** Names the run of the gateway. */
      readonly epoch: string;
      /** Its elapsed time, ms. */
      readonly at: number;
      /** It knows the ids of commands of earlier runs. */
      readonly keepsIds: boolean;
    }
  /** The call has arrived. */
  | { readonly type: 'taken'; readonly call: string }
  | { readonly type: 'next'; readonly call: string; readonly value?: unknown }
  | { readonly type: 'complete'; readonly call: string }
  | { readonly type: 'error'; readonly call: string; readonly error: Error }
  | {
      readonly type: 'refused';
      /** `null` where the message could not be read so far. */
      readonly call: string | null;
      readonly reason: RefusedReason;
      readonly message: string;
    }
);

type AskOf<Type extends PortAsk['type']> = Extract<PortAsk, { readonly type: Type }>;
type TellOf<Type extends PortTell['type']> = Extract<PortTell, { readonly type: Type }>;

export const AskValue = tagged<PortAsk>('type', 'call or leave', {
  call: ownRecord<AskOf<'call'>>('a call', {
    type: only('call'),
    call: NonEmptyText,
    name: Text,
    args: anything,
    epoch: Text,
    at: Id,
  }),
  leave: ownRecord<AskOf<'leave'>>('a leave', { type: only('leave'), call: NonEmptyText }),
});

const ofCall = { n: Id, call: Text };

export const TellValue = tagged<PortTell>('type', 'beat, taken, next, complete, error or refused', {
  beat: ownRecord<TellOf<'beat'>>('a beat', {
    type: only('beat'),
    n: Id,
    epoch: Text,
    at: Id,
    keepsIds: Flag,
  }),
  taken: ownRecord<TellOf<'taken'>>('taken', { type: only('taken'), ...ofCall }),
  next: ownRecord<TellOf<'next'>>('a value', { type: only('next'), ...ofCall, value: anything }),
  complete: ownRecord<TellOf<'complete'>>('an end', { type: only('complete'), ...ofCall }),
  error: ownRecord<TellOf<'error'>>('an error', { type: only('error'), ...ofCall, error: ErrorValue }),
  refused: ownRecord<TellOf<'refused'>>('a refusal', {
    type: only('refused'),
    n: Id,
    call: nullable(Text),
    reason: oneOf('a reason', refusedReasons),
    message: Text,
  }),
});

interface Head {
  readonly v: unknown;
  /** For the refusal of what is not read. */
  readonly call?: string | undefined;
}

/** All versions have this much. */
const HeadValue = ownRecord<Head>('a message', { v: anything, call: maybe(Text) });

const write = (message: object): string => JSON.stringify({ v: version, ...message });

export const encodeAsk: (ask: PortAsk) => string = write;
export const encodeTell: (tell: object) => string = write;

export type ReadAsk = PortAsk | ({ readonly type: 'unreadable' } & Omit<TellOf<'refused'>, 'type' | 'n'>);

/** Never throws. */
export const decodeAsk = (text: string): ReadAsk => {
  const head = decodeJson(HeadValue, text);
  const call = head._tag === 'Right' ? (head.right.call ?? null) : null;
  if (head._tag === 'Right' && head.right.v !== version) {
    const message = `expected a message of version ${version}`;
    return { type: 'unreadable', call, reason: 'version', message };
  }
  const ask = head._tag === 'Left' ? head : decodeJson(AskValue, text);
  return ask._tag === 'Right'
    ? ask.right
    : { type: 'unreadable', call, reason: 'unreadable', message: ask.left.message };
};

/** Never throws. */
export const decodeTell = (text: string): Decoded<PortTell> => {
  const head = decodeJson(ownRecord<{ v: number }>('a message', { v: only(version) }), text);
  return head._tag === 'Left' ? head : decodeJson(TellValue, text);
};
