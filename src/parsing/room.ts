import * as t from 'io-ts';
import type { Pair } from '../model/pair';
import { decode, decoded, decodeJson, mapDecoded, unchanging, type Decoded } from './decode';

/**
 * A frame of a room: `42["message",{"room_name":ROOM,"message":{"data":DATA}}]`.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md
 */

const Frame = unchanging(
  t.tuple([
    t.literal('message'),
    t.type({ room_name: t.string, message: t.type({ data: t.unknown }, 'an object with data') }),
  ]),
);

const socketIoEvent = '42';
const usualStart = '42["message",{"room_name":"';

/** The room a frame belongs to; `null` where it is no frame of a room. Reads the name without parsing the rest. */
export const roomOf = (frame: string): string | null => {
  if (frame.startsWith(usualStart)) {
    const end = frame.indexOf('"', usualStart.length);
    const room = frame.slice(usualStart.length, end);
    if (end > 0 && !room.includes('\\')) return room;
  }
  const result = frame.startsWith(socketIoEvent)
    ? decodeJson(Frame, frame.slice(socketIoEvent.length))
    : undefined;
  return result?._tag === 'Right' ? result.right[1].room_name : null;
};

/** Reads the frames of a pair's room of one kind. */
export type RoomParser<A> = (pair: Pair) => (frame: string) => Decoded<A>;

/**
 * A parser made of the codec of a room's data and the domain type that it means. A fast reader, where there is one,
 * gives `null` for the frames that it leaves to the codec.
 */
export const roomParser =
  <D, A>(
    codec: t.Decoder<unknown, D>,
    toDomain: (pair: Pair, data: D) => A,
    fastReader: (pair: Pair) => (frame: string) => A | null = () => () => null,
  ): RoomParser<A> =>
  (pair) => {
    const readFast = fastReader(pair);
    return (text) => {
      const value = readFast(text);
      if (value !== null) return decoded(value);
      const frame = decodeJson(Frame, text.slice(socketIoEvent.length), 'frame');
      if (frame._tag === 'Left') return frame;
      const data = decode(codec, frame.right[1].message.data, 'data');
      return mapDecoded(data, (value) => toDomain(pair, value));
    };
  };
