import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalOf } from '../../src/model/decimal';
import { decode } from '../../src/parsing/decode';
import {
  Decimal,
  DecimalString,
  nullable,
  oneOf,
  optional,
  Sequence,
  Total,
} from '../../src/parsing/primitives';

const notPlain = [
  '1e5',
  'NaN',
  '',
  '0x10',
  '+1',
  ' 1',
  '1 ',
  '.5',
  '5.',
  '01',
  '1,5',
  'Infinity',
  '１',
  '-',
  '--1',
];

const wireDecimal = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 10 }))
  .map(([units, scale]) => {
    const digits = units.toString().padStart(scale + 1, '0');
    return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  });

/** Returns the exact value of a decimal. */
const exactly = (text: string): bigint => {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(30, '0'));
};

describe('Decimal', () => {
  it.each(notPlain)('refuses %j, and DecimalString and Total do too', (text) => {
    for (const codec of [Decimal, DecimalString, Total]) {
      expect(decode<unknown>(codec, text)._tag).toBe('Left');
    }
  });

  it.each([5, null, undefined, {}, ['1'], true])('refuses %j, which is no string', (input) => {
    for (const codec of [Decimal, DecimalString, Total]) {
      expect(decode<unknown>(codec, input)._tag).toBe('Left');
    }
  });

  it('refuses a negative amount', () => {
    expect(decode(Decimal, '-1')._tag).toBe('Left');
    expect(decode(DecimalString, '-1')._tag).toBe('Right');
  });

  it('gives a number whose decimal is the wire’s, or refuses', () => {
    fc.assert(
      fc.property(wireDecimal, (text) => {
        const result = decode(Decimal, text);
        const carried = exactly(decimalOf(Number(text))) === exactly(text);
        expect(result._tag).toBe(carried ? 'Right' : 'Left');
        if (result._tag === 'Right') expect(exactly(decimalOf(result.right))).toBe(exactly(text));
      }),
    );
  });

  it('makes null of a total that a number can’t carry', () => {
    expect(decode(Total, '9007199254740993')).toMatchObject({ right: null });
    expect(decode(Total, '123456789.123456789')).toMatchObject({ right: null });
    expect(decode(Total, '65.7738')).toMatchObject({ right: 65.7738 });
  });

  it('encodes without an exponent', () => {
    expect(decimalOf(1e-7)).toBe('0.0000001');
    expect(decimalOf(1.25e-9)).toBe('0.00000000125');
    expect(decimalOf(1e21)).toBe('1000000000000000000000');
  });
});

describe('Sequence', () => {
  it('takes a string of digits and a number alike', () => {
    expect(decode(Sequence, '34423855352')).toEqual(decode(Sequence, 34423855352));
  });

  it.each(['', '-1', '1.5', '1e3', '9007199254740993', 1.5, -1, null])('refuses %j', (input) => {
    expect(decode(Sequence, input)._tag).toBe('Left');
  });
});

describe('an optional value', () => {
  it('is null if it is always there, null or missing if it is optional, and says so', () => {
    expect(decode(nullable(DecimalString), null)).toMatchObject({ right: null });
    expect(decode(nullable(DecimalString), '1')).toMatchObject({ right: '1' });
    expect(decode(nullable(DecimalString), undefined)).toMatchObject({
      left: { expected: 'a plain decimal string or null', actual: 'nothing' },
    });
    for (const nothing of [null, undefined]) {
      expect(decode(optional(DecimalString), nothing)).toEqual({
        _tag: 'Right',
        right: null,
      });
    }
    expect(decode(optional(DecimalString), 5)).toMatchObject({
      left: { expected: 'a plain decimal string, null or nothing', actual: '5' },
    });
  });
});

describe('one of a few', () => {
  it.each(['toString', '__proto__', '', 0, null, ['buy'], undefined])('is not %j', (input) => {
    expect(decode(oneOf('buy or sell', ['buy', 'sell']), input)).toMatchObject({
      left: { expected: 'buy or sell' },
    });
    expect(decode(oneOf('1', [1]), input)._tag).toBe('Left');
  });
});

describe('decode', () => {
  it('names path, expected and actual', () => {
    expect(decode(Decimal, '1e5', 'data/asks/3/0')).toMatchObject({
      left: {
        _tag: 'DecodeError',
        path: 'data/asks/3/0',
        expected: 'a plain decimal that a number can carry',
        actual: '"1e5"',
      },
    });
  });

  it('shortens the input', () => {
    const result = decode(Decimal, 'x'.repeat(100_000));
    expect(result._tag === 'Left' && result.left.message.length).toBeLessThan(200);
  });
});
