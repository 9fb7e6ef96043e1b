import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `node_modules/.cache/rx-bitbank/cli-${process.pid}`;
const bundle = `${folder}/main.mjs`;

/** The path for a shell that starts the command line itself. */
export const cliBundle = `${root}${bundle}`;

// The sources are bundled, because a start through a loader takes seconds, and split, because a command loads only what it
// needs: that makes most starts three to five times cheaper.
buildSync({
  absWorkingDir: root,
  entryPoints: ['src/cli/main.ts'],
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
});

afterAll(() => rmSync(`${root}${folder}`, { recursive: true, force: true }));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  /** Resolves once stdout or stderr contains the text. */
  readonly says: (text: string) => Promise<void>;
  readonly ended: Promise<CliResult>;
}

/**
 * Starts the command line as a process of its own, from the sources, with these variables in addition to those of the
 * tests.
 */
export const startCliWith = (
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): RunningCli => {
  const child = spawn(process.execPath, [bundle, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<CliResult>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  const says = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (stdout.includes(text) || stderr.includes(text)) resolve();
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      child.on('close', () => reject(new Error(`ended without ${text}: ${stdout}${stderr}`)));
      look();
    });
  return { process: child, says, ended };
};

export const startCli = (...args: readonly string[]): RunningCli => startCliWith({}, ...args);

export const runCli = (...args: readonly string[]): Promise<CliResult> => startCli(...args).ended;
