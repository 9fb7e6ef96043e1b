import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  circuitBreakData,
  frameOf,
  tickerData,
  tradeRow,
  tradesData,
  wholeData,
} from '../../marbles/support/frames';
import type { Decoded } from '../../src/parsing/decode';
import { isLikelyOf, likelyRoomOf, roomOf } from '../../src/parsing/room';
import { roomKinds, type RoomKind } from '../../src/parsing/room-kinds';

const samples: Readonly<Record<RoomKind, object>> = {
  ticker: tickerData(5),
  transactions: tradesData(tradeRow(1), tradeRow(2)),
  depth_whole: wholeData({
    sequence: 7,
    bids: [
      [100, 1],
      [99, 2],
    ],
  }),
  depth_diff: { a: [['101', '0']], b: [['99.5', '1.25']], ao: '1', bu: '2.5', t: 5, s: '8' },
  circuit_break_info: circuitBreakData('NONE'),
};
const kinds = Object.keys(samples) as RoomKind[];

const parse = (kind: RoomKind, frame: string): Decoded<unknown> => roomKinds[kind]('btc_jpy')(frame);

/** Returns the paths of all leaves of a value. */
const leaves = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => leaves(child, [...path, key]))
    : [path];

const withLeaf = (value: object, path: readonly string[], leaf: unknown): object => {
  const copy = structuredClone(value);
  let at = copy as Record<string, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[path.at(-1) ?? ''] = leaf;
  return copy;
};

describe.each(kinds)('a frame of %s', (kind) => {
  const sample = samples[kind];

  it('is read, and found by its room', () => {
    expect(parse(kind, frameOf(kind, sample))._tag).toBe('Right');
    expect(roomOf(frameOf(kind, sample))).toBe(`${kind}_btc_jpy`);
  });

  it('is none if another packet only looks like it', () => {
    for (const code of ['41', '43', '4x', '__']) {
      const packet = frameOf(kind, { ...sample, pid: 5 }).replace('42', code);
      expect(parse(kind, packet)).toMatchObject({ _tag: 'Left', left: { path: 'frame' } });
    }
  });

  it('with unknown fields is read nevertheless', () => {
    const more = { ...sample, pid: 5, later: { a: [1] } };
    expect(parse(kind, frameOf(kind, more))).toEqual(parse(kind, frameOf(kind, sample)));
  });

  it('with any other leaf never throws; a refusal names path, expected and actual', () => {
    const broken = fc.tuple(
      fc.constantFrom(...leaves(sample)),
      fc.oneof(fc.jsonValue(), fc.constant(undefined)),
    );
    fc.assert(
      fc.property(broken, ([path, leaf]) => {
        const result = parse(kind, frameOf(kind, withLeaf(sample, path, leaf)));
        if (result._tag === 'Right') return;
        expect(result.left).toMatchObject({ _tag: 'DecodeError' });
        expect(`data/${path.join('/')}`).toContain(result.left.path);
        expect(result.left.expected).not.toBe('');
        expect(result.left.actual).not.toBe('');
      }),
    );
  });

  it('cut or changed anywhere never throws', () => {
    const frame = frameOf(kind, sample);
    const mutation = fc.tuple(fc.nat(frame.length), fc.nat(6), fc.string({ maxLength: 4 }));
    fc.assert(
      fc.property(mutation, ([at, cut, insert]) => {
        const mutated = frame.slice(0, at) + insert + frame.slice(at + cut);
        expect(['Left', 'Right']).toContain(parse(kind, mutated)._tag);
        expect(['string', 'object']).toContain(typeof roomOf(mutated));
      }),
      { numRuns: 300 },
    );
  });

  it.each(['1e5', 'NaN', '', '0x10', '+1', ' 1', '１', '-1', 'Infinity'])(
    'that has %j for a decimal is refused, by its place',
    (text) => {
      const decimals = leaves(sample).filter((path) => {
        const leaf = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], sample);
        return (
          typeof leaf === 'string' &&
          /^[\d.]+$/.test(leaf) &&
          !['s', 'sequenceId'].includes(path.at(-1) ?? '')
        );
      });
      expect(decimals.length + Number(kind === 'transactions')).toBeGreaterThan(0);
      for (const path of decimals) {
        expect(parse(kind, frameOf(kind, withLeaf(sample, path, text)))).toMatchObject({
          _tag: 'Left',
          left: { path: `data/${path.join('/')}`, actual: JSON.stringify(text) },
        });
      }
    },
  );

  it.each(['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', '\\u005f_proto__'])(
    'with the key %s pollutes nothing, and lends no field',
    (key) => {
      const hostile = `"${key}":{"ao":"evil","au":"evil","polluted":1,"volume":1}`;
      const frame = frameOf(kind, sample);
      for (const place of ['"data":{', '"message":{']) {
        const result = parse(kind, frame.replace(place, `${place}${hostile},`));
        expect(result).toEqual(parse(kind, frame));
        expect(JSON.stringify(result)).not.toContain('evil');
      }
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );
});

describe('roomOf', () => {
  it('finds no room if there is none', () => {
    for (const frame of [
      '',
      '42',
      '42["message"]',
      '42["other",{"room_name":"a"}]',
      '2',
      'x',
      '42["message",{"room_name":5}]',
    ]) {
      expect(roomOf(frame)).toBeNull();
    }
  });

  it('reads a name that is written unusually', () => {
    expect(roomOf('42[ "message", {"message":{"data":{}},"room_name":"ticker_btc_jpy"}]')).toBe(
      'ticker_btc_jpy',
    );
    expect(roomOf('42["message",{"room_name":"ticker\\u005fbtc_jpy","message":{"data":1}}]')).toBe(
      'ticker_btc_jpy',
    );
  });
});

const captures = new URL('../../../shared/data/wire/public-frames.txt', import.meta.url);

// A clone has no ../shared, so that the captured frames are left out.
describe.skipIf(!existsSync(captures))('captured frames (left out if ../shared is missing)', () => {
  const frames = (existsSync(captures) ? readFileSync(captures, 'utf8') : '')
    .split('\n')
    .filter((line) => line.startsWith('42'));

  it('are all read, each by the parser of its room', () => {
    expect(frames.length).toBeGreaterThanOrEqual(6);
    for (const frame of frames) {
      const room = roomOf(frame) ?? '';
      const kind = kinds.find((name) => room.startsWith(name)) as RoomKind;
      const result = roomKinds[kind](room.slice(kind.length + 1))(frame);
      expect(result._tag).toBe('Right');
    }
  });
});

it('recognises the frame of a room by its beginning, and no other room whose name begins alike', () => {
  const names = fc.constantFrom('ticker_a', 'ticker_a_b', 'ticker_', 'depth_diff_a', 'depth_whole_a', 'x');
  fc.assert(
    fc.property(names, names, fc.nat(60), (room, other, length) => {
      const frame = `42["message",{"room_name":"${room}","message":{"data":{}}}]`;
      expect(likelyRoomOf(frame)).toBe(room);
      expect(isLikelyOf(`${other}"`, frame)).toBe(other === room);
      // The room of a part of a frame is never another frame's.
      if (isLikelyOf(`${other}"`, frame.slice(0, length))) expect(other).toBe(room);
    }),
  );
});
