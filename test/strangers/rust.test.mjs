import assert from 'node:assert/strict';
import { strangers } from './stranger.mjs';

strangers('rust', {
  'crypto-botters-bitbank and bitbankutil_rs: REST, and its book from diffs': async (ask) => {
    const { wholes, equal, diffs, kinds } = await ask();
    assert.equal(equal, wholes - 1);
    assert.ok(diffs > 10);
    assert.deepEqual(kinds, ['circuit-break', 'diff', 'ticker', 'whole']);
  },
});
