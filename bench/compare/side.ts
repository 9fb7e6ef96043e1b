/** One of the two compared revisions. It runs its own benchmarks, in a process for each turn. */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { Figures } from '../section';
import { readMarkdown } from './markdown';
import { isOlder, makeComparable } from './older';

/**
 * The sections that need their full length. The short section of the socket has six wholes after a few thousand frames,
 * while V8 still compiles, so it compared two moments of its warm-up.
 */
const full = new Set(['book', 'feeds', 'subscribers', 'pairs', 'socket']);

const extentOf = (section: string): readonly string[] => (full.has(section) ? [] : ['--short']);

/** Measures a section once. */
export type Side = (section: string) => Promise<Figures>;

const bundle = async (
  folder: string,
  entry: string,
  name: string,
  external: readonly string[] = [],
): Promise<string> => {
  const outfile = join(folder, `bench/dist/${name}.js`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    external: [...external],
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

/** The sections that both revisions measure by the benchmark of this revision, with the files that it consists of. */
const programs: Readonly<
  Record<string, { readonly files: readonly string[]; readonly external: readonly string[] }>
> = {
  order: {
    files: ['order-program', 'order', 'order-contenders', 'order-venue', 'measure', 'section'],
    external: ['./order-floor'],
  },
  socket: { files: ['socket-program', 'socket', 'contenders', 'frames', 'measure', 'section'], external: [] },
};

/**
 * Returns a measurement of another revision by the benchmark of this revision, whose files are copied next to that
 * revision's own benchmarks.
 */
const measureByOwn = async (
  root: string,
  folder: string,
  section: string,
): Promise<() => Promise<Figures>> => {
  const { files = [], external = [] } = programs[section] ?? {};
  const place = join(folder, `bench-now-${section}`);
  for (const file of files) cpSync(join(root, `bench/${file}.ts`), join(place, `${file}.ts`));
  const program = await bundle(folder, join(place, `${section}-program.ts`), `${section}-now`, external);
  return async () => JSON.parse(await run(folder, program)) as Figures;
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
export const otherSideOf = async (
  root: string,
  folder: string,
  sections: readonly string[],
): Promise<Side> => {
  if (sections.includes('page')) {
    execFileSync('npm', ['run', '--silent', 'build'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  const side = await (isOlder(folder) ? olderSideOf(folder) : sideOf(folder));
  const own = new Map<string, () => Promise<Figures>>();
  for (const section of Object.keys(programs))
    if (sections.includes(section)) own.set(section, await measureByOwn(root, folder, section));
  return (section) => (own.get(section) ?? (() => side(section)))();
};
