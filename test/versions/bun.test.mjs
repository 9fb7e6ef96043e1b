/**
 * Tests REST of the built package under Bun, which has a stand-in for undici. A diagnostic reports that Bun can't be
 * had.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { demoAccount, startSimulator } from 'rx-bitbank/simulator';

const run = promisify(execFile);
const program = join(import.meta.dirname, 'bun-program.mjs');

/** The ways to run Bun: as it is installed, or from the registry. */
const ways = [['bun'], ['npx', '--yes', 'bun@1']];

const findBun = async () => {
  for (const [command, ...args] of ways) {
    const asked = await run(command, [...args, '--version'], { timeout: 60_000 }).catch(() => null);
    if (asked !== null && /^\d+\./.test(asked.stdout.trim())) return { command, args };
  }
  return null;
};

test('REST under Bun', async (context) => {
  const bun = await findBun();
  if (bun === null) {
    context.diagnostic('left out: Bun is not installed, and the registry does not give it');
    return;
  }
  const sim = await startSimulator();
  try {
    const asked = JSON.stringify({ urls: sim.urls, account: demoAccount });
    const { stdout } = await run(bun.command, [...bun.args, program, asked], { timeout: 60_000 });
    const { bun: version, ...told } = JSON.parse(stdout);
    context.diagnostic(`Bun ${version}`);
    assert.deepEqual(told, { pairs: 62, pair: 'btc_jpy', jpy: '10000000.0000', refused: 50009 });
  } finally {
    await sim.close();
  }
});
