import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';

it('quotes both sides, and leaves no order when it is stopped', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'examples/market-maker.ts']);
  let output = '';
  let errors = '';
  let isStopped = false;
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const quotesBoth = /^buy \d+$/m.test(output) && /^sell \d+$/m.test(output);
      // A second signal would not wait for the first to be handled.
      if (quotesBoth && !isStopped) isStopped = child.kill('SIGINT');
    });
    child.on('exit', resolve);
  });
  expect(errors).toBe('');
  expect(output.trim().split('\n').at(-1)).toBe('stopped, 0 orders open');
  expect(code).toBe(0);
});
