import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, URL } from 'node:url';
import { run } from './programs.mjs';

const here = fileURLToPath(new URL('./', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'strangers-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs the tests of the strangers once more, on a machine that has Node and nothing else. */
const onBareMachine = (...words) =>
  run(process.execPath, words, {
    cwd: folder,
    // The variables that a test runner gives its children would change the output.
    env: { PATH: folder, XDG_CACHE_HOME: folder, NODE_TEST_CONTEXT: undefined },
    timeout: 30_000,
  });

test('what has no toolchain is left out, and the output says so', async () => {
  for (const name of readdirSync(here))
    if (name !== 'node_modules') cpSync(join(here, name), join(folder, name), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(here, 'node_modules/rx-bitbank'), join(folder, 'node_modules/rx-bitbank'));

  const prepared = await onBareMachine('prepare.mjs');
  assert.equal(prepared.code, 0, prepared.output);
  assert.deepEqual(prepared.output.trim().split('\n').sort(), [
    '# LEFT OUT: go: no Go',
    '# LEFT OUT: python: no Python with venv',
    '# LEFT OUT: rust: no Cargo',
  ]);
  const tested = await onBareMachine('--test', '--test-reporter=tap', 'go.test.mjs', 'rust.test.mjs');
  assert.equal(tested.code, 0, tested.output);
  assert.match(tested.output, /LEFT OUT: a Socket.IO client for Go, the PubNub SDK for Go: no Go/);
  assert.match(tested.output, /LEFT OUT: crypto-botters-bitbank .*: no Cargo/);
});
