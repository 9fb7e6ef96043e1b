import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filter, lastValueFrom, toArray } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecording } from '../../src/recording/index';
import { startSimulator, type Simulator } from '../../src/simulator/index';
import { runCli, startCli } from './run-cli';

const root = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
let simulator: Simulator;
let live: readonly string[];

beforeAll(async () => {
  simulator = await startSimulator({ pairs: ['btc_jpy', 'eth_jpy'] });
  const { streamUrl, publicUrl, apiUrl } = simulator.urls;
  live = ['--min-free', '0', '--stream-url', streamUrl, '--public-url', publicUrl, '--api-url', apiUrl];
});

afterAll(async () => {
  await simulator.close();
  rmSync(root, { recursive: true });
});

/** The number of kills; `KILLS=50` for more. */
const kills = Number(process.env['KILLS'] ?? 10);

describe('rx-bitbank record', () => {
  it(
    'leaves a recording that can be read whole each time it is killed',
    async () => {
      const folder = join(root, 'killed');
      let frames = 0;
      for (let i = 0; i < kills; i += 1) {
        const cli = startCli('record', '--pairs', 'all', '--dir', folder, ...live);
        await cli.says('{"folder"');
        await new Promise((resolve) => setTimeout(resolve, (i * 370) % 1_500));
        cli.process.kill('SIGKILL');
        await cli.ended;
        const events = await lastValueFrom(openRecording(folder).pipe(toArray()));
        const read = events.filter(({ type }) => type === 'frame').length;
        expect(read).toBeGreaterThan(frames);
        frames = read;
        expect(events.filter(({ type }) => type === 'header')).toHaveLength(i + 1);
        const times = events.map(({ elapsed }) => elapsed);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }
      expect((await runCli('recording', 'check', folder)).code).toBe(1);
      expect((await runCli('recording', 'repair', folder)).code).toBe(0);
      const { code, stdout } = await runCli('recording', 'check', folder, '--json');
      expect(code).toBe(0);
      expect(stdout).toMatch(/^(\{"segment":"[^"]+","wrong":null\}\n)+$/);
      const info = await runCli('recording', 'info', folder, '--json');
      expect(JSON.parse(info.stdout)).toMatchObject({ pairs: ['btc_jpy', 'eth_jpy'], frames });
    },
    kills * 20_000,
  );

  it('loses little more than the last second when it is killed', async () => {
    const folder = join(root, 'killed-later');
    const cli = startCli('record', '--pairs', 'all', '--dir', folder, ...live);
    await cli.says('{"folder"');
    // Without a flush each second the whole time would be lost, since it does not fill a block of zlib.
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    const killedAt = Date.now();
    cli.process.kill('SIGKILL');
    await cli.ended;
    const { t } = await lastValueFrom(openRecording(folder).pipe(filter((event) => event.type === 'frame')));
    expect(killedAt - t).toBeLessThan(9_000);
  });

  it('ends on Ctrl-C with a segment that is whole, and refuses a second recorder meanwhile', async () => {
    const folder = join(root, 'ended');
    const cli = startCli('record', '--pairs', 'btc_jpy', '--dir', folder, ...live);
    await cli.says('{"folder"');
    const second = await runCli('record', '--pairs', 'btc_jpy', '--dir', folder, ...live);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(
      /^rx-bitbank: .*: expected a folder that no other recorder has, got process \d+ .*\n$/,
    );
    cli.process.kill('SIGINT');
    const { code, stdout } = await cli.ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\{"folder":.*"frames":\d+,"rooms":5\}\n$/);
    expect((await runCli('recording', 'check', folder)).code).toBe(0);
    expect(readdirSync(folder).filter((name) => name.includes('lock'))).toEqual([]);
  });

  it('says in one line, with exit code 1, why it can not record', async () => {
    const other = join(root, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'thesis.txt'), 'three years of work');
    const newer = join(root, 'newer');
    mkdirSync(newer);
    writeFileSync(join(newer, 'manifest.json'), '{"kind":"rx-bitbank recording","format":2}');
    for (const [pair, folder, complaint] of [
      ['btc_usd', join(root, 'fresh'), 'unknown pair: btc_usd'],
      ['btc_jpy', other, 'got a folder with thesis.txt'],
      ['btc_jpy', newer, 'got format 2, of a newer version'],
      ['btc_jpy', '/proc/recordings', 'expected a folder that can be written'],
    ] as const) {
      if (folder.startsWith('/proc') && !existsSync('/proc')) continue;
      const { code, stdout, stderr } = await runCli('record', '--pairs', pair, '--dir', folder, ...live);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^rx-bitbank: [^\n]*\n$/);
      expect(stderr).toContain(complaint);
    }
    expect(readdirSync(other)).toEqual(['thesis.txt']);
  });
});
