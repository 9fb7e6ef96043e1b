import assert from 'node:assert/strict';
import { fileURLToPath, URL } from 'node:url';
import { strangers } from './stranger.mjs';

const script = fileURLToPath(new URL('python/rooms.py', import.meta.url));

const joins = (transport) => async (ask) => {
  assert.deepEqual(await ask(script, transport), [
    'depth_diff_btc_jpy',
    'depth_whole_btc_jpy',
    'ticker_btc_jpy',
  ]);
};

strangers('python', {
  'python-socketio over WebSocket': joins('websocket'),
  'python-socketio by polling': joins('polling'),
});
