/** The class of a call: UPDATE for orders, cancels and withdrawal requests, QUERY for everything else. */
export type CallClass = 'QUERY' | 'UPDATE';

/** Calls per second. */
export type RateLimits = Readonly<Record<CallClass, number>>;

export const venueRateLimits: RateLimits = { QUERY: 10, UPDATE: 6 };

const second = 1_000;

/**
 * Creates a limit on the calls of a user in any second, counted over all keys and programs. Only admitted calls count.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#rate-limit
 */
export const createRateLimit = (
  now: () => number,
): ((user: number, call: CallClass, limits: RateLimits) => boolean) => {
  const admitted = new Map<string, number[]>();
  return (user, call, limits) => {
    const limit = limits[call];
    if (limit === Infinity) return true;
    const id = `${user} ${call}`;
    const moment = now();
    const recent = (admitted.get(id) ?? []).filter((at) => moment - at < second);
    const isAdmitted = recent.length < limit;
    if (isAdmitted) recent.push(moment);
    admitted.set(id, recent);
    return isAdmitted;
  };
};
