import type * as t from 'io-ts';
import type { Either } from 'fp-ts/lib/Either.js';
import { venueError, type DecodeError, type VenueError } from '../model/errors';
import { anything, property, record } from './combinators';
import { decode, decodeJson } from './decode';
import { Integer, oneOf } from './primitives';

interface Reply {
  readonly success: 0 | 1;
  readonly data: unknown;
}

/** Every REST reply: `{"success":1,"data":…}` or `{"success":0,"data":{"code":10000}}`. */
const Reply = record<Reply>('a reply', { success: oneOf('0 or 1', [0, 1]), data: anything });
const Failure = property('code', Integer);

/** Decodes the data of a reply with a codec; anything but a success is the venue's error. */
export const decodeReply = <A>(
  codec: t.Decoder<unknown, A>,
  url: string,
  { status, body }: { readonly status: number; readonly body: string },
): Either<DecodeError | VenueError, A> => {
  const reply = decodeJson(Reply, body);
  const failed = reply._tag === 'Right' && reply.right.success === 0;
  const code = failed ? decode(Failure, reply.right.data, 'data') : null;
  if (code?._tag === 'Right') return { _tag: 'Left', left: venueError(url, status, code.right) };
  if (status !== 200) return { _tag: 'Left', left: venueError(url, status, null) };
  return code ?? (reply._tag === 'Left' ? reply : decode(codec, reply.right.data, 'data'));
};
