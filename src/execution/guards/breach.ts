import type { Violation } from '../../model/order-transition';
import type { GuardOptions } from './options';

/** The violation of a limit that an order breaks, or that can't be checked. */
export const breach = (guard: keyof GuardOptions, limit: string, actual: string): Violation => ({
  field: guard,
  rule: limit,
  actual,
  nearest: null,
});
