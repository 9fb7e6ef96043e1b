import fc from 'fast-check';
import * as t from 'io-ts';
import { describe, expect, it } from 'vitest';
import type { DecodeError } from '../../src/model/errors';
import type { Decoded } from '../../src/parsing/decode';
import { DepthDiffData, depthDiffReader, parseDepthDiff } from '../../src/parsing/depth-diff';
import { depthWholeReader, DepthWholeData, parseDepthWhole } from '../../src/parsing/depth-whole';
import { ofPair, roomParser, type FastReader } from '../../src/parsing/room';
import { parseTicker, TickerData, tickerReader } from '../../src/parsing/ticker';
import { parseTrades, toTrades, tradesReader, TransactionsData } from '../../src/parsing/transactions';

/** The law of the fast path: with it, a frame is read as the codecs alone read it, or refused with the same error. */

const pair = 'btc_jpy';

type Parse = (frame: string) => Decoded<unknown>;

interface Room {
  readonly name: string;
  readonly byCodec: Parse;
  readonly asShipped: Parse;
  /** Reads a frame by the fast path alone; `null` if it leaves the frame to the codec. */
  readonly fast: (frame: string) => unknown;
}

const fastOf =
  <A>(kind: string, reader: FastReader<A>, of = pair) =>
  (frame: string): A | null => {
    const result = roomParser<never, A>(kind, t.never, (_, never) => never, reader)(of)(frame);
    return result._tag === 'Right' ? result.right : null;
  };

const diffRoom = {
  name: `depth_diff_${pair}`,
  byCodec: roomParser('depth_diff', DepthDiffData, ofPair)(pair),
  asShipped: parseDepthDiff(pair),
  fast: fastOf('depth_diff', depthDiffReader),
};
const wholeRoom = {
  name: `depth_whole_${pair}`,
  byCodec: roomParser('depth_whole', DepthWholeData, ofPair)(pair),
  asShipped: parseDepthWhole(pair),
  fast: fastOf('depth_whole', depthWholeReader),
};
const tickerRoom = {
  name: `ticker_${pair}`,
  byCodec: roomParser('ticker', TickerData, ofPair)(pair),
  asShipped: parseTicker(pair),
  fast: fastOf('ticker', tickerReader),
};
const tradesRoom = {
  name: `transactions_${pair}`,
  byCodec: roomParser('transactions', TransactionsData, toTrades)(pair),
  asShipped: parseTrades(pair),
  fast: fastOf('transactions', tradesReader),
};

const comparable = (decoded: Decoded<unknown>): unknown => {
  if (decoded._tag === 'Right') return decoded.right;
  const { message, path, expected, actual }: DecodeError = decoded.left;
  return { message, path, expected, actual };
};

/** Compares the two readings. `toStrictEqual` even distinguishes 0 from -0. */
const expectSameAsCodec = (room: Room, frame: string): void => {
  const byCodec = room.byCodec(frame);
  expect(comparable(room.asShipped(frame))).toStrictEqual(comparable(byCodec));
  const fast = room.fast(frame);
  if (fast !== null) expect(fast).toStrictEqual(comparable(byCodec));
};

// ---------------------------------------------------------------------------------------------- frames

