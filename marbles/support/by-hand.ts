import type { Stamp } from '../../src/execution/rest/signing';
import type { WriteEvent } from '../../src/execution/rest/write-event';
import type { PrivateStreamEvent } from '../../src/execution/stream/private-stream';
import type { Fill } from '../../src/model/fill';
import type { Order } from '../../src/model/order';
import type { PrivateNews } from '../../src/model/private-event';

// Events for what a story can't draw: calls whose answer depends on the request, and hours.

const stamp: Stamp = { type: 'time-window', requestTime: 0, timeWindow: 2000 };
export const sent: WriteEvent<never> = { type: 'Sent', stamp, at: 0 };
export const done = <T>(value: T): WriteEvent<T> => ({ type: 'Done', value });

export const connected: PrivateStreamEvent = { type: 'connected', resumedFrom: null };
let timetoken = 18_000_000_000_000_000n;
const message = (news: PrivateNews): PrivateStreamEvent => ({
  type: 'message',
  event: { ...news, timetoken: String(++timetoken) },
});
export const told = (...orders: readonly Order[]): PrivateStreamEvent =>
  message({ type: 'spot_order', orders });
export const traded = (...fills: readonly Fill[]): PrivateStreamEvent =>
  message({ type: 'spot_trade', fills });
