import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WireRequest } from './message';

/** One API key of one user. */
export interface Credentials {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** How a request is dated: by a window of time, or by a counter of the key. */
type Dating =
  | {
      readonly type: 'window';
      readonly requestTime: number;
      readonly window: number;
      readonly signed: string;
    }
  | { readonly type: 'nonce'; readonly nonce: bigint; readonly signed: string };

export type Authentication<Key extends Credentials> =
  | { readonly type: 'authentic'; readonly key: Key }
  /** `signature`: was it the key's? `null` where the check did not get that far. */
  | { readonly type: 'refused'; readonly code: number; readonly signature: boolean | null };

const wholeNumber = /^\d+$/;
const defaultWindow = '5000';
const longestWindow = 60_000;
/** How far ahead of the venue's clock a request may be dated, ms. */
const clockTolerance = 1_000;

const dateByWindow = (requestTime: string | undefined, window: string | undefined): Dating | number => {
  if (requestTime === undefined || requestTime === '') return 20033;
  if (!wholeNumber.test(requestTime)) return 20037;
  const windowText = window ?? defaultWindow;
  const windowLength = Number(windowText);
  if (!wholeNumber.test(windowText) || windowLength === 0 || windowLength > longestWindow) return 20038;
  return {
    type: 'window',
    requestTime: Number(requestTime),
    window: windowLength,
    signed: requestTime + (window ?? ''),
  };
};

const dateByNonce = (nonce: string): Dating | number => {
  if (nonce === '') return 20004;
  return wholeNumber.test(nonce) ? { type: 'nonce', nonce: BigInt(nonce), signed: nonce } : 20039;
};

/** The time window goes before the nonce where a request has both. */
const dateOf = ({ headers }: WireRequest): Dating | number => {
  const requestTime = headers['access-request-time'];
  const window = headers['access-time-window'];
  const nonce = headers['access-nonce'];
  if (requestTime !== undefined || window !== undefined) return dateByWindow(requestTime, window);
  return nonce === undefined ? 20036 : dateByNonce(nonce);
};

/** Query or body, as it was sent: the rest of what is signed. */
const signedContent = ({ method, target, body }: WireRequest): string => (method === 'GET' ? target : body);

const sha256Hex = /^[0-9a-f]{64}$/i;

const isSignedBy = (secret: string, text: string, signature = ''): boolean =>
  sha256Hex.test(signature) &&
  timingSafeEqual(createHmac('sha256', secret).update(text).digest(), Buffer.from(signature, 'hex'));

/**
 * Tells who sent a request, with the venue's code for each way to get it wrong. It remembers the last nonce of each
 * key; `now` is the venue's wall clock, Unix time in ms.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#authorization
 */
export const createAuthenticator = <Key extends Credentials>(
  findKey: (apiKey: string) => Key | undefined,
  now: () => number,
): ((request: WireRequest) => Authentication<Key>) => {
  const lastNonces = new Map<string, bigint>();

  const codeOfDate = (dating: Dating, apiKey: string): number | null => {
    if (dating.type === 'window') {
      if (dating.requestTime >= now() + clockTolerance) return 20034;
      return now() - dating.requestTime > dating.window ? 20035 : null;
    }
    if (dating.nonce <= (lastNonces.get(apiKey) ?? -1n)) return 20001;
    lastNonces.set(apiKey, dating.nonce);
    return null;
  };

  return (request) => {
    const refused = (code: number, signature: boolean | null = null): Authentication<Key> => ({
      type: 'refused',
      code,
      signature,
    });
    const apiKey = request.headers['access-key'];
    if (apiKey === undefined || apiKey === '') return refused(20003);
    const key = findKey(apiKey);
    if (!key) return refused(20002);
    const dating = dateOf(request);
    if (typeof dating === 'number') return refused(dating);
    const text = dating.signed + signedContent(request);
    if (!isSignedBy(key.apiSecret, text, request.headers['access-signature'])) return refused(20005, false);
    const code = codeOfDate(dating, apiKey);
    return code === null ? { type: 'authentic', key } : refused(code, true);
  };
};
