import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { simOptions } from '../../src/cli/sim';
import { demoAccount, type SimulatorUrls } from '../../src/simulator/index';
import { startCli } from './run-cli';

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
