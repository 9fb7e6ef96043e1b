import { describe, expect, it } from 'vitest';
import { simOptions } from '../../src/cli/sim';
import { demoAccount } from '../../src/simulator/index';

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
  ])('names what is wrong in %j', (argv, field) => {
    expect(() => simOptions(argv)).toThrow(expect.objectContaining({ _tag: 'ConfigError', field }));
  });

  it('refuses an unknown option', () => {
    expect(() => simOptions(['--ports', '1'])).toThrow("Unknown option '--ports'");
  });
});
