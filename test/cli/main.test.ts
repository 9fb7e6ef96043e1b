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
    [['watch', 'btc_jpy', '--cuont', '1'], 'unknown option: --cuont; did you mean --count?'],
    [['watch', 'btc_jpy', '--count'], '--count: expected a value, got nothing'],
    [
      ['watch', 'btc_jpy', '--count', '-1'],
      '--count: expected a value, got -1; one that begins with a dash is written as --count=-1',
    ],
    [['watch', 'btc_jpy', '--json=yes'], '--json: expected no value'],
    [['sim', 'btc_jpy'], 'unexpected argument: btc_jpy'],
    [['sim', '--port', '80a'], '--port: expected a number, got 80a'],
    [['sim', '--market', 'x', '--from', '2026-11-28T09:00'], 'got 2026-11-28T09:00\n'],
    [['backtest', 'a.mjs', 'x', '--from', '2026-11-28T09:00'], 'got 2026-11-28T09:00\n'],
    [['backtest', 'a.mjs', 'x', '--out', 'nowhere/r.html'], 'nowhere/r.html: no such file or folder\n'],
    [['backtest', 'a.mjs', 'x', '--out', 'src'], 'src: it is a folder\n'],
    [['order', 'BTC', 'buy', '1'], 'got BTC; did you mean btc_jpy?'],
    [['cancel', 'btc/jpy', '1'], 'did you mean btc_jpy?'],
    [['record', '--pairs', 'eth_jpy,btc', '--dir', 'x'], 'got btc; did you mean btc_jpy?'],
    [['toString'], 'unknown command: toString'],
    [['watch', 'btc_jpy', '--nope'], 'unknown option: --nope\n'],
  ])('%j is refused in one line with exit code 2', async (args, complaint) => {
    const { code, stdout, stderr } = await runCli(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^rx-bitbank: .*\n$/);
    expect(stderr).toContain(complaint);
  });
});
