import type { Answered } from '../rest/call';
import type { Stamp } from '../rest/signing';

/** The `Date` header counts whole seconds, and clocks behind one address may differ by as much, ms. */
const margin = 2000;

/**
 * Does this answer prove that the venue can't admit an earlier request any more? It answered a later one past the
 * window of the earlier, or took a greater nonce of the key.
 */
export const provesFence = (earlier: Stamp, { stamp, date, admitted }: Answered): boolean => {
  if (earlier.type === 'nonce') return stamp.type === 'nonce' && admitted && stamp.nonce > earlier.nonce;
  const isLater = stamp.type === 'time-window' && stamp.requestTime > earlier.requestTime;
  return isLater && date !== null && date >= earlier.requestTime + earlier.timeWindow + margin;
};
