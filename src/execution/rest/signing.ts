import { createHash, type Hash } from 'node:crypto';
import type { Secret } from './secret';

/**
 * The part of a signed request that makes it unique and limits its time at the venue.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#authorization
 */
export type Stamp =
  | {
      readonly type: 'time-window';
      /** The venue's time as this client knows it: Unix time, ms. */
      readonly requestTime: number;
      /** The time after `requestTime` during which the venue accepts the request, ms. */
      readonly timeWindow: number;
    }
  | { readonly type: 'nonce'; readonly nonce: number };

export interface Credentials {
  readonly apiKey: Secret;
  readonly apiSecret: Secret;
}

const stampText = (stamp: Stamp): string =>
  stamp.type === 'nonce' ? `${stamp.nonce}` : `${stamp.requestTime}${stamp.timeWindow}`;

/**
 * The two hashes of HMAC (RFC 2104), begun with the secret. They hold states of SHA-256, which do not reveal the secret.
 */
interface Begun {
  readonly inner: Hash;
  readonly outer: Hash;
}

const blockSize = 64;

const beginHash = (secret: Buffer, mask: number): Hash => {
  const block = Buffer.alloc(blockSize, mask);
  secret.forEach((byte, at) => (block[at] = byte ^ mask));
  const hash = createHash('sha256').update(block);
  block.fill(0);
  return hash;
};

const begin = (secret: Secret): Begun => {
  const text = Buffer.from(secret.reveal(), 'utf8');
  const key = text.length > blockSize ? createHash('sha256').update(text).digest() : text;
  const begun = { inner: beginHash(key, 0x36), outer: beginHash(key, 0x5c) };
  text.fill(0);
  key.fill(0);
  return begun;
};

/**
 * The hashes begun with secrets, each once. A signature copies them, which takes a third less time than `createHmac`,
 * because that begins with the secret each time.
 */
const hashes = new WeakMap<Secret, Begun>();

const hashesOf = (secret: Secret): Begun => {
  const known = hashes.get(secret) ?? begin(secret);
  hashes.set(secret, known);
  return known;
};

/** Returns the HMAC-SHA256 of stamp and payload: the body of a POST, or the path with its query (`/v1/…`) of a GET. */
export const signatureOf = (apiSecret: Secret, stamp: Stamp, payload: string): string => {
  const { inner, outer } = hashesOf(apiSecret);
  const digest = inner
    .copy()
    .update(stampText(stamp) + payload)
    .digest();
  return outer.copy().update(digest).digest('hex');
};

/** Returns the headers that authorise a request. */
export const authHeaders = (
  { apiKey, apiSecret }: Credentials,
  stamp: Stamp,
  payload: string,
): Record<string, string> => {
  const key = apiKey.reveal();
  const signature = signatureOf(apiSecret, stamp, payload);
  return stamp.type === 'nonce'
    ? { 'ACCESS-KEY': key, 'ACCESS-SIGNATURE': signature, 'ACCESS-NONCE': `${stamp.nonce}` }
    : {
        'ACCESS-KEY': key,
        'ACCESS-SIGNATURE': signature,
        'ACCESS-REQUEST-TIME': `${stamp.requestTime}`,
        'ACCESS-TIME-WINDOW': `${stamp.timeWindow}`,
      };
};
