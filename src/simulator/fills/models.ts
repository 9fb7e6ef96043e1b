import { configError } from '../../model/errors';
import { describe } from '../../parsing/decode';
import type { CancelsAhead, FillModel } from './model';

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
  const isRight = cancelsAhead === 'proportional' || (cancelsAhead >= 0 && cancelsAhead <= 1);
  if (!isRight)
    throw configError('cancelsAhead', "a number from 0 to 1, or 'proportional'", describe(cancelsAhead));
  return { name: 'queue', cancelsAhead };
};
