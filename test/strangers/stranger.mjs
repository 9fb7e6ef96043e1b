import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { URL } from 'node:url';
import { demoAccount, startSimulator } from 'rx-bitbank/simulator';
import { programOf, run } from './programs.mjs';

/**
 * Declares the tests of a program in another language, or none if the program can't be had. A test runs the program
 * with words of its own, the origin of a simulated exchange, the key and the secret. The program prints a line of JSON.
 */
export const strangers = (language, tests, options = {}) => {
  const program = programOf(language);
  if (program.left) {
    console.log(`# LEFT OUT: ${Object.keys(tests).join(', ')}: ${program.left}`);
    return;
  }
  let sim;
  before(async () => {
    const unlimited = { ...demoAccount, rateLimits: { QUERY: Infinity, UPDATE: Infinity } };
    sim = await startSimulator({ accounts: [unlimited], pairs: ['btc_jpy', 'xrp_jpy'], ...options });
  });
  after(() => sim.close());

  const ask = async (...words) => {
    const origin = new URL(sim.urls.publicUrl).origin;
    const { apiKey, apiSecret } = demoAccount;
    const { code, stdout, output } = await run(program.run, [...words, origin, apiKey, apiSecret], {
      timeout: 120_000,
    });
    assert.equal(code, 0, output);
    return JSON.parse(stdout);
  };
  for (const [name, check] of Object.entries(tests)) test(name, () => check(ask, sim));
};
