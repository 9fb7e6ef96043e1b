import { decimalOf, isPlainDecimal } from '../../model/decimal';
import type { DecimalInput, OrderRef } from '../../model/order';
import type { Check, Params } from './endpoint';
import type { OrderIds } from './requests';

// The parameters that several endpoints share, and their checks before anything is sent.

/** Returns a decimal in the spelling of the wire. */
export const decimalText = (value: DecimalInput | undefined): string | undefined =>
  typeof value === 'number' ? decimalOf(value) : value;

const isId = (id: unknown): boolean => Number.isSafeInteger(id) && (id as number) > 0;

export const refParams = ({ pair, orderId }: OrderRef): Params => ({ pair, order_id: orderId });
export const idsParams = ({ pair, orderIds }: OrderIds): Params => ({ pair, order_ids: orderIds });

export const checkId = ({ orderId }: OrderRef): Check | null =>
  isId(orderId) ? null : { field: 'orderId', expected: 'an order id', actual: String(orderId) };

export const checkIds =
  (max: number) =>
  ({ orderIds }: OrderIds): Check | null => {
    const bad = orderIds.find((id) => !isId(id));
    if (bad !== undefined) return { field: 'orderIds', expected: 'order ids', actual: String(bad) };
    return orderIds.length > 0 && orderIds.length <= max
      ? null
      : { field: 'orderIds', expected: `1 to ${max} ids`, actual: `${orderIds.length}` };
  };

export const checkAmount = (field: string, value: DecimalInput | undefined): Check | null => {
  const written = decimalText(value);
  return written === undefined || (isPlainDecimal(written) && !written.startsWith('-'))
    ? null
    : { field, expected: 'a plain decimal', actual: written };
};
