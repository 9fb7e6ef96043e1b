import type * as t from 'io-ts';
import type { Either } from 'fp-ts/lib/Either.js';
import { replyDecodeError, venueError, type DecodeError, type VenueError } from '../model/errors';
import type { VenueCode } from '../model/venue-code';
import { anything, property, record } from './combinators';
import { decode, decodeJson, type OnOddRow } from './decode';
import { Integer, oneOf } from './primitives';

interface Reply {
  readonly success: 0 | 1;
  readonly data: unknown;
}

/** Every REST reply: `{"success":1,"data":…}` or `{"success":0,"data":{"code":10000}}`. */
const Reply = record<Reply>('a reply', { success: oneOf('0 or 1', [0, 1]), data: anything });
const Failure = property('code', Integer);

/** The call to which a reply belongs. */
export interface Replied {
  /** The name of the endpoint in errors: method and path. */
  readonly endpoint: string;
  /** The documented codes that the endpoint may answer with. */
  readonly codes: ReadonlyMap<number, VenueCode>;
  /** True if the reply holds a secret. */
  readonly secret: boolean;
}

/** Decodes the data of a reply with a codec. Anything but a success is a venue error. `decode` explains `onOdd`. */
export const decodeReply = <A>(
  codec: t.Decoder<unknown, A>,
  { endpoint, codes, secret }: Replied,
  { status, body }: { readonly status: number; readonly body: string },
  onOdd?: OnOddRow,
): Either<DecodeError | VenueError, A> => {
  const refused = (code: number | null): Either<VenueError, never> => ({
    _tag: 'Left',
    left: venueError(endpoint, status, code, code === null ? undefined : codes.get(code)),
  });
  const reply = decodeJson(Reply, body);
  const failed = reply._tag === 'Right' && reply.right.success === 0;
  const code = failed ? decode(Failure, reply.right.data, 'data') : null;
  if (code?._tag === 'Right') return refused(code.right);
  if (status !== 200) return refused(null);
  const data = code ?? (reply._tag === 'Left' ? reply : decode(codec, reply.right.data, 'data', onOdd));
  return data._tag === 'Right' ? data : { _tag: 'Left', left: replyDecodeError(endpoint, data.left, secret) };
};
