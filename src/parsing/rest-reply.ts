import * as t from 'io-ts';
import type { Either } from 'fp-ts/lib/Either.js';
import { venueError, type DecodeError, type VenueError } from '../model/errors';
import { decode, decodeJson } from './decode';

/** Every REST reply: `{"success":1,"data":…}` or `{"success":0,"data":{"code":10000}}`. */
const Success = t.type({ success: t.literal(1), data: t.unknown }, 'a reply with success 1');
const Failure = t.type({ success: t.literal(0), data: t.type({ code: t.Integer }) });

/** Decodes the data of a reply with a codec; anything but a success is the venue's error. */
export const decodeReply = <A>(
  codec: t.Decoder<unknown, A>,
  url: string,
  reply: { readonly status: number; readonly body: string },
): Either<DecodeError | VenueError, A> => {
  const failure = decodeJson(Failure, reply.body);
  if (failure._tag === 'Right') {
    return { _tag: 'Left', left: venueError(url, reply.status, failure.right.data.code) };
  }
  if (reply.status !== 200) return { _tag: 'Left', left: venueError(url, reply.status, null) };
  const success = decodeJson(Success, reply.body);
  return success._tag === 'Left' ? success : decode(codec, success.right.data, 'data');
};
