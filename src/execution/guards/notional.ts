import { compareDecimals } from '../../model/decimal';
import type { Violation } from '../../model/order-transition';
import { breach } from './breach';
import type { Limits } from './config';

/** Checks a sum in quote currency against its limit. A currency without a limit, and an unknown sum, do not pass. */
export const checkNotional = (
  guard: 'maxNotional' | 'maxTotalNotional',
  limits: Limits | null,
  quote: string,
  notionalOf: () => string | null,
): readonly Violation[] => {
  if (limits === null) return [];
  const limit = limits.get(quote);
  if (limit === undefined) return [breach(guard, `given for ${quote}`, 'nothing')];
  const rule = `at most ${limit} ${quote}`;
  const notional = notionalOf();
  if (notional === null) return [breach(guard, rule, 'not known')];
  return compareDecimals(notional, limit) > 0 ? [breach(guard, rule, notional)] : [];
};
