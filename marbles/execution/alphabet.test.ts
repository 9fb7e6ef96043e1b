import { describe, expect, it } from 'vitest';
import { alphabet, outgoing } from '../support/order-alphabet';
import {
  books,
  failures,
  fills,
  funds,
  orders,
  positions,
  quotes,
  streamStates,
} from '../support/order-cast';

const tables = {
  orders,
  fills,
  funds,
  positions,
  failures,
  books,
  quotes,
  streamStates,
  others: { s: 0, r: 0, i: 0, e: 0 },
};

describe('the alphabet of orders', () => {
  it('has no sign with two values, and none without a meaning', () => {
    const signs = Object.values(tables).flatMap(Object.keys);
    expect(signs.filter((sign, index) => signs.indexOf(sign) !== index)).toEqual([]);
    expect([...signs, ...outgoing].filter((sign) => alphabet[sign] === undefined)).toEqual([]);
  });

  it('has small letters for input, capitals for output, and no sign that is never used', () => {
    const incoming = new Set(Object.values(tables).flatMap(Object.keys));
    const isLetter = (sign: string): boolean => /\p{L}/u.test(sign);
    const isSmall = (sign: string): boolean => sign === sign.toLowerCase();
    expect([...incoming].filter((sign) => isLetter(sign) && !isSmall(sign))).toEqual([]);
    expect(
      Object.keys(alphabet).filter((sign) => isLetter(sign) && isSmall(sign) && !incoming.has(sign)),
    ).toEqual([]);
  });
});
