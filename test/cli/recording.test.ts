import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { from, lastValueFrom, toArray } from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { readRecording, recordTo } from '../../src/cli/recording';
import type { TransportOpen } from '../../src/connectivity/transport';

const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (text: string, name = 'recording'): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const open: TransportOpen = { type: 'open', send: () => undefined };

describe('recordTo', () => {
  it('is read back as it came, whatever the frames hold, and changes nothing on the way', async () => {
    const path = join(folder, 'written');
    const frames = fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(frames, async (texts) => {
        rmSync(path, { force: true });
        const recorder = recordTo(path);
        const passed = await lastValueFrom(from([open, ...texts]).pipe(recorder.tap, toArray()));
        recorder.close();
        expect(passed).toEqual([open, ...texts]);
        expect([...readRecording(path)].map(({ frame }) => frame)).toEqual(texts);
      }),
      { numRuns: 50 },
    );
  });

  it.each(['something else\n', '{"t":1790127295169,"frame":"42"}\n'])(
    'takes no file that holds something, and leaves it as it is',
    (text) => {
      const path = file(text, 'held');
      expect(() => recordTo(path)).toThrow(
        expect.objectContaining({
          _tag: 'UsageError',
          message: `${path}: is there already and holds something: choose another --record`,
        }),
      );
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );

  it('is one file over reconnects, also one that was there and held nothing', () => {
    const path = file('');
    const recorder = recordTo(path);
    from([open, '42["a"]']).pipe(recorder.tap).subscribe();
    from([open, '42["b"]']).pipe(recorder.tap).subscribe();
    recorder.close();
    expect([...readRecording(path)].map(({ frame }) => frame)).toEqual(['42["a"]', '42["b"]']);
    expect(readFileSync(path, 'utf8')).toMatch(/^\{"t":\d{13},"frame":"42\[\\"a\\"\]"\}\n/);
  });

  it('tells that it can not write', () => {
    const recorder = recordTo(file(''));
    recorder.close();
    let failure: unknown = null;
    recorder.failed$.subscribe({ error: (error: unknown) => (failure = error) });
    from([open, '42["a"]']).pipe(recorder.tap).subscribe();
    expect(failure).toMatchObject({ code: 'EBADF' });
  });

  it('refuses a file that can not be made', () => {
    expect(() => recordTo(join(folder, 'no', 'such'))).toThrow(
      expect.objectContaining({
        _tag: 'UsageError',
        message: `${join(folder, 'no', 'such')}: no such file or folder`,
      }),
    );
  });
});

describe('readRecording', () => {
  it('reads recorded and bare frames, whatever the line ends, and passes over empty lines', () => {
    const path = file('{"t":5,"frame":"42[]"}\r\n\n42["bare"]\n2');
    expect([...readRecording(path)]).toEqual([
      { t: 5, frame: '42[]' },
      { t: 0, frame: '42["bare"]' },
      { t: 0, frame: '2' },
    ]);
  });

  it('reads lines and characters that lie across the chunks of a large file', () => {
    const frame = `42["${'円'.repeat(30_000)}"]`;
    expect([...readRecording(file(`${frame}\n${frame}\n`))].map((each) => each.frame)).toEqual([
      frame,
      frame,
    ]);
  });

  it.each([
    ['text', 'hello\n', ':1: expected'],
    ['JSON of another kind', '42[]\n{"time":1}\n', ':2: expected'],
    ['a line that was cut off', '{"t":1,"frame":"42', ':1: expected'],
    ['nothing', '\n\n', ': holds no frame'],
  ])('refuses %s before the first frame, and says where', (_, text, complaint) => {
    const path = file(text);
    expect(() => readRecording(path)).toThrow(
      expect.objectContaining({
        _tag: 'UsageError',
        message: expect.stringContaining(path + complaint) as string,
      }),
    );
  });

  it('refuses a folder', () => {
    expect(() => readRecording(folder)).toThrow(`${folder}: it is a folder`);
  });
});
