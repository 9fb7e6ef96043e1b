import type { Answered } from '../rest/call';
import type { Stamp } from '../rest/signing';

/**
 * The uncertainty of a `Date` header in ms. It counts whole seconds, and clocks behind one address may differ by as
 * much.
 */
const margin = 2000;

/**
 * True if this answer proves that the venue can't admit an earlier request any more: it answered a later one past the
 * window of the earlier, or accepted a greater nonce of the key.
 */
export const provesFence = (earlier: Stamp, { stamp, date, admitted }: Answered): boolean => {
  if (earlier.type === 'nonce') return stamp.type === 'nonce' && admitted && stamp.nonce > earlier.nonce;
  const isLater = stamp.type === 'time-window' && stamp.requestTime > earlier.requestTime;
  return isLater && date !== null && date >= earlier.requestTime + earlier.timeWindow + margin;
};
