import type { HaltEvent } from '../../execution/index';
import type { OrderRef } from '../../model/order';
import type { Position } from '../../model/position';
import { outcomeLine } from '../account/cancel-text';
import type { WatchState } from './watch-heartbeat';

/** An event of the watchdog, printed as a JSON object or as a line. Times are Unix times in ms. */
export type WatchdogEvent =
  | {
      readonly type: 'Watching';
      readonly at: number;
      readonly file: string;
      /** The time-out in ms. */
      readonly timeout: number;
      /** The number of open orders; `null` if it can't be read now. */
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
      return 'halted       cancelling all open orders';
    case 'Canceling':
      return `cancelling   ${refs(event.orders)}`;
    case 'CancelOutcome':
      return outcomeLine(event.outcome);
    case 'Remaining':
      return `remaining    ${refs(event.orders)}`;
    case 'Unreadable':
      return `unreadable   ${event.message}; trying again`;
    case 'Closing':
      return `closing      ${named(event.position)}, by a limit of ${String(event.order.price)}`;
    case 'NotClosed':
      return `not closed   ${named(event.position)}: ${event.message}`;
    case 'Flat': {
      const { left, positions } = event;
      const orders =
        left.length === 0 ? 'no order is open' : `except for ${refs(left)}, which only the venue may cancel`;
      return `flat         ${orders}; ${positionsText(positions)}`;
    }
  }
};

const named = ({ pair, positionSide, openAmount }: Position): string =>
  `${pair} ${positionSide} ${openAmount}`;

const positionsText = (positions: readonly Position[] | null): string => {
  if (positions === null) return 'margin positions can’t be read: some may stay open';
  return positions.length === 0
    ? 'no margin position is open'
    : `these margin positions STAY OPEN: ${positions.map(named).join(', ')}`;
};
