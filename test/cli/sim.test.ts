import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { simOptions } from '../../src/cli/sim';
import { demoAccount, type SimulatorUrls } from '../../src/simulator/index';
import { runCli, startCli } from './run-cli';

describe('rx-bitbank sim', () => {
  it('has a default for everything', () => {
    expect(simOptions([])).toEqual({ accounts: [demoAccount] });
  });

  it('takes port, seed, key and secret', () => {
    expect(
      simOptions(['--port', '0', '--seed=7', '--key', 'k', '--secret', 's', '--host', '0.0.0.0']),
    ).toMatchObject({
      port: 0,
      seed: 7,
      host: '0.0.0.0',
      accounts: [{ ...demoAccount, apiKey: 'k', apiSecret: 's' }],
    });
  });

  it.each([
    [['--port', 'x'], '--port'],
    [['--quirks', 'some'], '--quirks'],
    [['--seed', ''], '--seed'],
  ])('names the wrong option of %j', (argv, field) => {
    expect(() => simOptions(argv)).toThrow(expect.objectContaining({ _tag: 'ConfigError', field }));
  });

  it.each([
    [['--speed=-1'], /^rx-bitbank: --speed: expected a number above zero, got -1\n$/],
    [['--port', '99999'], /^rx-bitbank: --port: expected .*, got 99999\n$/],
    [['--pairs', 'btc'], /^rx-bitbank: --pairs: expected .*\n$/],
    [
      ['--host', '203.0.113.1'],
      /^rx-bitbank: --host: expected an address of this machine, got 203\.0\.113\.1\n$/,
    ],
  ])('names the option of %j as it is on the command line', async (argv, complaint) => {
    const { code, stderr } = await runCli('sim', ...argv);
    expect([code, stderr]).toEqual([2, expect.stringMatching(complaint)]);
  });

  it('says that another program has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await runCli('sim', '--port', `${port}`);
    expect([code, stderr]).toEqual([
      2,
      `rx-bitbank: --port: expected a free port, got ${port}, which another program has\n`,
    ]);
  });

  it('has the pairs of --pairs, and no other', async () => {
    const cli = startCli('sim', '--pairs', 'btc_jpy,xrp_jpy');
    onTestFinished(() => void cli.process.kill());
    const [line] = (await once(cli.process.stdout, 'data')) as [Buffer];
    const { apiUrl } = JSON.parse(line.toString()) as SimulatorUrls;
    const reply = await fetch(`${apiUrl}/spot/pairs`);
    const { data } = (await reply.json()) as { data: { pairs: { name: string }[] } };
    expect(data.pairs.map(({ name }) => name).sort()).toEqual(['btc_jpy', 'xrp_jpy']);
  });

  it('refuses an unknown option', () => {
    expect(() => simOptions(['--ports', '1'])).toThrow('unknown option: --ports');
  });
});
