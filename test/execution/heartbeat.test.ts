import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Subject } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isGoodbye } from '../../src/execution/guards/heartbeat';
import { heartbeat$ } from '../../src/execution/index';
import { virtualClock } from '../../src/simulator/index';
import { hear, until } from '../support/client';

const startTime = Date.UTC(2026, 0, 1);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const typesOf = ({ values }: { readonly values: readonly { readonly type: string }[] }): readonly string[] =>
  values.map(({ type }) => type);

describe('heartbeat$', () => {
  it('writes while it is subscribed to, a new text with each beat, and leaves no other file', async () => {
    const file = join(folder, 'beat');
    // The time stands still while a beat is written, so that none is under way when the test stops.
    const clock = virtualClock(startTime);
    const beats = hear(heartbeat$({ file, interval: 5, scheduler: clock }));
    const texts = new Set<string>();
    for (const [beat, wait] of [0, 5, 5, 5].entries()) {
      clock.advanceBy(wait);
      await until(() => expect(beats.values).toHaveLength(beat + 1));
      texts.add(readFileSync(file, 'utf8'));
    }
    expect(texts.size).toBe(4);
    for (const text of texts) expect(JSON.parse(text)).toMatchObject({ word: 'beat', pid: process.pid });
    expect(beats.values[0]).toMatchObject({ type: 'Beat', gap: 0 });
    expect(beats.values[1]).toMatchObject({ type: 'Beat', gap: 5 });

    beats.stop();
    expect(readdirSync(folder)).toEqual(['beat']);
    const last = readFileSync(file, 'utf8');
    clock.advanceBy(100);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(readFileSync(file, 'utf8')).toBe(last);
    expect(isGoodbye(last)).toBe(false);
  });

  it('follows no link beside its file, stays behind the link that leads to it, and keeps its permissions', async () => {
    const [real, victim] = [join(folder, 'real'), join(folder, 'victim')];
    writeFileSync(real, '');
    chmodSync(real, 0o640);
    writeFileSync(victim, 'precious');
    symlinkSync(victim, join(folder, `real.${process.pid}.tmp`));
    symlinkSync(real, join(folder, 'beat'));
    const end = new Subject<void>();
    const beats = hear(heartbeat$({ file: join(folder, 'beat'), interval: 5, until: end }));
    await until(() => expect(beats.values.length).toBeGreaterThan(2));
    end.next();
    await until(() => expect(beats.ends).toEqual(['complete']));
    expect(readFileSync(victim, 'utf8')).toBe('precious');
    expect(lstatSync(join(folder, 'beat')).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(real, 'utf8'))).toMatchObject({ word: 'goodbye' });
    expect(statSync(real).mode & 0o777).toBe(0o640);
  });

  it('says goodbye when it is asked to, and that is the last beat', async () => {
    const file = join(folder, 'beat');
    const end = new Subject<void>();
    const beats = hear(heartbeat$({ file, interval: 1, until: end }));
    await until(() => expect(beats.values.length).toBeGreaterThan(2));
    end.next();
    await until(() => expect(beats.ends).toEqual(['complete']));
    expect(typesOf(beats).at(-1)).toBe('Goodbye');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isGoodbye(readFileSync(file, 'utf8'))).toBe(true);
  });

  it('reports a file that can’t be written, and tries again', async () => {
    const beats = hear(heartbeat$({ file: join(folder, 'none', 'beat'), interval: 5 }));
    await until(() => expect(typesOf(beats).slice(0, 2)).toEqual(['Failed', 'Failed']));
    expect(beats.values[0]).toMatchObject({ message: expect.stringContaining('ENOENT') as string });
    expect(beats.ends).toEqual([]);
    beats.stop();
  });

  it('reports how long no beat was written: to its watchdog a strategy whose disk is full looks dead', async () => {
    const file = join(folder, 'beat');
    const clock = virtualClock(startTime);
    const beats = hear(heartbeat$({ file, interval: 5, scheduler: clock }));
    /** Waits for the types of the last beats while the time goes on. */
    const end = (...types: readonly string[]): Promise<void> =>
      until(() => {
        clock.advanceBy(5);
        expect(typesOf(beats).slice(-types.length)).toEqual(types);
      });
    await end('Beat');
    // A directory can't be replaced by a file.
    rmSync(file);
    mkdirSync(join(file, 'full'), { recursive: true });
    await end('Failed', 'Failed', 'Failed');
    const beat = beats.values.findLast(({ type }) => type === 'Beat');
    for (const event of beats.values.slice(-3)) {
      const gap = event.type === 'Failed' ? event.gap : NaN;
      expect(gap).toBe(event.at - (beat?.at ?? 0));
    }
    rmSync(file, { recursive: true });
    await end('Beat');
    beats.stop();
  });

  it.each([
    ['file', { file: '' }],
    ['interval', { file: 'beat', interval: 0 }],
    ['interval', { file: 'beat', interval: 1.5 }],
  ])('refuses a wrong %s', (field, options) => {
    expect(() => heartbeat$(options)).toThrow(
      expect.objectContaining({ _tag: 'ConfigError', field }) as Error,
    );
  });
});
