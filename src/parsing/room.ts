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
  type HearOdd,
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

/** What is the room's name in the venue's own spelling of a frame: a guess without a look at the rest. */
export const likelyRoomOf = (frame: string): string =>
  frame.slice(startLength, frame.indexOf('"', startLength));

/** What `likelyRoomOf` tells, without a text of its own; `quoted`: the name and the quote behind it. */
export const isLikelyOf = (quoted: string, frame: string): boolean => frame.startsWith(quoted, startLength);

const decodeFrame = (frame: string): Decoded<Frame> =>
  frame.startsWith(socketIoEvent)
    ? decodeJson(Frame, frame.slice(socketIoEvent.length), 'frame')
    : failed(decodeError('frame', `an event of Socket.IO, ${socketIoEvent}`, beginningOf(frame)));

/** The room a frame belongs to; `null` where it is no frame of a room. */
export const roomOf = (frame: string): string | null => {
  const result = decodeFrame(frame);
  return result._tag === 'Right' ? result.right.message.room : null;
};

/** A message as the wire has it: its room tells the pair. */
export type Unpaired<A> = Omit<A, 'pair'>;

export const ofPair = <A extends object>(pair: Pair, data: A): A & { readonly pair: Pair } => ({
  pair,
  ...data,
});

/** Reads the frames of a pair's room of one kind; see `decode` of what `hear` is for. */
export type RoomParser<A> = (pair: Pair, hear?: HearOdd) => (frame: string) => Decoded<A>;

/** Reads a room's data from the frame that the frame reader has begun; whose room it is, `begin` has seen. */
export type FastReader<A> = (pair: Pair) => A;

/** A parser made of the codec of a room's data and the message that it means, with a fast reader where it pays. */
export const roomParser =
  <D, A>(
    /** The name of its rooms before `_{pair}`. */
    kind: string,
    codec: t.Decoder<unknown, D>,
    toMessage: (pair: Pair, data: D) => A,
    fast?: FastReader<A>,
  ): RoomParser<A> =>
  (pair, hear) => {
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
      return mapDecoded(decode(codec, data, 'data', hear), (value) => toMessage(pair, value));
    };
  };
