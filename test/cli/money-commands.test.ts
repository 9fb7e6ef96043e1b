import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccount, startSimulator, type Simulator } from '../../src/simulator/index';
import { startCliWith, type CliResult } from './run-cli';

const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
const { apiKey, apiSecret } = demoAccount;
let simulator: Simulator;
let env: Readonly<Record<string, string>>;
let market: readonly string[];

beforeAll(async () => {
  simulator = await startSimulator();
  const { apiUrl, pubnubOrigin, publicUrl, streamUrl } = simulator.urls;
  env = {
    BITBANK_API_KEY: apiKey,
    BITBANK_API_SECRET: apiSecret,
    BITBANK_API_URL: apiUrl,
    BITBANK_PUBNUB_ORIGIN: pubnubOrigin,
  };
  market = ['--public-url', publicUrl, '--stream-url', streamUrl];
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

const run = (...args: readonly string[]): Promise<CliResult> => startCliWith(env, ...args).ended;

/** Returns how many POST requests a path received. */
const posted = (path: string): number =>
  simulator
    .journal()
    .filter((entry) => entry.type === 'request' && entry.method === 'POST' && entry.path.endsWith(path))
    .length;

const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('rx-bitbank order --dry-run', () => {
  it('prints the request that would be sent, and sends none', async () => {
    const { code, stdout } = await run('order', 'btc_jpy', 'buy', '0.001', '--price', '9000000', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing was sent.');
    expect(stdout).toContain(`POST ${simulator.urls.apiUrl}/user/spot/order`);
    expect(stdout).toContain(
      '{"pair":"btc_jpy","amount":"0.001","price":"9000000","side":"buy","type":"limit"}',
    );
    expect(stdout).toContain('locks   about 9009.0000 jpy');
    expect(stdout).not.toContain(apiSecret);
    expect(stdout).toMatch(/ACCESS-SIGNATURE: \(hidden\)/);
    expect((await run('orders')).stderr).toContain('no active order');
  });

  it('prices a market order by the book, as JSON', async () => {
    const { code, stdout } = await run(
      ...['order', 'btc_jpy', 'buy', '0.001', '--type', 'market', '--dry-run', '--json'],
      ...market,
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      request: { method: 'POST', body: { pair: 'btc_jpy', type: 'market' } },
      guards: [],
      estimate: { by: expect.stringContaining('the book now') as string, locks: { asset: 'jpy' } },
    });
  });

  it('does not price it by the book of another venue', async () => {
    const { stdout } = await run('order', 'btc_jpy', 'buy', '0.001', '--type', 'market', '--dry-run');
    expect(stdout).toContain('value   not known');
  });

  it.each([
    ['the rules of the pair', '9000000.5', [], 'invalid: price: expected a multiple of 1'],
    ['a guard', '9000000', ['{"maxNotional":1000}'], 'guard: maxNotional: expected at most 1000 jpy'],
    ['a guard of the market', '9000', ['{"maxDistance":0.05}'], 'guard: maxDistance: expected at most 0.05'],
  ])('says that %s refuse it, with exit code 3', async (_, price, [guards], complaint) => {
    const limits = guards === undefined ? [] : ['--guards', fileOf('guards.json', guards), ...market];
    const { code, stdout } = await run(
      'order',
      'btc_jpy',
      'buy',
      '0.001',
      '--price',
      price,
      '--dry-run',
      ...limits,
    );
    expect(stdout).toContain(complaint);
    expect(code).toBe(3);
  });

  it.each([
    ['no JSON', 'hello', 'expected a JSON object of guards'],
    ['an unknown guard', '{"maxMoney":1}', 'maxMoney'],
    ['a market without its addresses', '{"maxBookAge":1000}', 'give --stream-url and --public-url'],
  ])('refuses guards of %s with exit code 2', async (_, text, complaint) => {
    const { code, stderr } = await run(
      ...['order', 'btc_jpy', 'buy', '0.001', '--price', '9000000', '--dry-run'],
      ...['--guards', fileOf('wrong.json', text)],
    );
    expect(stderr).toContain(complaint);
    expect(code).toBe(2);
  });
});

describe('rx-bitbank order, beyond this machine', () => {
  /** Returns the address of the same simulator in a form that is not known to be this machine. */
  const beyond = (): readonly string[] => [
    ...['--api-url', simulator.urls.apiUrl.replace('127.0.0.1', '0.0.0.0'), '--allow-insecure'],
  ];
  const order = ['order', 'btc_jpy', 'buy', '0.001', '--price', '100', '--wait', 'accepted'];

  it('sends nothing if nobody can be asked', async () => {
    const before = posted('/user/spot/order');
    const { code, stdout, stderr } = await run(...order, ...beyond());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('give --yes');
    expect(posted('/user/spot/order')).toBe(before);
  });

  it('goes on with --yes; cancels and halts never ask', async () => {
    const { code, stdout } = await run(...order, '--yes', ...beyond());
    expect(code).toBe(0);
    const orderId = /order (\d+)/.exec(stdout)?.[1] ?? '';
    expect((await run('cancel', 'btc_jpy', orderId, ...beyond())).code).toBe(0);
    const halted = await run('halt', ...beyond(), '--json');
    expect(halted.code).toBe(0);
    expect(halted.stdout).toContain('"type":"Flat"');
  });
});

describe('rx-bitbank halt', () => {
  it('cancels every order until none is open', async () => {
    const order = ['order', 'btc_jpy', 'buy', '0.001', '--price', '100', '--wait', 'accepted'];
    expect((await run(...order)).code).toBe(0);
    const { code, stdout, stderr } = await run('halt');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /halted .*\n(?:.*\n)*.*cancelling .*btc_jpy \d+\n(?:.*\n)*.*flat +no order is open; no margin position is open\n$/,
    );
    expect((await run('orders')).stderr).toContain('no active order');
  });
});

describe('the account', () => {
  it('has its fills listed, oldest first, and those of a pair', async () => {
    for (const pair of ['btc_jpy', 'eth_jpy'])
      expect((await run('order', pair, 'buy', '0.001', '--type', 'market')).code).toBe(0);
    const all = await run('fills');
    expect(all.code).toBe(0);
    expect(all.stdout).toMatch(/^TIME +PAIR +SIDE +PRICE +AMOUNT +AS +FEE +PROFIT +ORDER +TRADE\n/);
    expect(all.stdout).toMatch(/btc_jpy(?:.*\n)+.*eth_jpy/);
    const own = (await run('fills', 'eth_jpy', '--count', '1', '--json')).stdout.trimEnd().split('\n');
    expect(own.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ pair: 'eth_jpy', side: 'buy' }]);
  });

  it('has its positions listed', async () => {
    expect((await run('positions')).stderr).toBe('rx-bitbank: no open position\n');
    const order = ['order', 'btc_jpy', 'buy', '0.001', '--type', 'market', '--position-side', 'long'];
    expect((await run(...order)).code).toBe(0);
    const { code, stdout } = await run('positions');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^PAIR .*\nbtc_jpy +long +0\.001/);
  });

  it('is shown as a whole', async () => {
    const { code, stdout, stderr } = await run('account');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('ONHAND');
    expect(stdout).toContain('no open order');
    expect(stdout).toMatch(/state +NORMAL/);
    const json: unknown = JSON.parse((await run('account', '--json')).stdout);
    expect(json).toMatchObject({ openOrders: [], margin: { status: 'NORMAL' } });
  });

  it('is reached with keys that a command prints', async () => {
    const none = { BITBANK_API_KEY: '', BITBANK_API_SECRET: '' };
    const keys = `echo ${apiKey}; echo ${apiSecret}`;
    const cli = startCliWith({ ...env, ...none }, 'assets', '--keys-command', keys);
    const { code, stdout } = await cli.ended;
    expect(code).toBe(0);
    expect(stdout).toContain('ONHAND');
  });
});

