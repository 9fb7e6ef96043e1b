import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccount, startSimulator, type Simulator } from '../../src/simulator/index';
import { startCli, startCliWith, type CliResult } from './run-cli';

const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
const { apiKey, apiSecret } = demoAccount;
let simulator: Simulator;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  simulator = await startSimulator();
  const { apiUrl, pubnubOrigin } = simulator.urls;
  env = {
    BITBANK_API_KEY: apiKey,
    BITBANK_API_SECRET: apiSecret,
    BITBANK_API_URL: apiUrl,
    BITBANK_PUBNUB_ORIGIN: pubnubOrigin,
  };
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

const run = (...args: readonly string[]): Promise<CliResult> => startCliWith(env, ...args).ended;

type Row = Readonly<Record<string, unknown>> & { readonly order?: { readonly orderId: number } | null };

const rowsOf = (stdout: string): readonly Row[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

/** Places an order that rests. */
const rest = async (): Promise<number> => {
  const { stdout } = await run(
    'order',
    'btc_jpy',
    'buy',
    '0.001',
    '--price',
    '100',
    '--wait',
    'accepted',
    '--json',
  );
  const orderId = rowsOf(stdout).at(-1)?.order?.orderId;
  if (orderId === undefined) throw new Error(`does not rest: ${stdout}`);
  return orderId;
};

describe('rx-bitbank order', () => {
  it('prints the life of an order as JSON, up to its last fill', async () => {
    const { code, stdout, stderr } = await run(
      'order',
      'btc_jpy',
      'buy',
      '0.001',
      '--type',
      'market',
      '--json',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const types = rowsOf(stdout).map(({ type }) => type);
    expect(types.slice(0, 2)).toEqual(['Submitted', 'Accepted']);
    expect(types.slice(2, -1)).toContain('PartiallyFilled');
    expect(types.at(-1)).toBe('Filled');
  });

  it('prints it in lines for people', async () => {
    const { code, stdout } = await run('order', 'btc_jpy', 'sell', '0.001', '--type', 'market');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d\d:\d\d:\d\d {2}Submitted {8}sell 0\.001 btc_jpy, market\n/);
    expect(stdout).toMatch(/Filled {11}0\.0010 at \d+(?:\.\d+)? on average\n$/);
  });

  it.each([
    [3, 'by client', ['sell', '0.001', '--price', '100.5']],
    [4, 'by venue, refused: POST /user/spot/order: code 60001', ['buy', '10', '--price', '9000000']],
    [5, 'by post-only', ['buy', '0.001', '--price', '100000000', '--post-only']],
  ])('ends with exit code %i if the order ends %s', async (code, by, args) => {
    const result = await run('order', 'btc_jpy', ...args);
    expect(result.stdout).toContain(by);
    expect(result.code).toBe(code);
  });

  it('leaves the order alone on Ctrl-C, says how to cancel it, and ends with exit code 130', async () => {
    const cli = startCliWith(env, 'order', 'btc_jpy', 'buy', '0.001', '--price', '100');
    await cli.says('Accepted');
    cli.process.kill('SIGINT');
    const { code, stdout, stderr } = await cli.ended;
    const orderId = /order (\d+)/.exec(stdout)?.[1];
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: `rx-bitbank: the order lives on: rx-bitbank cancel btc_jpy ${orderId}\n`,
    });
    expect((await run('orders', 'btc_jpy')).stdout).toContain(` ${orderId} `);
  });

  it('says on Ctrl-C that an order of its own simulated exchange has ended with it', async () => {
    const cli = startCli('order', 'btc_jpy', 'buy', '0.001', '--price', '100', '--sim');
    await cli.says('Accepted');
    cli.process.kill('SIGINT');
    expect(await cli.ended).toMatchObject({
      code: 130,
      stderr: 'rx-bitbank: the simulated exchange has ended, and the order with it\n',
    });
  });

  it.each([
    ['no amount', ['btc_jpy', 'buy'], 'order what?'],
    ['another side', ['btc_jpy', 'hold', '1'], 'side: expected one of buy, sell'],
    ['a key as an argument', ['btc_jpy', 'buy', '1', '--secret=hush'], 'unknown option: --secret'],
    ['keys for a simulator', ['btc_jpy', 'buy', '1', '--sim', '--keys', 'f'], '--sim and --keys exclude'],
    [
      'a url that is none',
      ['btc_jpy', 'buy', '1', '--api-url', 'here'],
      '--api-url: expected an encrypted url',
    ],
  ])('refuses %s with exit code 2', async (_, args, complaint) => {
    const { code, stdout, stderr } = await run('order', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(complaint);
    expect(stderr).not.toContain('hush');
  });
});

