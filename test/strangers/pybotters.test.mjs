import assert from 'node:assert/strict';
import { fileURLToPath, URL } from 'node:url';
import { strangers } from './stranger.mjs';

const script = fileURLToPath(new URL('python/bot.py', import.meta.url));

strangers('python', {
  'pybotters: REST, the book of its DataStore, the private stream': async (ask) => {
    const { depth, private: own, public: open } = await ask(script);
    assert.equal(depth, 200);
    assert.deepEqual(own, { before: 0, active: true, gone: true, traded: true, sameAssets: true });
    assert.ok(open.diffs > 10 && open.ticker);
    // Each whole is compared with the store's book, which the previous whole and the diffs since have made.
    assert.deepEqual(open.compared, [0, 0]);
  },
});
