import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLine, encodeLine, headerFormat, type Note } from '../../src/recording/line';

const time = fc.integer({ min: 0, max: 99_999_999_999_999 });
const text = fc.string({ unit: 'binary' });
const of = <K extends Note['type']>(type: K) => fc.constant(type);

const note: fc.Arbitrary<Note> = fc.oneof(
  fc.record({ type: of('frame'), frame: text }),
  fc.record({ type: of('frame'), frame: text.map((rest) => `42${rest}`) }),
  fc.record({ type: of('copy'), of: time, frame: text.map((rest) => `42${rest}`) }),
  fc.record({ type: of('copy'), of: time, frame: text }),
  fc.record({
    type: of('header'),
    format: fc.constant(1 as const),
    run: text,
    part: fc.nat(),
    pairs: fc.array(text),
    rooms: fc.array(text),
    open: fc.boolean(),
  }),
  fc.record({ type: of('rest'), path: text, status: fc.nat(), date: fc.option(time), body: text }),
  fc.record({ type: fc.constantFrom('join' as const, 'leave' as const), room: text }),
  fc.record({ type: of('drop'), cause: text }),
  fc.record({ type: of('gap'), from: time, to: time, cause: text }),
  fc.record({ type: of('step'), by: fc.integer() }),
  fc.record({ type: fc.constantFrom('open' as const, 'end' as const) }),
);

describe('a line', () => {
  it('is read as it was written, and is one line, whatever it holds', () => {
    fc.assert(
      fc.property(time, fc.nat(), note, (t, elapsed, written) => {
        const line = encodeLine({ t, elapsed }, written);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        // The text is as it is after a file.
        const read = decodeLine(Buffer.from(line, 'utf8').toString('utf8').slice(0, -1));
        expect(read).toEqual({ t, elapsed, ...written });
      }),
      { numRuns: 2_000 },
    );
  });

  it('holds a frame as it came, and nothing else except its two times', () => {
    const frame = '42["message",{"room_name":"ticker_btc_jpy"}]';
    expect(encodeLine({ t: 1_790_127_295_169, elapsed: 12 }, { type: 'frame', frame })).toBe(
      `1790127295169 12 ${frame}\n`,
    );
    expect(encodeLine({ t: 5, elapsed: 0 }, { type: 'copy', of: 4, frame })).toBe(`5 0 =4 ${frame}\n`);
  });

  it('that is none is recognised, however it was cut or damaged, and nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((rest) => `1 2 ${rest}`),
          text.map((rest) => `1 2 {${rest}`),
        ),
        (line) => {
          const read = decodeLine(line);
          expect(read === null || Number.isSafeInteger(read.t)).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['nothing', ''],
    ['a bare frame', '42["message",{}]'],
    ['the older form', '{"t":1,"frame":"42[]"}'],
    ['one time', '1790127295169 42["message"]'],
    ['a time that is none', '17901272951.5 0 42[]'],
    ['no payload', '1 2 '],
    ['an own line without a type', '1 2 {"room":"x"}'],
    ['an own line of another shape', '1 2 {"type":"gap","from":"x"}'],
    ['an own line that was cut off', '1 2 {"type":"op'],
    ['a copy without its time', '1 2 =x 42[]'],
  ])('is not %s', (_, line) => {
    expect(decodeLine(line)).toBeNull();
  });

  it('of a newer type is skipped', () => {
    expect(decodeLine('1 2 {"type":"weather","sun":true}')).toEqual({ t: 1, elapsed: 2, type: 'unknown' });
  });

  it('shows its format if it is a header, also if that can not be read', () => {
    expect(headerFormat('1 0 {"type":"header","format":2}')).toBe(2);
    expect(decodeLine('1 0 {"type":"header","format":2}')).toBeNull();
    for (const other of ['1 0 42[]', '{"type":"header","format":1}', '', '1 0 {"type":"end"}'])
      expect(headerFormat(other)).toBeNull();
  });
});
