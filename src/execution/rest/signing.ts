import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
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

/** The keys that were made of secrets, each once. A signature from the text takes one and a half times as long. */
const keys = new WeakMap<Secret, KeyObject>();

const keyOf = (secret: Secret): KeyObject => {
  const known = keys.get(secret) ?? createSecretKey(secret.reveal(), 'utf8');
  keys.set(secret, known);
  return known;
};

/** Returns the HMAC-SHA256 of stamp and payload: the body of a POST, or the path with its query (`/v1/…`) of a GET. */
export const signatureOf = (apiSecret: Secret, stamp: Stamp, payload: string): string =>
  createHmac('sha256', keyOf(apiSecret))
    .update(stampText(stamp) + payload)
    .digest('hex');

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
