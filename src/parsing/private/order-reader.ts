import { isPlainDecimal } from '../../model/decimal';
import { type Order, orderStatuses, orderTypes, positionSides } from '../../model/order';
import { sides } from '../../model/pair';
import { isObject } from '../combinators';
import { isCount, isTimestamp } from '../primitives';

/**
 * Reads an order of the wire if all of its fields are as expected, and leaves every other one to its codec, which is the
 * schema: `undefined`. A codec looks up each field, its decoder and the check in it. When a reply comes after a wait, none of
 * that is warm, and it takes three times as long as `JSON.parse`.
 */
export const readOrder = (input: unknown): Order | undefined => {
  if (!isObject(input)) return undefined;
  const wire = input as Readonly<Record<string, unknown>>;
  let unread = 0;
  const given = <A>(value: unknown, is: (value: unknown) => value is A): A => {
    if (!is(value)) unread += 1;
    return value as A;
  };
  const maybe = <A>(value: unknown, is: (value: unknown) => value is A): A | null =>
    value === undefined || value === null ? null : given(value, is);
  const order: Order = {
    pair: given(wire['pair'], isText),
    orderId: given(wire['order_id'], isCount),
    side: given(wire['side'], isSide),
    positionSide: maybe(wire['position_side'], isPositionSide),
    type: given(wire['type'], isType),
    status: given(wire['status'], isStatus),
    price: maybe(wire['price'], isDecimal),
    triggerPrice: maybe(wire['trigger_price'], isDecimal),
    amount: maybe(wire['start_amount'], isDecimal),
    executedAmount: given(wire['executed_amount'], isDecimal),
    remainingAmount: maybe(wire['remaining_amount'], isDecimal),
    averagePrice: maybe(wire['average_price'], isDecimal),
    postOnly: maybe(wire['post_only'], isFlag),
    userCancelable: maybe(wire['user_cancelable'], isFlag),
    orderedAt: given(wire['ordered_at'], isTimestamp),
    expireAt: maybe(wire['expire_at'], isTimestamp),
    triggeredAt: maybe(wire['triggered_at'], isTimestamp),
    executedAt: maybe(wire['executed_at'], isTimestamp),
    canceledAt: maybe(wire['canceled_at'], isTimestamp),
    justTriggered: maybe(wire['is_just_triggered'], isFlag),
  };
  return unread === 0 ? order : undefined;
};

const isText = (value: unknown): value is string => typeof value === 'string';
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isDecimal = (value: unknown): value is string => typeof value === 'string' && isPlainDecimal(value);

const isOneOf =
  <A>(values: readonly A[]) =>
  (value: unknown): value is A =>
    (values as readonly unknown[]).includes(value);

const isSide = isOneOf(sides);
const isPositionSide = isOneOf(positionSides);
const isType = isOneOf(orderTypes);
const isStatus = isOneOf(orderStatuses);
