/**
 * The token that opens a channel, in the form of PubNub's access manager: CBOR in base64 for URLs. SDKs parse it to see
 * which channel it opens and for how long.
 *
 * @see https://www.pubnub.com/docs/general/security/access-control
 */
export interface GrantToken {
  readonly channel: string;
  /** Time of the grant, Unix time in s. */
  readonly grantedAt: number;
  /** Lifetime of the token in minutes. */
  readonly ttl: number;
  /** A signature of 32 bytes that nobody checks, because the origin knows its tokens by their text. */
  readonly signature: Buffer;
}

/** The major types of CBOR: https://www.rfc-editor.org/rfc/rfc8949#section-3.1 */
const unsigned = 0;
const byteString = 2;
const textString = 3;
const map = 5;

const head = (type: number, value: number): Buffer => {
  const top = type << 5;
  if (value < 24) return Buffer.from([top | value]);
  if (value < 0x100) return Buffer.from([top | 24, value]);
  if (value < 0x10000) return Buffer.from([top | 25, value >> 8, value & 0xff]);
  const bytes = Buffer.alloc(5, top | 26);
  bytes.writeUInt32BE(value, 1);
  return bytes;
};

/**
 * A value of CBOR. The names of a map keep their type: the names of the token's own form are byte strings, and those of
 * channels are texts.
 */
type Value = number | string | Buffer | readonly (readonly [name: string | Buffer, value: Value])[];

const stringOf = (type: number, bytes: Buffer): Buffer => Buffer.concat([head(type, bytes.length), bytes]);

const form = (fields: Readonly<Record<string, Value>>): Value =>
  Object.entries(fields).map(([name, value]) => [Buffer.from(name), value] as const);

const encode = (value: Value): Buffer => {
  if (typeof value === 'number') return head(unsigned, value);
  if (typeof value === 'string') return stringOf(textString, Buffer.from(value));
  if (Buffer.isBuffer(value)) return stringOf(byteString, value);
  return Buffer.concat([
    head(map, value.length),
    ...value.flatMap(([name, item]) => [encode(name), encode(item)]),
  ]);
};

const version = 2;
/** The bits of a permission. */
const read = 1;

const resources = (channels: Value): Value => form({ chan: channels, grp: [], usr: [], spc: [], uuid: [] });

export const grantToken = ({ channel, grantedAt, ttl, signature }: GrantToken): string =>
  encode(
    form({
      v: version,
      t: grantedAt,
      ttl,
      res: resources([[channel, read]]),
      pat: resources([]),
      meta: [],
      uuid: channel,
      sig: signature,
    }),
  ).toString('base64url');
