/** One of the two compared revisions. It runs its own benchmarks, in a process for each turn. */
import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { Figures } from '../section';
import { readMarkdown } from './markdown';
import { isOlder, makeComparable } from './older';

/**
 * The sections that are of little worth at less than their full length. The short one of the socket has six wholes after
 * a few thousand frames, while V8 still compiles: it compared two moments of its warm-up.
 */
const full = new Set(['book', 'feeds', 'subscribers', 'pairs', 'socket']);

const extentOf = (section: string): readonly string[] => (full.has(section) ? [] : ['--short']);

/** Measures a section once. */
export type Side = (section: string) => Promise<Figures>;

const bundle = async (folder: string, entry: string, name: string): Promise<string> => {
  const outfile = join(folder, `bench/dist/${name}.js`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
  return outfile;
};

const run = async (folder: string, program: string, ...options: readonly string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program, ...options], {
    cwd: folder,
    maxBuffer: 1e8,
  });
  return stdout;
};

export const sideOf = async (folder: string): Promise<Side> => {
  const program = await bundle(folder, join(folder, 'bench/main.ts'), 'compared');
  return async (section) =>
    JSON.parse(await run(folder, program, ...extentOf(section), '--json', '--only', section)) as Figures;
};

const olderSideOf = async (folder: string): Promise<Side> => {
  const simulator = await bundle(folder, makeComparable(folder), 'simulator');
  const program = await bundle(folder, join(folder, 'bench/main.ts'), 'compared');
  return async (section) => {
    const markdown = await (section === 'simulator'
      ? run(folder, simulator)
      : run(folder, program, ...extentOf(section), '--only', section));
    if (markdown.includes('This section failed')) throw new Error(markdown.trim());
    return readMarkdown(section, markdown);
  };
};

/**
 * Returns the other side. A page is measured by the shipped package, which must be built first; no other section needs
 * that.
 */
export const otherSideOf = async (folder: string, sections: readonly string[]): Promise<Side> => {
  if (sections.includes('page')) {
    execFileSync('npm', ['run', '--silent', 'build'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return isOlder(folder) ? olderSideOf(folder) : sideOf(folder);
};
