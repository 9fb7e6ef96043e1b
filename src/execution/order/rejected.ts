import type { OrderTransition, RejectReason, Violation } from '../../model/order-transition';
import { familyOf } from '../../model/venue-code';

/** The transition of an order that never rested. */
export type Rejected = Extract<OrderTransition, { readonly type: 'Rejected' }>;

export const rejected = (
  by: 'client' | 'venue',
  reason: RejectReason,
  message: string,
  code: number | null,
  violations: readonly Violation[] = [],
): Rejected => ({
  type: 'Rejected',
  by,
  reason,
  message,
  code,
  family: familyOf(code),
  violations,
  order: null,
  attribution: null,
});

/** Returns a refusal on our side, from the violations. */
export const refusedHere = (reason: 'invalid' | 'guard', violations: readonly Violation[]): Rejected => {
  const message = violations.map(({ field, rule, actual }) => `${field}: expected ${rule}, got ${actual}`);
  return rejected('client', reason, message.join('; '), null, violations);
};

/** Returns a refusal from the violations of guards; `null` if there are none. */
export const refusalBy = (violations: readonly Violation[]): Rejected | null =>
  violations.length === 0 ? null : refusedHere('guard', violations);
