import type * as t from 'io-ts';
import { decodeError } from '../model/errors';
import type { Pair } from '../model/pair';
import { anything, property, record, row } from './combinators';
import {
  beginningOf,
  decode,
  decodeJson,
  describe,
  failed,
  mapDecoded,
  type Decoded,
  type OnOddRow,
} from './decode';
import { success } from './decoder';
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

interface Frame {
  readonly event: 'message';
  readonly message: Message;
}

const Frame = row<Frame>('a frame', {
  event: oneOf('"message"', ['message']),
  message: record<Message>('a message of a room', {
    room: ['room_name', Text],
    data: ['message', property('data', anything)],
  }),
});

const socketIoEvent = '42';
const startLength = '42["message",{"room_name":"'.length;

/** Guesses the room of a frame by the venue's usual spelling, without reading the rest. */
export const likelyRoomOf = (frame: string): string =>
  frame.slice(startLength, frame.indexOf('"', startLength));

/** True if `likelyRoomOf` would return this room. It creates no text. `quoted` is the name with the quote after it. */
export const isLikelyOf = (quoted: string, frame: string): boolean => frame.startsWith(quoted, startLength);

const decodeFrame = (frame: string): Decoded<Frame> =>
  frame.startsWith(socketIoEvent)
    ? decodeJson(Frame, frame.slice(socketIoEvent.length), 'frame')
    : failed(decodeError('frame', `an event of Socket.IO, ${socketIoEvent}`, beginningOf(frame)));

/** The room of a frame; `null` if it is not a frame of a room. */
export const roomOf = (frame: string): string | null => {
  const result = decodeFrame(frame);
  return result._tag === 'Right' ? result.right.message.room : null;
};

/** A message as it is on the wire, without the pair, which is in the name of its room. */
export type Unpaired<A> = Omit<A, 'pair'>;

export const ofPair = <A extends object>(pair: Pair, data: A): A & { readonly pair: Pair } => ({
  pair,
  ...data,
});

/** A reader of the frames of one kind of room, for a pair. `decode` explains `onOdd`. */
export type RoomParser<A> = (pair: Pair, onOdd?: OnOddRow) => (frame: string) => Decoded<A>;

/** Reads a room's data from the frame that the frame reader has begun. `begin` has checked the room. */
export type FastReader<A> = (pair: Pair) => A;

/** Makes a parser of the codec of a room's data, a function from data to message, and a fast reader where it is worth one. */
export const roomParser =
  <D, A>(
    /** The part of its rooms' names before `_{pair}`. */
    kind: string,
    codec: t.Decoder<unknown, D>,
    toMessage: (pair: Pair, data: D) => A,
    fast?: FastReader<A>,
  ): RoomParser<A> =>
  (pair, onOdd) => {
    const name = `${kind}_${pair}`;
    const head = headOf(name);
    return (text) => {
      if (fast !== undefined && begin(text, head)) {
        const value = fast(pair);
        if (isRead()) return success(value);
      }
      const frame = decodeFrame(text);
      if (frame._tag === 'Left') return frame;
      const { room, data } = frame.right.message;
      if (room !== name) return failed(decodeError('frame/1/room_name', name, describe(room)));
      return mapDecoded(decode(codec, data, 'data', onOdd), (value) => toMessage(pair, value));
    };
  };
