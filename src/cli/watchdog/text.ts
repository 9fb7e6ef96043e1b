import type { HaltEvent } from '../../execution/index';
import type { OrderRef } from '../../model/order';
import { outcomeLine } from '../account/cancel-text';
import type { WatchState } from './watch-heartbeat';

/** What the watchdog does, as it prints it: an object of JSON, or a line. Times are Unix times in ms. */
export type WatchdogEvent =
  | {
      readonly type: 'Watching';
      readonly at: number;
      readonly file: string;
      /** ms. */
      readonly timeout: number;
      /** How many orders are open; `null` if that can't be read now. */
      readonly openOrders: number | null;
    }
  | { readonly type: 'Armed' | 'Disarmed' | 'Fired'; readonly at: number }
  | HaltEvent;

export const eventOf = (state: WatchState, at: number): WatchdogEvent => {
  const types = { armed: 'Armed', disarmed: 'Disarmed', fired: 'Fired' } as const;
  return { type: types[state], at };
};

const refs = (orders: readonly OrderRef[]): string =>
  orders.length === 0 ? 'none' : orders.map(({ pair, orderId }) => `${pair} ${orderId}`).join(', ');

export const watchdogLine = (event: WatchdogEvent): string => {
  switch (event.type) {
    case 'Watching': {
      const open = event.openOrders === null ? 'open orders not known' : `${event.openOrders} open orders`;
      return `watching     ${event.file}, timeout ${event.timeout} ms, ${open}`;
    }
    case 'Armed':
      return 'armed        by a beat';
    case 'Disarmed':
      return 'disarmed     by a goodbye';
    case 'Fired':
      return 'fired        the heartbeat has stopped';
    case 'Halted':
      return 'halted       cancelling whatever is open';
    case 'Canceling':
      return `cancelling   ${refs(event.orders)}`;
    case 'CancelOutcome':
      return outcomeLine(event.outcome);
    case 'Remaining':
      return `remaining    ${refs(event.orders)}`;
    case 'Unreadable':
      return `unreadable   ${event.message}; trying again`;
    case 'Flat':
      return `flat         ${event.left.length === 0 ? 'no order is open' : `but for ${refs(event.left)}, which only the venue may cancel`}`;
  }
};
