import { configError } from '../../model/errors';
import { describe } from '../../parsing/decode';
import type { CancelsAhead, FillModel } from './model';

const isCancelsAhead = (input: unknown): input is CancelsAhead =>
  input === 'proportional' || (typeof input === 'number' && input >= 0 && input <= 1);

/** Is it what `touch()`, `through()` or `queue()` gives? */
export const isFillModel = (input: unknown): input is FillModel => {
  const { name, cancelsAhead } = Object(input) as {
    readonly name?: unknown;
    readonly cancelsAhead?: unknown;
  };
  return name === 'touch' || name === 'through' || (name === 'queue' && isCancelsAhead(cancelsAhead));
};

/** A resting order is filled by a trade at its price, or a better one: the most that could be hoped for. */
export const touch = (): FillModel => ({ name: 'touch' });

/** A resting order is filled by a trade through its price only: what no place in the queue could prevent. */
export const through = (): FillModel => ({ name: 'through' });

/**
 * A resting order waits behind what was displayed at its price when it came. `cancelsAhead` is the share of what others
 * cancel there that was ahead of it: 0 by default, the worst for the order, up to 1, or `proportional` to what is ahead and
 * behind. Throws a `ConfigError` for anything else.
 */
export const queue = ({ cancelsAhead = 0 }: { readonly cancelsAhead?: CancelsAhead } = {}): FillModel => {
  if (!isCancelsAhead(cancelsAhead))
    throw configError('cancelsAhead', "a number from 0 to 1, or 'proportional'", describe(cancelsAhead));
  return { name: 'queue', cancelsAhead };
};
