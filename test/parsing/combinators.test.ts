import * as t from 'io-ts';
import { describe, expect, it } from 'vitest';
import {
  eitherCase,
  firstOf,
  itself,
  list,
  otherwise,
  property,
  record,
  row,
  tagged,
} from '../../src/parsing/combinators';
import { decode, type Decoded } from '../../src/parsing/decode';

interface Level {
  readonly price: number;
  readonly amount: number;
}

interface Message {
  readonly id: string;
  readonly size?: number;
  readonly note: string | null;
  readonly limits: { readonly least: number };
  readonly levels: readonly Level[];
}

const Message = record<Message>('a message', {
  id: t.string,
  size: ['s', t.union([t.number, t.undefined])],
  note: ['n', otherwise(t.string, null)],
  limits: [itself, record('limits', { least: ['min', t.number] })],
  levels: ['l', list('levels', row<Level>('a level', { price: t.number, amount: t.number }))],
});

const wire = { id: 'a', s: 5, n: 'b', min: 1, l: [[1, 2]] };

const refusal = (result: Decoded<unknown>): string =>
  result._tag === 'Right' ? 'taken' : `${result.left.path}: ${result.left.expected}, ${result.left.actual}`;

describe('a record', () => {
  it('has the names of the domain, wherever the fields are on the wire', () => {
    expect(decode(Message, wire)).toEqual({
      _tag: 'Right',
      right: { id: 'a', size: 5, note: 'b', limits: { least: 1 }, levels: [{ price: 1, amount: 2 }] },
    });
  });

  it('leaves an undefined field out, and has a fallback for one that is missing or null', () => {
    for (const nothing of [{ n: null }, {}]) {
      const result = decode(Message, { id: 'a', min: 1, l: [], ...nothing });
      expect(result._tag === 'Right' && result.right).toStrictEqual({
        id: 'a',
        note: null,
        limits: { least: 1 },
        levels: [],
      });
    }
  });

  it.each([
    [{ id: 5 }, 'id: string, 5'],
    [{ id: undefined }, 'id: string, nothing'],
    [{ n: 5 }, 'n: string, 5'],
    [{ min: '1' }, 'min: number, "1"'],
    [{ l: {} }, 'l: levels, an object'],
    [{ l: [[1, 2], 5] }, 'l/1: a level, 5'],
    [{ l: [[1]] }, 'l/0: a level, an array of 1'],
    [{ l: [[1, 2, 3]] }, 'l/0: a level, an array of 3'],
    [{ l: [{ 0: 1, 1: 2, length: 2 }] }, 'l/0: a level, an object'],
    [{ l: [[1, null]] }, 'l/0/1: number, null'],
  ])('with %j is refused by the place on the wire', (wrong, expected) => {
    expect(refusal(decode(Message, { ...wire, ...wrong }))).toBe(expected);
  });

  it.each([
    [null, ': a message, null'],
    [[], ': a message, an array of 0'],
    ['x', ': a message, "x"'],
  ])('is not %j', (input, expected) => {
    expect(refusal(decode(Message, input))).toBe(expected);
  });
});

describe('a property', () => {
  it('is the value that an object has under a key', () => {
    expect(decode(property('a', t.number), { a: 1 })).toMatchObject({ right: 1 });
    expect(refusal(decode(property('a', t.number), { a: 'x' }))).toBe('a: number, "x"');
    expect(refusal(decode(property('a', t.number), 5))).toBe(': an object with a, 5');
  });
});

describe('a key of two spellings', () => {
  const Position = record<{ readonly openAmount: string; readonly averagePrice: string }>(
    'a position',
    { openAmount: [['open_amount', 'open'], t.string], averagePrice: t.string },
    eitherCase,
  );

  it.each([
    { open_amount: '1', average_price: '2' },
    { open: '1', averagePrice: '2' },
    { open_amount: 5, average_price: null, open: '1', averagePrice: '2' },
    { open: null, open_amount: '1', averagePrice: 5, average_price: '2' },
  ])('is read from either, the last counting: %j', (input) => {
    expect(decode(Position, input)).toEqual({
      _tag: 'Right',
      right: { openAmount: '1', averagePrice: '2' },
    });
  });

  it.each([
    [{ averagePrice: '2' }, 'open_amount: string, nothing'],
    [{ open: 5, averagePrice: '2' }, 'open_amount: string, 5'],
    [{ open: '1', averagePrice: 5 }, 'average_price: string, 5'],
  ])('is named by its first in the refusal of %j', (input, expected) => {
    expect(refusal(decode(Position, input))).toBe(expected);
  });
});

describe('the first match of a few codecs', () => {
  const Amount = firstOf<unknown>('a text or an object with a', [
    t.string,
    property('a', list('texts', t.string)),
  ]);

  it('is the one that takes the input', () => {
    expect(decode(Amount, 'x')).toMatchObject({ right: 'x' });
    expect(decode(Amount, { a: ['x'] })).toMatchObject({ right: ['x'] });
  });

  it.each([
    [5, ': a text or an object with a, 5'],
    [{}, 'a: texts, nothing'],
    [{ a: ['x', 5] }, 'a/1: string, 5'],
  ])('reports of %j how far it got', (input, expected) => {
    expect(refusal(decode(Amount, input))).toBe(expected);
  });
});

describe('a value whose key gives its shape', () => {
  const Event = tagged<unknown>('type', 'one or other', {
    one: property('a', t.string),
    other: property('b', t.number),
  });

  it('is read as that shape', () => {
    expect(decode(Event, { type: 'other', b: 1 })).toMatchObject({ right: 1 });
  });

  it.each([
    [5, ': an object with type, 5'],
    [{}, 'type: one or other, nothing'],
    [{ type: 'toString' }, 'type: one or other, "toString"'],
    [{ type: 'one', b: 1 }, 'a: string, nothing'],
  ])('refuses %j', (input, expected) => {
    expect(refusal(decode(Event, input))).toBe(expected);
  });
});
