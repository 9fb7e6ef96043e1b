import { configError } from '../../model/errors';
import { describe } from '../../parsing/decode';
import type { CancelsAhead, FillModel } from './model';

const isCancelsAhead = (input: unknown): input is CancelsAhead =>
  input === 'proportional' || (typeof input === 'number' && input >= 0 && input <= 1);

/** True if the input is what `touch()`, `through()` or `queue()` returns. */
export const isFillModel = (input: unknown): input is FillModel => {
  const { name, cancelsAhead } = Object(input) as {
    readonly name?: unknown;
    readonly cancelsAhead?: unknown;
  };
  return name === 'touch' || name === 'through' || (name === 'queue' && isCancelsAhead(cancelsAhead));
};

/** Returns the most optimistic model: a trade at its price, or a better one, fills a resting order. */
export const touch = (): FillModel => ({ name: 'touch' });

/**
 * Returns the most cautious model: only a trade through its price fills a resting order, because no place in the queue
 * could prevent such a fill.
 */
export const through = (): FillModel => ({ name: 'through' });

/**
 * Returns the model in which a resting order waits behind the amount that was displayed at its price when it came.
 * `cancelsAhead` is the share of the amounts that others cancel there that was ahead of the order: from 0, the default
 * and the worst for the order, to 1; or `proportional` to the amounts ahead and behind. Throws a `ConfigError` for
 * anything else.
 */
export const queue = ({ cancelsAhead = 0 }: { readonly cancelsAhead?: CancelsAhead } = {}): FillModel => {
  if (!isCancelsAhead(cancelsAhead))
    throw configError('cancelsAhead', "a number from 0 to 1, or 'proportional'", describe(cancelsAhead));
  return { name: 'queue', cancelsAhead };
};
