import assert from 'node:assert/strict';
import { fileURLToPath, URL } from 'node:url';
import { strangers } from './stranger.mjs';

const script = fileURLToPath(new URL('python/notices.py', import.meta.url));

strangers(
  'python',
  {
    'the PubNub SDK for Python: messages, a token that ends, another': async (ask) => {
      const { live, refused, again } = await ask(script);
      assert.ok(live);
      assert.match(refused.join(' '), /ACCESS_DENIED|AccessDenied|\b4\b/i);
      assert.ok(again);
    },
  },
  { tokenLife: 8_000 },
);
