import { timeOfDay } from '../screen/numbers';
import type { Order, OrderRequest } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import { isTerminal } from '../../model/order';
import { exitCodes, type ExitCode } from '../common/exit-codes';

/** The point up to which an order is followed. */
export const orderWaits = ['accepted', 'end'] as const;

export type OrderWait = (typeof orderWaits)[number];

/** Describes a request: `buy 0.001 btc_jpy, limit at 9000000, post-only`. */
export const describeRequest = (request: OrderRequest): string => {
  const { pair, side, type, amount, price, triggerPrice, postOnly, positionSide } = request;
  return [
    `${side} ${amount ?? 'the whole position'} ${pair}, ${type}${price === undefined ? '' : ` at ${price}`}`,
    ...(triggerPrice === undefined ? [] : [`triggered at ${triggerPrice}`]),
    ...(postOnly === true ? ['post-only'] : []),
    ...(positionSide === undefined ? [] : [positionSide]),
  ].join(', ');
};

const executedOf = ({ executedAmount, averagePrice }: Order): string =>
  averagePrice === null || Number(executedAmount) === 0
    ? executedAmount
    : `${executedAmount} at ${averagePrice} on average`;

const detailsOf = (transition: OrderTransition): string => {
  switch (transition.type) {
    case 'Submitted':
      return describeRequest(transition.request);
    case 'Accepted': {
      const { order, attribution } = transition;
      return `order ${order.orderId}, ${order.status}${attribution === 'inferred' ? ', found by its parameters' : ''}`;
    }
    case 'Triggered':
      return `order ${transition.order.orderId}, ${transition.order.status}`;
    case 'PartiallyFilled': {
      const { amount, price, makerTaker, feeAmountBase, feeAmountQuote } = transition.fill;
      return `${amount} at ${price} as ${makerTaker}, fee ${feeAmountBase} base, ${feeAmountQuote} quote`;
    }
    case 'Filled':
      return executedOf(transition.order);
    case 'Canceled':
      return `by ${transition.by}, executed ${executedOf(transition.order)}`;
    case 'Rejected': {
      const nearest = transition.violations.flatMap((violation) =>
        violation.nearest === null ? [] : [`; nearest ${violation.field}: ${violation.nearest}`],
      );
      return `by ${transition.by}, ${transition.reason}: ${transition.message}${nearest.join('')}`;
    }
    case 'Unresolved': {
      const ids = transition.candidates.map(({ orderId }) => orderId).join(', ');
      return `${transition.message}${ids === '' ? '' : `; it could be ${ids}`}`;
    }
  }
};

/** Describes a transition in one line. `at` is Unix time in ms. */
export const transitionLine = (transition: OrderTransition, at: number): string =>
  `${timeOfDay(at)}  ${transition.type.padEnd(15)}  ${detailsOf(transition)}`;

/**
 * True if this transition is the one to wait for. An order that had ended already when it was accepted is followed to its
 * end.
 */
export const isAwaited = (transition: OrderTransition, wait: OrderWait): boolean => {
  switch (transition.type) {
    case 'Filled':
    case 'Canceled':
    case 'Rejected':
      return true;
    case 'Accepted':
      return wait === 'accepted' && !isTerminal(transition.order.status);
    default:
      return false;
  }
};

/** Returns the exit code that tells a script the meaning of the last transition; `undefined`: there was none. */
export const orderExitCode = (last: OrderTransition | undefined, wait: OrderWait): ExitCode => {
  switch (last?.type) {
    case 'Filled':
      return exitCodes.done;
    case 'Canceled':
      return exitCodes.canceled;
    case 'Rejected':
      return last.by === 'client' ? exitCodes.rejectedHere : exitCodes.refused;
    default:
      return last !== undefined && isAwaited(last, wait) ? exitCodes.done : exitCodes.unresolved;
  }
};
