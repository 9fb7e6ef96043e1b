import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLines } from '../../src/cli/doctor/check';
import { clockOffsetOf } from '../../src/cli/doctor/meter';
import { nodeCheck } from '../../src/cli/doctor/local-checks';
import { parseLatency } from '../../src/parsing/latency';
import { demoAccount, startSimulator, type Simulator } from '../../src/simulator/index';
import { startCliWith } from './run-cli';

const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
const { apiKey, apiSecret } = demoAccount;
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({
    accounts: [demoAccount, { apiKey: 'reader', apiSecret: 'reader-secret' }],
    faults: [
      { kind: 'rest-code', code: 20001, only: { path: '/v1/user/spot/cancel_order', apiKey: 'reader' } },
      { kind: 'rest-429', only: { path: '/v1/user/assets', apiKey: 'reader' }, when: { nth: 1 } },
    ],
  });
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

const fileOf = (name: string, text: string, mode = 0o600): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};

/** Makes a module that is loaded before the command line and puts a fault into the machine. */
const preload = (name: string, code: string): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import ${pathToFileURL(fileOf(`${name}.mjs`, code)).href}`,
});

interface Found {
  readonly code: number | null;
  /** The texts and advices of faults, by check. */
  readonly wrong: Readonly<Record<string, string>>;
  readonly states: Readonly<Record<string, string>>;
}

const keysOf = (key: string, secret: string): string =>
  `BITBANK_API_KEY=${key}\nBITBANK_API_SECRET=${secret}\n`;

const examine = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  urls: Partial<Simulator['urls']> = {},
): Promise<Found> => {
  const { apiUrl, publicUrl, streamUrl, pubnubOrigin } = { ...simulator.urls, ...urls };
  const cli = startCliWith(
    { BITBANK_API_KEY: apiKey, BITBANK_API_SECRET: apiSecret, ...env },
    ...['doctor', '--json', '--journal', join(folder, 'journal.ndjson')],
    ...['--api-url', apiUrl, '--public-url', publicUrl, '--stream-url', streamUrl],
    ...['--pubnub-origin', pubnubOrigin],
    ...args,
  );
  const { code, stdout, stderr } = await cli.ended;
  for (const secret of [apiSecret, 'reader-secret', 'wrong-secret'])
    expect(stdout + stderr).not.toContain(secret);
  const checks = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<'check' | 'state' | 'text' | 'advice', string>);
  const ill = checks.filter(({ state }) => state === 'wrong');
  return {
    code,
    wrong: Object.fromEntries(ill.map(({ check, text, advice }) => [check, `${text}; ${advice}`])),
    states: Object.fromEntries(checks.map(({ check, state }) => [check, state])),
  };
};

describe('rx-bitbank doctor, of a machine that is well', () => {
  it('says so in one line per check, and writes its measurements', async () => {
    const path = join(folder, 'latency.json');
    const { code, wrong, states } = await examine(['--trade-permission', '--latency', path]);
    expect({ code, wrong }).toEqual({ code: 0, wrong: {} });
    expect(states).toMatchObject({ REST: 'ok', stream: 'ok', key: 'ok', 'private stream': 'ok', disk: 'ok' });
    expect(states).toMatchObject({ 'may trade': 'ok', calls: 'ok', latency: 'ok', clock: 'ok' });
    expect(parseLatency(readFileSync(path, 'utf8'))).toMatchObject({
      _tag: 'Right',
      right: { order: { length: 5 }, reply: { length: 5 }, news: { length: 4 } },
    });
  });

  it('sends no write without --trade-permission, and one cancel with it', async () => {
    const cancels = (): number =>
      simulator.journal().filter((entry) => JSON.stringify(entry).includes('cancel_order')).length;
    const before = cancels();
    await examine([]);
    expect(cancels()).toBe(before);
    await examine(['--trade-permission']);
    expect(cancels()).toBe(before + 1);
  });

  it('needs no key for checks that need none', async () => {
    const { code, states } = await examine([], { BITBANK_API_KEY: '', BITBANK_API_SECRET: '' });
    expect(code).toBe(0);
    expect(states).toMatchObject({ REST: 'ok', stream: 'ok', key: 'skipped', 'private stream': 'skipped' });
  });

  it('prints lines for people, with a summary', async () => {
    const cli = startCliWith({}, 'doctor', '--sim', '--journal', join(folder, 'journal.ndjson'));
    const { code, stdout } = await cli.ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok {5}Node {12}v\d/);
    expect(stdout).toMatch(/\n\nall is well\n$/);
  });
});

describe('rx-bitbank doctor, of an ailment', () => {
  it('finds a wrong clock', async () => {
    const minuteAhead = 'const { now } = Date; Date.now = () => now() + 60_000;';
    const { code, wrong } = await examine([], preload('clock', minuteAhead));
    expect(code).toBe(1);
    expect(wrong['clock']).toMatch(/^(59|60)\.\d s ahead of the venue's; set the clock/);
  });

  it('finds a key file that others may read', async () => {
    const path = fileOf('keys-644', keysOf(apiKey, apiSecret), 0o644);
    const { code, wrong, states } = await examine(['--keys', path]);
    expect(code).toBe(1);
    expect(wrong).toEqual({
      'key file': `${path} has mode 644: others may read or change it; chmod 600 ${path}`,
    });
    expect(states['key']).toBe('skipped');
  });

  it('finds a key file that holds something else', async () => {
    const { wrong } = await examine(['--keys', fileOf('keys-none', 'wrong-secret\n')]);
    expect(wrong['key file']).toContain('expected BITBANK_API_KEY');
  });

  it('finds a wrong secret, and says which causes 20001 may have', async () => {
    const { code, wrong, states } = await examine([
      '--keys',
      fileOf('keys-wrong', keysOf(apiKey, 'wrong-secret')),
    ]);
    expect(code).toBe(1);
    expect(Object.keys(wrong)).toEqual(['key']);
    expect(wrong['key']).toContain('refused with 20001');
    for (const cause of ['deleted', 'other addresses', 'secret does not belong to the key', 'nonce', '/v1'])
      expect(wrong['key']).toContain(cause);
    expect(states['private stream']).toBe('skipped');
  });

  it('finds a key that may only read, and a key that makes too many calls', async () => {
    const keys = fileOf('keys-reader', keysOf('reader', 'reader-secret'));
    const { code, wrong, states } = await examine(['--keys', keys, '--trade-permission']);
    expect(code).toBe(1);
    expect(states['key']).toBe('ok');
    expect(wrong['may trade']).toContain('the key may read but not trade');
    expect(wrong['calls']).toContain('1 refused for their number');
  });

  it('says that pubnub is missing if there is a key', async () => {
    const hooks = `export const resolve = (name, context, next) => {
      if (name === 'pubnub') throw new Error('Cannot find package');
      return next(name, context);
    };`;
    const code = `import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hooks)}));`;
    const found = await examine([], preload('pubnub', code));
    expect(found.code).toBe(1);
    expect(found.wrong['pubnub']).toContain('npm install pubnub@12');
    const keyless = await examine([], { ...preload('pubnub', code), BITBANK_API_KEY: '' });
    expect(keyless.states['pubnub']).toBe('skipped');
  });

  it('finds a stream that is blocked', async () => {
    const { code, wrong, states } = await examine([], {}, { streamUrl: 'ws://127.0.0.1:1' });
    expect(code).toBe(1);
    expect(wrong['stream']).toMatch(/ECONNREFUSED.*a firewall or a proxy may block WebSockets/);
    expect(states).toMatchObject({ REST: 'ok', key: 'ok' });
  });

  it('finds REST that is blocked', async () => {
    const { code, wrong } = await examine([], {}, { apiUrl: 'http://127.0.0.1:1/v1' });
    expect(code).toBe(1);
    expect(wrong['REST']).toMatch(/no answer: .*ECONNREFUSED.*a firewall, a proxy, or a wrong port/);
    expect(wrong['key']).toContain('no answer');
  });

  it('finds a private stream that is blocked', async () => {
    const { wrong } = await examine([], {}, { pubnubOrigin: 'http://127.0.0.1:1' });
    expect(Object.keys(wrong)).toEqual(['private stream']);
  });

  it('finds a full disk, and a folder that does not exist', async () => {
    const full = `import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      fs.writeSync = () => { throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }); };
      syncBuiltinESMExports();`;
    const { code, wrong } = await examine([], preload('disk', full));
    expect(code).toBe(1);
    expect(wrong['disk']).toMatch(/no space left on device.*free some space/);
    const missing = await examine(['--journal', join(folder, 'nowhere', 'journal.ndjson')]);
    expect(missing.wrong['disk']).toContain('choose a writable folder');
  });
});

describe('the parts of the doctor', () => {
  it.each([
    ['v20.18.1', 'ok'],
    ['v22.0.0', 'ok'],
    ['v20.18.0', 'wrong'],
    ['v18.20.0', 'wrong'],
  ])('of Node %s says %s', (version, state) => {
    expect(nodeCheck(version).state).toBe(state);
  });

  it('bound the offset of the clock by each reply', () => {
    const reply = { host: 'h', path: '/', took: 100, isTooMany: false };
    const at = (sentAt: number, date: number | null) => ({
      ...reply,
      sentAt,
      receivedAt: sentAt + 100,
      date,
    });
    expect(clockOffsetOf([at(5_000, 5_000)])).toEqual({ least: -100, most: 1_000 });
    expect(clockOffsetOf([at(5_000, 5_000), at(5_950, 5_000), at(6_000, null)])).toEqual({
      least: -100,
      most: 50,
    });
    expect(clockOffsetOf([at(5_000, null)])).toBeNull();
  });

  it('break lines between words at 30, 80 and 140 columns', () => {
    const text = 'https://api.bitbank.cc/v1: no answer: getaddrinfo ENOTFOUND api.bitbank.cc';
    const check = { check: 'REST', state: 'wrong', text, advice: 'look at the name servers' } as const;
    for (const width of [30, 80, 140]) {
      const lines = checkLines(check, width);
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
      expect(lines.join(' ').replace(/\s+/g, ' ')).toBe(`WRONG REST ${text} to do look at the name servers`);
    }
  });
});
