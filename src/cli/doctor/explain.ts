import { causeOf } from '../../model/tagged';
import type { CallError } from '../../model/errors';
import { venueCode } from '../../model/venue-codes';

/** A fault and its remedy in plain words. */
export interface Explained {
  readonly text: string;
  readonly advice: string;
}

/** The facts that are already known when a call fails. */
export interface Circumstances {
  readonly isClockWrong: boolean;
  /** True if the key could read. */
  readonly mayRead: boolean;
  /** The url of a REST API other than the usual one. */
  readonly apiUrl: string | undefined;
}

const unreachable = (detail: string): string => {
  if (/ENOTFOUND|EAI_AGAIN/.test(detail))
    return 'look at the name servers of this machine, and at the spelling of the url';
  if (/ECONNREFUSED/.test(detail))
    return 'something refuses the connection: a firewall, a proxy, or a wrong port';
  if (/CERT|certificate|SSL|TLS/i.test(detail))
    return 'the connection is not encrypted by the venue: a proxy in between, or a wrong clock';
  return 'a firewall or a proxy may block it: try from another network';
};

/** Explains 20001, which has many causes. The venue does not say which one it is. */
const notAuthorised = ({ isClockWrong, apiUrl }: Circumstances): string => {
  if (isClockWrong) return 'set the clock right first: a wrong one is refused with the same code';
  return [
    'the key was deleted, or may be used from other addresses only: look at the settings page of the venue',
    'or the secret does not belong to the key: copy both again',
    'or another program uses this key with a nonce from a clock that is ahead',
    ...(apiUrl === undefined ? [] : [`or the path is mistyped: ${apiUrl} should end in /v1`]),
  ].join('; ');
};

/** Explains why a signed call failed. */
export const explain = (error: unknown, circumstances: Circumstances): Explained => {
  const known = error as CallError;
  if (known._tag === 'HttpError')
    return { text: `no answer: ${known.detail}`, advice: unreachable(known.detail) };
  if (known._tag !== 'VenueError')
    return {
      text: causeOf(error),
      advice: 'report this text to the developers: it is an unknown failure',
    };
  const { code, meaning, status, class: kind } = known;
  const text = code === null ? `HTTP ${status}, without a code` : `refused with ${code}: ${meaning}`;
  switch (kind) {
    case 'credential':
      return {
        text,
        advice:
          code === venueCode.authenticationFailed
            ? notAuthorised(circumstances)
            : 'copy key and secret again',
      };
    case 'clock':
      return { text, advice: 'set the clock of this machine, by NTP' };
    case 'rate-limit':
      return {
        text,
        advice: 'other programs use up the calls of this account: wait, or make them send fewer',
      };
    case 'maintenance':
    case 'busy':
    case 'system':
      return { text, advice: 'the venue has trouble: see its status page, and try later' };
    default:
      return { text, advice: 'see docs/faq.md for the code' };
  }
};

/** Explains why an unsigned call failed. */
export const explainPublic = (error: unknown): Explained =>
  explain(error, { isClockWrong: false, mayRead: false, apiUrl: undefined });
