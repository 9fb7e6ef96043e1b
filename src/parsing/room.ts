import type * as t from 'io-ts';
import { decodeError } from '../model/errors';
import type { Pair } from '../model/pair';
import { anything, property, record, row } from './combinators';
import { decode, decoded, decodeJson, describe, failed, mapDecoded, type Decoded } from './decode';
import { begin, headOf, isRead } from './frame-reader';
import { oneOf, Text } from './primitives';

/**
 * A frame of a room: `42["message",{"room_name":ROOM,"message":{"data":DATA}}]`.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md
 */

interface Message {
  readonly room: string;
  readonly data: unknown;
}

const Frame = row<{ readonly event: 'message'; readonly message: Message }>('a frame', {
  event: oneOf('"message"', ['message']),
  message: record<Message>('a message of a room', {
    room: ['room_name', Text],
    data: ['message', property('data', anything)],
  }),
});

const socketIoEvent = '42';
const usualStart = '42["message",{"room_name":"';

/** The room a frame belongs to; `null` where it is no frame of a room. Reads the name without parsing the rest. */
export const roomOf = (frame: string): string | null => {
  // A slice is compared at once, where `startsWith` goes from character to character.
  if (frame.slice(0, usualStart.length) === usualStart) {
    const end = frame.indexOf('"', usualStart.length);
    const room = frame.slice(usualStart.length, end);
    if (end > 0 && !room.includes('\\')) return room;
  }
  const result = frame.startsWith(socketIoEvent)
    ? decodeJson(Frame, frame.slice(socketIoEvent.length))
    : undefined;
  return result?._tag === 'Right' ? result.right.message.room : null;
};

/** A message as the wire has it: its room tells the pair. */
export type Unpaired<A> = Omit<A, 'pair'>;

export const ofPair = <A extends object>(pair: Pair, data: A): A & { readonly pair: Pair } => ({
  pair,
  ...data,
});

/** Reads the frames of a pair's room of one kind. */
export type RoomParser<A> = (pair: Pair) => (frame: string) => Decoded<A>;

/** Reads a room's data from the frame that the frame reader has begun. */
export interface FastReader<A> {
  /** The name of its rooms before `_{pair}`. */
  readonly kind: string;
  readonly read: (pair: Pair) => A;
}

/** A parser made of the codec of a room's data and the message that it means, with a fast reader where it pays. */
export const roomParser =
  <D, A>(
    codec: t.Decoder<unknown, D>,
    toMessage: (pair: Pair, data: D) => A,
    fast?: FastReader<A>,
  ): RoomParser<A> =>
  (pair) => {
    const head = headOf(`${fast?.kind}_${pair}`);
    return (text) => {
      if (fast !== undefined && begin(text, head)) {
        const value = fast.read(pair);
        if (isRead()) return decoded(value);
      }
      const frame = decodeJson(Frame, text.slice(socketIoEvent.length), 'frame');
      if (frame._tag === 'Left') return frame;
      const { room } = frame.right.message;
      if (room !== roomOf(text)) return failed(decodeError('frame/1/room_name', 'one room', describe(room)));
      const data = decode(codec, frame.right.message.data, 'data');
      return mapDecoded(data, (value) => toMessage(pair, value));
    };
  };
