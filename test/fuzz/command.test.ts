import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * The command over real children, one of whose targets is broken. Each breakage is reported with the seed that repeats
 * it.
 */

const builds = join(import.meta.dirname, 'dist');
mkdirSync(builds, { recursive: true });
const folder = mkdtempSync(join(builds, 'broken-'));
const outfile = join(folder, 'broken.mjs');

beforeAll(() =>
  build({
    entryPoints: [join(import.meta.dirname, 'broken.ts')],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    outfile,
  }),
);
afterAll(() => rmSync(folder, { recursive: true }));

const run = (broken: string, count = 250): Promise<{ readonly failed: boolean; readonly output: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [outfile, '--count', `${count}`, '--jobs', '1', '--seed', '5'],
      { env: { ...process.env, BROKEN: broken } },
      (error, output) => resolve({ failed: error !== null, output }),
    );
  });

describe('npm run fuzz', () => {
  it.concurrent.each([
    ['hang', 'hangs: nothing for 3000 ms'],
    ['crash', 'the process ended by itself'],
    ['pollute', 'a prototype has another key than before'],
  ])('reports a target that does this: %s', async (broken, complaint) => {
    const { failed, output } = await run(broken);
    expect(failed).toBe(true);
    expect(output).toContain(`FAILED ${broken}, batch 0: ${complaint}`);
    expect(output).toContain('again: npm run fuzz -- --seed 5 --batch 0');
    expect(output).toContain('shrunk to 1:');
    expect(output).toContain('1 failed');
  });

  it('has another child do the rest of the share of one that is lost', async () => {
    const { output } = await run('crash', 500);
    expect(output).toContain('FAILED crash, batch 1: the process ended by itself');
  });
});