describe('rx-bitbank withdraw', () => {
  let uuid = '';
  const requests = (): number => posted('/user/request_withdrawal');

  it('lists the accounts that it may go to, and sends the requested amount once', async () => {
    const listed = await run('withdraw', 'BTC', '--json');
    ({ uuid } = JSON.parse(listed.stdout.split('\n')[0] ?? '') as { readonly uuid: string });
    expect((await run('withdraw', 'btc')).stdout).toMatch(/(ACCOUNT|account).*[\s\S]*[0-9a-f]{8}-/);
    expect(requests()).toBe(0);
    const { code, stdout } = await run('withdraw', 'btc', '0.5', uuid, '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([
      0,
      { asset: 'btc', amount: '0.50000000', accountUuid: uuid },
    ]);
    expect((await run('withdraw', 'btc', '0.25', uuid)).stdout).toMatch(
      /^[A-Z]+ {2}0\.25000000 btc {2}fee [\d.]+ {2}to /,
    );
    expect(requests()).toBe(2);
    expect((await run('withdraw', 'nocoin')).code).not.toBe(0);
  });

  it('says why the venue refuses it, and which text is no amount here', async () => {
    const before = requests();
    const refused = await run('withdraw', 'btc', '0.5', 'no-such-account');
    expect([refused.code, refused.stderr]).toEqual([
      4,
      expect.stringMatching(/request_withdrawal.*code \d+/),
    ]);
    expect((await run('withdraw', 'btc', '-1', uuid)).code).not.toBe(0);
    expect((await run('withdraw', 'btc', 'x', uuid)).code).toBe(3);
    expect(requests()).toBe(before + 1);
  });

  it('needs --yes if nobody can be asked and it is no simulated exchange', async () => {
    const elsewhere = ['--api-url', 'https://api.example.com/v1'];
    const { code, stderr } = await run('withdraw', 'btc', '0.5', uuid, ...elsewhere);
    expect([code, stderr]).toEqual([2, expect.stringContaining('give --yes')]);
    const without = await run('withdraw', 'btc', '0.5');
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('to which account?')]);
  });
});