describe('rx-bitbank orders and cancel', () => {
  it('list active orders as a table or as JSON, and cancel one', async () => {
    const orderId = await rest();
    const { code, stdout } = await run('orders', 'btc_jpy');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^PAIR +ORDER +SIDE +TYPE +PRICE +TRIGGER +AMOUNT +EXECUTED +STATUS +ORDERED/);
    expect(stdout).toMatch(new RegExp(`^btc_jpy +${orderId} +buy +limit +100 +- +0\\.0010 `, 'm'));
    expect(rowsOf((await run('orders', '--json')).stdout)).toContainEqual(
      expect.objectContaining({ orderId, price: '100' }),
    );

    const canceled = await run('cancel', 'btc_jpy', `${orderId}`);
    expect(canceled).toEqual({
      code: 0,
      stdout: `btc_jpy  ${orderId}  Canceled         executed 0.0000\n`,
      stderr: '',
    });
    expect(rowsOf((await run('cancel', 'btc_jpy', `${orderId}`, '--json')).stdout)).toMatchObject([
      { type: 'AlreadyCanceled', orderId },
    ]);
  });

  it('cancels all orders, of which none is left', async () => {
    const ids = [await rest(), await rest()];
    const { code, stdout } = await run('cancel', '--all', 'btc_jpy', '--json');
    expect(code).toBe(0);
    for (const orderId of ids) {
      expect(rowsOf(stdout)).toContainEqual(expect.objectContaining({ type: 'Canceled', orderId }));
    }
    expect(await run('orders')).toEqual({ code: 0, stdout: '', stderr: 'rx-bitbank: no active order\n' });
    expect(await run('cancel', '--all')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('report an order that is filled or not known by its exit code', async () => {
    const { stdout } = await run('order', 'btc_jpy', 'buy', '0.001', '--type', 'market', '--json');
    const orderId = `${rowsOf(stdout).at(-1)?.order?.orderId}`;
    expect((await run('cancel', 'btc_jpy', orderId)).code).toBe(7);
    expect((await run('cancel', 'btc_jpy', '1')).code).toBe(4);
  });

  it.each([
    [['btc_jpy'], 'cancel which order?'],
    [['btc_jpy', '12x'], 'expected an order id, got 12x'],
    [['--all', 'btc_jpy', '12'], 'unexpected argument 12'],
  ])('cancel %j is refused with exit code 2', async (args, complaint) => {
    const { code, stderr } = await run('cancel', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
  });
});

describe('rx-bitbank assets', () => {
  it('lists balances above zero as a table', async () => {
    const { code, stdout } = await run('assets');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ASSET +ONHAND +FREE +LOCKED +WITHDRAWING\n/);
    expect(stdout).toMatch(/^eth +10\.\d+ +10\.\d+ +0\.0+ +0\.0+$/m);
    expect(stdout).not.toMatch(/^mona /m);
  });

  it('lists all as JSON', async () => {
    const { stdout } = await run('assets', '--all', '--json');
    expect(rowsOf(stdout)).toContainEqual(
      expect.objectContaining({ asset: 'mona', onhandAmount: '0.00000000' }),
    );
  });

  it('shows the demo account of a simulator of its own with --sim, without a key', async () => {
    const { code, stdout } = await startCliWith({}, 'assets', '--sim', '--json').ended;
    expect(code).toBe(0);
    expect(rowsOf(stdout)).toContainEqual(
      expect.objectContaining({ asset: 'btc', freeAmount: '1.00000000' }),
    );
  });
});

describe('keys', () => {
  const keyFile = (mode: number, secret: string = apiSecret): string => {
    const path = join(folder, 'keys');
    writeFileSync(path, `BITBANK_API_KEY=${apiKey}\nBITBANK_API_SECRET=${secret}\n`);
    chmodSync(path, mode);
    return path;
  };
  const assetsWith = (...args: readonly string[]): Promise<CliResult> =>
    startCliWith({}, 'assets', '--api-url', simulator.urls.apiUrl, ...args).ended;

  it('come from a file that only its owner can read', async () => {
    expect((await assetsWith('--keys', keyFile(0o600))).stdout).toMatch(/^jpy /m);
  });

  it('do not come from a file that others may read', async () => {
    const path = keyFile(0o644);
    expect(await assetsWith('--keys', path)).toEqual({
      code: 2,
      stdout: '',
      stderr: `rx-bitbank: ${path}: must have mode 600, has 644: chmod 600 it\n`,
    });
  });

  it('are named if they are missing', async () => {
    const { code, stderr } = await assetsWith();
    expect(code).toBe(2);
    expect(stderr).toBe(
      'rx-bitbank: no BITBANK_API_KEY: set BITBANK_API_KEY and BITBANK_API_SECRET, or give --keys FILE or --keys-command COMMAND\n',
    );
  });

  it('are not shown if the venue refuses them', async () => {
    const { code, stdout, stderr } = await assetsWith('--keys', keyFile(0o600, 'wrong-secret'));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('code 20001');
    expect(stderr).not.toContain('wrong-secret');
    expect(stderr).not.toContain(apiKey);
  });
});
