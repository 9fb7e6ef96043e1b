import { type DocumentedCode, venueCode } from '../../model/venue-codes';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WireRequest } from './message';

/** One API key of one user. */
export interface ApiCredentials {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** The way in which a request is dated: by a window of time, or by a counter of the key. */
type Dating =
  | {
      readonly type: 'window';
      readonly requestTime: number;
      readonly window: number;
      readonly signed: string;
    }
  | { readonly type: 'nonce'; readonly nonce: bigint; readonly signed: string };

export type Authentication<Key extends ApiCredentials> =
  | { readonly type: 'authentic'; readonly key: Key }
  /** `signature` is true if the key made the signature, and `null` if the check did not get that far. */
  | { readonly type: 'refused'; readonly code: DocumentedCode; readonly signature: boolean | null };

const wholeNumber = /^\d+$/;
const defaultWindow = '5000';
const longestWindow = 60_000;
/** The greatest time by which the date of a request may be ahead of the venue's clock, ms. */
const clockTolerance = 1_000;

const dateByWindow = (requestTime: string, window: string | undefined): Dating | DocumentedCode => {
  if (requestTime === '') return venueCode.missingRequestTime;
  if (!wholeNumber.test(requestTime)) return venueCode.invalidRequestTime;
  const windowText = window ?? defaultWindow;
  const windowLength = Number(windowText);
  if (!wholeNumber.test(windowText) || windowLength === 0 || windowLength > longestWindow)
    return venueCode.invalidTimeWindow;
  return {
    type: 'window',
    requestTime: Number(requestTime),
    window: windowLength,
    signed: requestTime + (window ?? ''),
  };
};

const dateByNonce = (nonce: string): Dating | DocumentedCode => {
  if (nonce === '') return venueCode.missingNonce;
  return wholeNumber.test(nonce)
    ? { type: 'nonce', nonce: BigInt(nonce), signed: nonce }
    : venueCode.invalidNonce;
};

/**
 * Reads the date of a request. The method of the time window applies only if there is a request time; a window alone is
 * not enough.
 */
const dateOf = ({ headers }: WireRequest): Dating | DocumentedCode => {
  const requestTime = headers['access-request-time'];
  const window = headers['access-time-window'];
  const nonce = headers['access-nonce'];
  if (requestTime !== undefined) return dateByWindow(requestTime, window);
  if (nonce !== undefined) return dateByNonce(nonce);
  return window === undefined ? venueCode.missingRequestTimeAndNonce : venueCode.missingRequestTime;
};

/** Returns the query or the body as it was sent, which is the rest of the signed text. */
const signedContent = ({ method, target, body }: WireRequest): string => (method === 'GET' ? target : body);

const sha256Hex = /^[0-9a-f]{64}$/i;

const isSignedBy = (secret: string, text: string, signature: string): boolean =>
  sha256Hex.test(signature) &&
  timingSafeEqual(createHmac('sha256', secret).update(text).digest(), Buffer.from(signature, 'hex'));

/**
 * Creates a function that finds the sender of a request, or the venue's code for what is wrong. It remembers the last nonce
 * of each key. `now` is the venue's wall clock, Unix time in ms.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#authorization
 */
export const createAuthenticator = <Key extends ApiCredentials>(
  findKey: (apiKey: string) => Key | undefined,
  now: () => number,
): ((request: WireRequest) => Authentication<Key>) => {
  const lastNonces = new Map<string, bigint>();

  const codeOfDate = (dating: Dating, apiKey: string): DocumentedCode | null => {
    if (dating.type === 'window') {
      if (dating.requestTime >= now() + clockTolerance) return venueCode.invalidTimeOfRequest;
      return now() - dating.requestTime > dating.window ? venueCode.outsideTimeWindow : null;
    }
    if (dating.nonce <= (lastNonces.get(apiKey) ?? -1n)) return venueCode.authenticationFailed;
    lastNonces.set(apiKey, dating.nonce);
    return null;
  };

  return (request) => {
    const refused = (code: DocumentedCode, signature: boolean | null = null): Authentication<Key> => ({
      type: 'refused',
      code,
      signature,
    });
    const apiKey = request.headers['access-key'];
    if (apiKey === undefined || apiKey === '') return refused(venueCode.missingAccessKey);
    const key = findKey(apiKey);
    if (!key) return refused(venueCode.invalidAccessKey);
    const dating = dateOf(request);
    if (typeof dating === 'number') return refused(dating);
    const signature = request.headers['access-signature'];
    if (signature === undefined || signature === '') return refused(venueCode.invalidSignature, false);
    const isAuthentic = isSignedBy(key.apiSecret, dating.signed + signedContent(request), signature);
    if (!isAuthentic) return refused(venueCode.authenticationFailed, false);
    const code = codeOfDate(dating, apiKey);
    return code === null ? { type: 'authentic', key } : refused(code, true);
  };
};
