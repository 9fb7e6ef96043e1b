import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderStatuses, orderTypes } from '../../../src/model/order';
import { decode } from '../../../src/parsing/decode';
import { OrderSchema } from '../../../src/parsing/private/order';
import { readOrder } from '../../../src/parsing/private/order-reader';

const decimal = fc.constantFrom('0', '0.0100', '9000000', '-1.5');
const time = fc.constantFrom(0, 1_790_000_000_000);
const flag = fc.boolean();
const maybe = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.option(value, { freq: 5 });

/** The fields of an order on the wire. Those of the second list may be missing. */
const needed = {
  pair: fc.constant('btc_jpy'),
  order_id: fc.nat(),
  side: fc.constantFrom('buy', 'sell'),
  type: fc.constantFrom(...orderTypes),
  status: fc.constantFrom(...orderStatuses),
  executed_amount: decimal,
  ordered_at: time,
};
const optional = {
  position_side: maybe(fc.constantFrom('long', 'short')),
  price: maybe(decimal),
  trigger_price: maybe(decimal),
  start_amount: maybe(decimal),
  remaining_amount: maybe(decimal),
  average_price: maybe(decimal),
  post_only: maybe(flag),
  user_cancelable: maybe(flag),
  expire_at: maybe(time),
  triggered_at: maybe(time),
  executed_at: maybe(time),
  canceled_at: maybe(time),
  is_just_triggered: maybe(flag),
  something_new: fc.constant('?'),
};
const fields: Readonly<Record<string, fc.Arbitrary<unknown>>> = { ...needed, ...optional };
const wire = fc.record<Record<string, unknown>>(fields, { requiredKeys: Object.keys(needed) });

/** Values that some field can't have, and some can. */
const other = fc.constantFrom<unknown>(
  undefined,
  null,
  '',
  ' 1',
  '1e3',
  '0x1',
  '01',
  -1,
  0.5,
  2 ** 53,
  1e14,
  NaN,
  true,
  'true',
  'limit',
  'BUY',
  'buy',
  [],
  {},
  '0.1',
  '1'.repeat(101),
);

const expected = (input: unknown): unknown => {
  const decoded = decode(OrderSchema, input);
  return decoded._tag === 'Right' ? decoded.right : undefined;
};

describe('the reader of orders', () => {
  it('reads every order as its codec does', () => {
    fc.assert(
      fc.property(wire, (order) => {
        const read = readOrder(order);
        expect(read).toBeDefined();
        expect(read).toStrictEqual(expected(order));
      }),
    );
  });

  it('reads the same as its codec, and nothing else, whatever is in a field', () => {
    fc.assert(
      fc.property(wire, fc.constantFrom(...Object.keys(fields)), other, (order, field, value) => {
        const changed = { ...order, [field]: value };
        expect(readOrder(changed)).toStrictEqual(expected(changed));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([null, undefined, [], [1], 'an order', 7, {}])('does not read %j', (input) => {
    expect(readOrder(input)).toBeUndefined();
    expect(expected(input)).toBeUndefined();
  });
});
