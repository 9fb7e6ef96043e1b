import type { DecodeError } from '../model/errors';
import type { PrivateEvent } from '../model/private-event';

/** What the private stream tells, in the order in which it came. */
export type PrivateStreamEvent =
  /** Messages flow from here on. `resumedFrom` is the timetoken gone on from; `null`: a fresh start. */
  | { readonly type: 'connected'; readonly resumedFrom: string | null }
  | { readonly type: 'message'; readonly event: PrivateEvent }
  | { readonly type: 'undecodable'; readonly timetoken: string; readonly error: DecodeError }
  /** Nothing comes until the next `connected`, which is tried after `retryIn` ms. */
  | { readonly type: 'lost'; readonly cause: string; readonly attempt: number; readonly retryIn: number };
