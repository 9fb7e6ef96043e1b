import type { CallError } from '../../model/errors';
import type { Stamp } from './signing';

/**
 * The course of a write. `Sent`: the call left, signed with `stamp` (again after a refusal of its request time, which
 * proves that the one before had no effect). Then one of: `Done`, the venue's reply; `Failed`, with what
 * `error.effect` says it did.
 */
export type WriteEvent<A> =
  | { readonly type: 'Sent'; readonly stamp: Stamp; /** Local Unix time, ms. */ readonly at: number }
  | { readonly type: 'Done'; readonly value: A }
  | { readonly type: 'Failed'; readonly error: CallError };
