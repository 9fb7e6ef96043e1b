import type { CallError } from '../../model/errors';
import type { Stamp } from './signing';

/**
 * An event in the course of a write. `Sent`: the call left, signed with `stamp` (again after a refusal of its request
 * time, which proves that the previous one had no effect). Then comes one of two: `Done` with the venue's reply, or
 * `Failed`, whose `error.effect` shows its effect.
 */
export type WriteEvent<A> =
  | { readonly type: 'Sent'; readonly stamp: Stamp; /** Local Unix time, ms. */ readonly at: number }
  | { readonly type: 'Done'; readonly value: A }
  | { readonly type: 'Failed'; readonly error: CallError };
