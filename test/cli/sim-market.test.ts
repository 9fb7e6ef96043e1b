import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeLine } from '../../src/recording/line';
import { recordSynthetic } from '../simulator/outside/recording';
import { runCli } from './run-cli';

const folder = mkdtempSync(join(tmpdir(), 'sim-market-'));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('rx-bitbank sim --market', () => {
  it.each([
    ['a file that is not there', () => join(folder, 'nowhere'), 'no such file or folder'],
    ['an empty one', () => file('empty', ''), 'nothing was recorded'],
    [
      'one of a newer version',
      () =>
        file(
          'newer',
          '1 0 {"type":"header","format":2,"run":"","part":1,"pairs":[],"rooms":[],"open":true}\n',
        ),
      'newer version',
    ],
  ])('says in one line that there is %s, and ends with 1', async (_, path, why) => {
    const { code, stdout, stderr } = await runCli('sim', '--market', path());
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(why);
  });

  it('refuses to begin after the end of a recording, and says when that is', async () => {
    const events = recordSynthetic(2);
    const lines = events.map(({ t, elapsed, ...note }) => encodeLine({ t, elapsed }, note as never));
    const late = file('late', lines.join(''));
    const { code, stdout, stderr } = await runCli('sim', '--market', late, '--from', '2030-01-01');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(new Date(events.at(-1)?.t ?? 0).toISOString());
  });

  it('names a pair for which a recording has no rules', async () => {
    const events = recordSynthetic(2).filter(({ type }) => type !== 'rest');
    const lines = events.map(({ t, elapsed, ...note }) => encodeLine({ t, elapsed }, note as never));
    const { code, stderr } = await runCli('sim', '--market', file('bare', lines.join('')));
    expect(code).not.toBe(0);
    expect(stderr).toContain('btc_jpy');
  });
});

describe('rx-bitbank sim --market live', () => {
  it('ends with 1 and one line if the venue can’t be reached', async () => {
    const urls = ['--public-url', 'http://127.0.0.1:9', '--api-url', 'http://127.0.0.1:9/v1'];
    const { code, stdout, stderr } = await runCli('sim', '--market', 'live', ...urls);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
