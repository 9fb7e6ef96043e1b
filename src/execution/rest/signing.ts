import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Secret } from './secret';

/**
 * What makes a signed request unique, and how long the venue takes it.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#authorization
 */
export type Stamp =
  | {
      readonly type: 'time-window';
      /** The venue's time as we know it: Unix time, ms. */
      readonly requestTime: number;
      /** How long after `requestTime` the venue still takes the request, ms. */
      readonly timeWindow: number;
    }
  | { readonly type: 'nonce'; readonly nonce: number };

export interface Credentials {
  readonly apiKey: Secret;
  readonly apiSecret: Secret;
}

const stampText = (stamp: Stamp): string =>
  stamp.type === 'nonce' ? `${stamp.nonce}` : `${stamp.requestTime}${stamp.timeWindow}`;

/** Made once of a secret: by its text, each signature takes half as long again. */
const keys = new WeakMap<Secret, KeyObject>();

const keyOf = (secret: Secret): KeyObject => {
  const known = keys.get(secret) ?? createSecretKey(secret.reveal(), 'utf8');
  keys.set(secret, known);
  return known;
};

/** HMAC-SHA256 of stamp and payload: the body of a POST, or the path with its query (`/v1/…`) of a GET. */
export const signatureOf = (apiSecret: Secret, stamp: Stamp, payload: string): string =>
  createHmac('sha256', keyOf(apiSecret))
    .update(stampText(stamp) + payload)
    .digest('hex');

/** The headers that authorise a request. */
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