const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^\\d{${min},${max}}$`));

const wireDecimal = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.nat(99_999_999), digits(0, 4)).map(([n, f]) => (f === '' ? `${n}` : `${n}.${f}`)),
  },
  { weight: 2, arbitrary: fc.constantFrom('0', '0.0000', '0.0001', '20826.1782', '123456.78901234') },
  { weight: 1, arbitrary: fc.tuple(fc.bigInt(0n, 10n ** 20n), digits(1, 18)).map(([n, f]) => `${n}.${f}`) },
);

/** Texts that a decimal must not be, or that a double can't hold. */
const oddTexts = [
    '', '-0', '-1', '+1', '00', '01', '00.1', '1.', '.5', '1e3', '1E3', '0x10', ' 1', '1 ', '1,5', '1.2.3', 'NaN',
    'Infinity', '１', '٣', '1_000', '9007199254740993', '0.1234567890123456789', '123456789012345678', '999999999',
    '9999999999', '4294967296', '2147483648', '0.30000000000000004', '1\\u0030', '\\u0031', '1\\n', '1\u0000', 'a',
    '1"', '1\\"', '0000000000000001', '100000000000000000000000', '0.0000000000000000000000001', '9'.repeat(400),
]; // prettier-ignore

const hostileDecimal = fc.oneof(
  fc.constantFrom(...oddTexts),
  digits(0, 30),
  fc.tuple(digits(0, 20), digits(0, 20)).map(([whole, fraction]) => `${whole}.${fraction}`),
  fc.string({ maxLength: 6 }),
);

const mostly = <A>(usual: fc.Arbitrary<A>, unusual: fc.Arbitrary<A>): fc.Arbitrary<A> =>
  fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: unusual });

const quoted = (text: string): string => `"${text}"`;
const anyDecimal = mostly(wireDecimal, hostileDecimal).map(quoted);
const anyScalar = mostly(
  anyDecimal,
  fc.constantFrom('null', '1', '1.5', 'true', '{}', '[]', '"x"', '-0', '1e3'),
);

const level = mostly(
  fc.tuple(anyDecimal, anyDecimal).map(([price, amount]) => `[${price},${amount}]`),
  fc.constantFrom(
    '[]',
    '["1"]',
    '["1","2","3"]',
    '[1,2]',
    'null',
    '{}',
    '["1", "2"]',
    '[ "1","2"]',
    '["1","2",]',
  ),
);
const levels = fc.array(level, { maxLength: 8 }).map((all) => `[${all.join(',')}]`);

/** Levels that are unordered, ordered or repeated. The book of a whole has its own order. */
const sortedLevels = (ascending: boolean): fc.Arbitrary<string> =>
  fc
    .uniqueArray(fc.nat(99_999_999), { maxLength: 8 })
    .map((prices) => prices.sort((a, b) => (ascending ? a - b : b - a)))
    .map((prices) => `[${prices.map((price) => `["${price}","0.0100"]`).join(',')}]`);

const oddTimestamps = [
  '0',
  '-0',
  '-1',
  '01',
  '1.0',
  '1e3',
  '"1"',
  'null',
  '99999999999999',
  '100000000000000',
  '999999999999999999',
  '',
  '1 ',
];
const oddSequences = [
  '"0"',
  '"00"',
  '"01"',
  '"-1"',
  '34',
  '1.5',
  '""',
  '"9007199254740991"',
  '"9007199254740993"',
  '" 1"',
  'null',
  '"1e3"',
];

const timestamp = mostly(
  fc.nat(1_900_000_000).map((s) => `${s}123`),
  fc.constantFrom(
    ...oddTimestamps,
  ), // prettier-ignore
);
const sequence = mostly(
  fc.nat().map((n) => `"34${n}"`),
  fc.constantFrom(
    ...oddSequences,
  ), // prettier-ignore
);

type Fields = readonly (readonly [key: string, value: string])[];

const optionalTotals = fc
  .tuple(
    ...['ao', 'bu', 'au', 'bo', 'am', 'bm'].map((key) =>
      fc.option(anyScalar.map((value) => [key, value] as const)),
    ),
  )
  .map((fields) => fields.filter((field) => field !== null));

const diffFields: fc.Arbitrary<Fields> = fc
  .tuple(levels, levels, timestamp, sequence, optionalTotals)
  .map(([a, b, t, s, totals]) => [['a', a], ['b', b], ['t', t], ['s', s], ...totals]);

const wholeFields: fc.Arbitrary<Fields> = fc
  .tuple(
    fc.oneof(levels, sortedLevels(true)),
    fc.oneof(levels, sortedLevels(false)),
    fc.array(mostly(anyDecimal, anyScalar), { minLength: 6, maxLength: 6 }),
    timestamp,
    sequence,
  )
  .map(([asks, bids, totals, time, sequenceId]) => [
    ['asks', asks],
    ['bids', bids],
    ...['asks_over', 'bids_under', 'asks_under', 'bids_over', 'ask_market', 'bid_market'].map(
      (key, i) => [key, totals[i] ?? ''] as const,
    ),
    ['timestamp', time],
    ['sequenceId', sequenceId],
  ]);

const price = mostly(anyDecimal, fc.constantFrom('null', '1', '""'));

const tickerFields: fc.Arbitrary<Fields> = fc
  .tuple(fc.array(price, { minLength: 7, maxLength: 7 }), timestamp, fc.boolean())
  .map(([values, time, suspended]) => [
    ...['sell', 'buy', 'open', 'high', 'low', 'last', 'vol'].map(
      (key, i) => [key, suspended && i < 2 ? 'null' : (values[i] ?? '')] as const,
    ),
    ['timestamp', time],
  ]);

const id = mostly(
  fc.nat().map((n) => `12${n}`),
  fc.constantFrom(...oddTimestamps, '999999999999999', '9007199254740991', '9007199254740993'),
);
const side = mostly(
  fc.constantFrom('"buy"', '"sell"'),
  fc.constantFrom('"Buy"', 'null', '"sell\\u0000"', 'buy'),
);

const trade = fc
  .tuple(id, side, anyDecimal, anyDecimal, timestamp)
  .map(
    ([transactionId, of, at, amount, time]) =>
      `{"transaction_id":${transactionId},"side":${of},"price":${at},"amount":${amount},"executed_at":${time}}`,
  );

const tradesFields: fc.Arbitrary<Fields> = mostly(
  fc.array(trade, { maxLength: 6 }),
  fc.array(fc.constantFrom('', 'null', '{}', '[]')),
).map((rows) => [['transactions', `[${rows.join(',')}]`]]);

const spelled = (room: string, fields: Fields): string =>
  `42["message",{"room_name":"${room}","message":{"data":{${fields.map(([key, value]) => `"${key}":${value}`).join(',')}}}}]`;

/** A frame in the venue's spelling; or in another order, with a repeated key, a missing one or an additional one. */
const frameOf = (room: Room, fields: fc.Arbitrary<Fields>): fc.Arbitrary<string> => {
  const rearranged = fields.chain((all) =>
    fc.oneof(
      fc.shuffledSubarray([...all], { minLength: all.length }),
      fc.shuffledSubarray([...all]),
      fc.nat(all.length - 1).chain((i) => fields.map((others) => [...all, ...others.slice(i, i + 1)])),
      fc
        .tuple(fc.string(), anyScalar)
        .map(([key, value]) => [...all, [JSON.stringify(key).slice(1, -1), value] as const]),
    ),
  );
  const name = mostly(
    fc.constant(room.name),
    fc.constantFrom(
      'depth_diff_eth_jpy',
      'depth_diff_btc\\u005fjpy',
      '',
      'depth_whole_btc_jpy',
      'depth_diff_btc_jpy',
    ),
  );
  return fc
    .tuple(name, fc.oneof({ weight: 3, arbitrary: fields }, { weight: 1, arbitrary: rearranged }))
    .map((it) => spelled(...it));
};

/** One character more, less or different; a cut; white space; bytes after the end. */
const mutated = (frames: fc.Arbitrary<string>): fc.Arbitrary<string> => {
  const piece = fc.oneof(
    fc.constantFrom(...' \t\n\r"\\[]{},:.-+0123456789eEx'.split('')),
    fc.constantFrom(
      '\u0000',
      '\u001f',
      'é',
      '💹',
      '\ud800',
      '\\u0022',
      '","',
      '"],["',
      '}}}]',
      'null',
      '\ufeff',
    ),
    fc.string({ maxLength: 3 }),
  );
  return fc
    .tuple(frames, fc.double({ min: 0, max: 1, noNaN: true }), piece, fc.nat(3))
    .map(([frame, where, text, cut]) => {
      const at = Math.floor(where * frame.length);
      return frame.slice(0, at) + text + frame.slice(at + cut);
    });
};

const rooms = [
  { name: 'diff', room: diffRoom, frames: frameOf(diffRoom, diffFields) },
  { name: 'whole', room: wholeRoom, frames: frameOf(wholeRoom, wholeFields) },
  { name: 'ticker', room: tickerRoom, frames: frameOf(tickerRoom, tickerFields) },
  { name: 'frame of transactions', room: tradesRoom, frames: frameOf(tradesRoom, tradesFields) },
];

const unusualValues = [...oddTexts.map(quoted), ...oddTexts, ...oddTimestamps, ...oddSequences];

describe.each(rooms)('the fast path of a $name', ({ room, frames }) => {
  it('equals the codec on frames of the venue’s kind', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        expectSameAsCodec(room, frame);
      }),
      { numRuns: 2_000 },
    );
  });

  it('equals the codec on mutated frames', () => {
    fc.assert(
      fc.property(mutated(frames), (frame) => {
        expectSameAsCodec(room, frame);
      }),
      { numRuns: 2_000 },
    );
  });

  it('equals the codec on frames mutated twice', () => {
    fc.assert(
      fc.property(mutated(mutated(frames)), (frame) => {
        expectSameAsCodec(room, frame);
      }),
      { numRuns: 2_000 },
    );
  });

  it('equals the codec on any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json().map((json) => `42${json}`),
        ),
        (text) => {
          expectSameAsCodec(room, text);
        },
      ),
    );
  });

  it('equals the codec with any unusual value at any place', () => {
    const usual = usualOf(room);
    for (const value of usual.matchAll(/"?\d[\d.]*"?/g)) {
      for (const unusual of unusualValues) {
        const after = usual.slice(value.index + value[0].length);
        expectSameAsCodec(room, usual.slice(0, value.index) + unusual + after);
      }
    }
  });

  it('is not fooled by a value that the codec refuses, at any place', () => {
    const usual = usualOf(room);
    for (let at = 0; at <= usual.length; at += 1) {
      expectSameAsCodec(room, usual.slice(0, at));
      for (const piece of ['"', '\\', '0', '-', ' ', '\u0000', ',', ']', '}']) {
        expectSameAsCodec(room, usual.slice(0, at) + piece + usual.slice(at));
        expectSameAsCodec(room, usual.slice(0, at) + piece + usual.slice(at + 1));
      }
    }
  });
});

const usualDiff =
  '42["message",{"room_name":"depth_diff_btc_jpy","message":{"data":{"a":[["13642554","0"],["13641185","0.0006"]],"b":[["13634294","0.0000"]],"t":1790127295169,"s":"34423855352","ao":"65.7738","bu":"4711.7088"}}}]';
const usualWhole =
  '42["message",{"room_name":"depth_whole_btc_jpy","message":{"data":{"asks":[["12106401","0.0100"],["12106419","0.0079"]],"bids":[["12106400","0.0030"]],"asks_over":"218.1821","bids_under":"20826.1782","asks_under":"0.0000","bids_over":"0.0000","ask_market":"0.0000","bid_market":"0.0000","timestamp":1744948051363,"sequenceId":"24791326728"}}}]';

const usualTicker =
  '42["message",{"room_name":"ticker_btc_jpy","message":{"data":{"sell":"13638554","buy":"13637900.5","open":"13470001","high":"13655000","low":"13368518","last":"13638001","vol":"93.1234","timestamp":1790127292650}}}]';
const usualTrades =
  '42["message",{"room_name":"transactions_btc_jpy","message":{"data":{"transactions":[{"transaction_id":1237940857,"side":"sell","price":"13638554","amount":"0.0100","executed_at":1790127300894},{"transaction_id":1237940856,"side":"buy","price":"13638555","amount":"1.5000","executed_at":1790127300893}]}}}]';

const usualOf = (room: Room): string =>
  [usualDiff, usualWhole, usualTicker, usualTrades].find((frame) => frame.includes(room.name)) ?? '';

describe('the fast path', () => {
  it('takes the frames that the venue sends', () => {
    expect(diffRoom.fast(usualDiff)).toStrictEqual({
      pair,
      bids: [13634294, 0],
      asks: [13642554, 0, 13641185, 0.0006],
      outside: { asksOver: 65.7738, bidsUnder: 4711.7088 },
      sequence: 34423855352,
      timestamp: 1790127295169,
    });
    expect(wholeRoom.fast(usualWhole)).toMatchObject({
      bids: [12106400, 0.003],
      outside: { bidsUnder: 20826.1782, bidMarket: 0 },
      sequence: 24791326728,
    });
    expect(tickerRoom.fast(usualTicker)).toMatchObject({ ask: 13638554, bid: 13637900.5, volume: 93.1234 });
    expect(tickerRoom.fast(usualTicker.replace('"13638554"', 'null'))).toMatchObject({ ask: null });
    expect(tradesRoom.fast(usualTrades)).toMatchObject([
      { id: 1237940856, side: 'buy', amount: 1.5, timestamp: 1790127300893 },
      { id: 1237940857, side: 'sell', price: 13638554 },
    ]);
  });

  it('takes numbers of up to 15 digits', () => {
    const withPrice = (price: string): unknown => diffRoom.fast(usualDiff.replace('13642554', price));
    for (const price of [
      '999999999999999',
      '1234567890.12345',
      '123456.123456789',
      '0.000000001',
      '1234567890',
    ]) {
      expect(withPrice(price)).toMatchObject({ asks: [Number(price), 0, 13641185, 0.0006] });
    }
    for (const price of ['9999999999999999', '1234567890.123456', '0.0000000001']) {
      expect(withPrice(price)).toBeNull();
    }
  });

  it('leaves a frame to the codec that is longer than its buffer, or has a character of two bytes', () => {
    const many = Array.from({ length: 3_000 }, (_, i) => `["${10_000_000 + i}","1"]`).join(',');
    const long = usualDiff.replace('["13634294","0.0000"]', many);
    expect(diffRoom.fast(long)).toBeNull();
    expectSameAsCodec(diffRoom, long);
    // The next one finds nothing of it in the buffer.
    expect(diffRoom.fast(usualDiff)).toMatchObject({ bids: [13634294, 0] });
    expect(diffRoom.fast(usualDiff.replace('0.0006', '0.000６'))).toBeNull();
  });

  it('leaves unusual spellings to the codec', () => {
    expect(diffRoom.fast(usualDiff.replace(',"b"', ', "b"'))).toBeNull();
    expect(diffRoom.fast(usualDiff.replace('"34423855352"', '34423855352'))).toBeNull();
    expect(diffRoom.fast(`${usualDiff} `)).toBeNull();
  });

  it('refuses an amount that a number can’t carry, and makes null of such a total', () => {
    const lossy = '20826.178212345678901';
    expect(diffRoom.fast(usualDiff.replace('0.0006', lossy))).toBeNull();
    expect(diffRoom.asShipped(usualDiff.replace('65.7738', lossy))).toMatchObject({
      right: { outside: { asksOver: null } },
    });
    expectSameAsCodec(diffRoom, usualDiff.replace('0.0006', lossy));
    expectSameAsCodec(diffRoom, usualDiff.replace('65.7738', lossy));
  });

  it('leaves a pair whose name is no plain word to the codec', () => {
    for (const odd of ['a"b', 'a\\b', 'é_jpy', '\u0000', '"}}}]']) {
      const room = {
        byCodec: roomParser('depth_diff', DepthDiffData, ofPair)(odd),
        asShipped: parseDepthDiff(odd),
        fast: fastOf('depth_diff', depthDiffReader, odd),
      };
      for (const name of [odd, JSON.stringify(odd).slice(1, -1)]) {
        expectSameAsCodec(
          { ...diffRoom, ...room },
          usualDiff.replace('btc_jpy', () => name),
        );
      }
    }
  });

  it('reads each of many decimals as `Number` does', () => {
    fc.assert(
      fc.property(wireDecimal, (text) => {
        const message = diffRoom.asShipped(usualDiff.replace('13641185', text));
        if (message._tag === 'Right') expect(message.right.asks[2]).toBe(Number(text));
      }),
      { numRuns: 5_000 },
    );
  });
});
