import { describe, expect, it } from 'vitest';
import { version } from '../../package.json';
import { runCli } from './run-cli';

describe('rx-bitbank', () => {
  it('--version prints the version of the package', async () => {
    expect(await runCli('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('--help lists the commands with examples', async () => {
    const { code, stdout } = await runCli('--help');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}watch +\S/m);
    expect(stdout).toMatch(/^ {2}sim +\S/m);
    expect(stdout).toContain('rx-bitbank watch btc_jpy');
  });

  it('--help after a command explains that command', async () => {
    const { code, stdout } = await runCli('watch', '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('rx-bitbank watch PAIR');
  });

  it.each([
    [[], 'which command'],
    [['trade'], 'unknown command: trade; did you mean trades?'],
    [['sell'], 'unknown command: sell; see rx-bitbank --help'],
    [['watch', 'btc_jpy', '--cuont', '1'], "Unknown option '--cuont'; did you mean --count?"],
    [['order', 'BTC', 'buy', '1'], 'got BTC; did you mean btc_jpy?'],
    [['cancel', 'btc/jpy', '1'], 'did you mean btc_jpy?'],
    [['toString'], 'unknown command: toString'],
    [['watch', 'btc_jpy', '--nope'], "Unknown option '--nope'"],
  ])('%j is refused in one line with exit code 2', async (args, complaint) => {
    const { code, stdout, stderr } = await runCli(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^rx-bitbank: .*\n$/);
    expect(stderr).toContain(complaint);
  });
});
