import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, URL } from 'node:url';
import { demoAccount, startSimulator } from 'rx-bitbank/simulator';

/** The venue's own command-line tool. It signs a nonce, and sends a time window too. */
const program = fileURLToPath(import.meta.resolve('bitbank-lab-cli/bin/bitbank'));
const redirect = new URL('redirect.mjs', import.meta.url).href;

let sim;
let home;

before(async () => {
  sim = await startSimulator();
  home = await mkdtemp(join(tmpdir(), 'strangers-'));
});
after(async () => {
  await sim.close();
  await rm(home, { recursive: true });
});

const run = (...words) =>
  new Promise((resolve) => {
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      NODE_OPTIONS: `--import=${redirect}`,
      SIM_URL: new URL(sim.urls.publicUrl).origin,
      BITBANK_API_KEY: demoAccount.apiKey,
      BITBANK_API_SECRET: demoAccount.apiSecret,
    };
    execFile(process.execPath, [program, ...words], { env, cwd: home }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });

/** Runs the tool with `--machine`, which prints one object: the data or the refusal. */
const answer = async (...words) => {
  const { code, stdout, stderr } = await run(...words, '--machine');
  assert.equal(code, 0, `${words.join(' ')}: ${stdout}${stderr}`);
  return JSON.parse(stdout);
};

test('public data', async () => {
  assert.match(JSON.stringify(await answer('ticker', 'btc_jpy')), /"last"/);
  assert.match(JSON.stringify(await answer('depth', 'btc_jpy')), /"asks"/);
});

for (const words of [
  ['assets'],
  ['active-orders'],
  ['trade-history', '--pair=btc_jpy'],
  ['margin-status'],
  ['margin-positions'],
  ['deposit-history'],
  ['unconfirmed-deposits'],
  ['deposit-originators'],
  ['withdrawal-accounts', '--asset=btc'],
  ['withdrawal-history', '--asset=btc'],
]) {
  test(`the private command ${words.join(' ')}`, async () => {
    assert.equal((await answer(...words)).success, true);
  });
}
