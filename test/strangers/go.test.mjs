import assert from 'node:assert/strict';
import { strangers } from './stranger.mjs';

strangers('go', {
  'a Socket.IO client for Go': async (ask) => {
    assert.deepEqual(await ask('rooms'), ['depth_diff_btc_jpy', 'depth_whole_btc_jpy', 'ticker_btc_jpy']);
  },
  'the PubNub SDK for Go': async (ask) => {
    assert.deepEqual(await ask('notices'), ['asset_update', 'spot_order_new']);
  },
});
