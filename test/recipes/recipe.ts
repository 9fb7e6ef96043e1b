import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { demoAccount } from '../../src/simulator/index';

const root = fileURLToPath(new URL('../../', import.meta.url));

export const bookStands = 'the book stands';

export interface Recipe {
  /** The place of the recipe: `docs/recovery.md:56`. */
  readonly place: string;
  readonly code: string;
}

/** Returns the `ts` blocks of a guide, as they are printed. */
export const recipesOf = (path: string): readonly Recipe[] => {
  const text = readFileSync(join(root, path), 'utf8');
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => ({
    place: `${path}:${text.slice(0, match.index).split('\n').length}`,
    code: match[1] ?? '',
  }));
};

const sources: Readonly<Record<string, string>> = {
  'rx-bitbank': 'src/index.ts',
  'rx-bitbank/execution': 'src/execution/index.ts',
  'rx-bitbank/simulator': 'src/simulator/index.ts',
};

/**
 * Redirects the data client to the address in the environment (a recipe names none, and means the live venue), and
 * reports its first book.
 */
const redirected = `
  import { tap } from 'rxjs';
  import { createDataClient as create } from ${JSON.stringify(`${root}src/index.ts`)};
  export * from ${JSON.stringify(`${root}src/index.ts`)};
  export const createDataClient = (options = {}) => {
    const data = create({ ...JSON.parse(process.env.RECIPE_URLS), ...options });
    const told = tap(({ stale }) => stale || console.log('${bookStands}'));
    return { ...data, book$: (...asked) => data.book$(...asked).pipe(told) };
  };
`;

const thePackage: Plugin = {
  name: 'the package',
  setup: (it) => {
    it.onResolve({ filter: /^rx-bitbank/ }, ({ path }) =>
      path === 'rx-bitbank' ? { path, namespace: 'redirected' } : { path: root + (sources[path] ?? '') },
    );
    it.onLoad({ filter: /.*/, namespace: 'redirected' }, () => ({ contents: redirected, resolveDir: root }));
  },
};

/** Code before a recipe. It waits for a word, so that an outage may begin with the recipe. */
const prelude = `
  await new Promise((begin) => { process.once('message', begin); process.send('ready'); });
  process.disconnect();
`;

/** Adds a strategy beside a recipe that only handles a signal, because such a handler alone keeps no program alive. */
const beside = (code: string): string =>
  code.includes('process.once(') ? `${code}\nexec.orders$.subscribe();\n` : code;

export interface Run {
  /** Returns its output on stdout and stderr. */
  readonly output: () => string;
  /** Returns how it ended; `undefined` while it runs. */
  readonly ended: () => string | undefined;
  readonly signal: (name: NodeJS.Signals) => void;
  readonly stop: () => Promise<void>;
}

/** Runs a recipe as a program of its own, after `before`. */
export const runRecipe = async (
  { code }: Recipe,
  urls: Readonly<Record<string, string>>,
  before: () => void,
): Promise<Run> => {
  mkdirSync(join(root, 'test/recipes/dist'), { recursive: true });
  const folder = mkdtempSync(join(root, 'test/recipes/dist/'));
  const outfile = join(folder, 'recipe.mjs');
  await build({
    stdin: { contents: beside(code), resolveDir: root, loader: 'ts' },
    banner: { js: prelude },
    outfile,
    bundle: true,
    packages: 'bundle',
    external: ['pubnub', 'undici', 'ws'],
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
    plugins: [thePackage],
  });
  const environment = {
    PATH: process.env['PATH'],
    BITBANK_API_KEY: demoAccount.apiKey,
    BITBANK_API_SECRET: demoAccount.apiSecret,
    BITBANK_API_URL: urls['apiUrl'],
    BITBANK_PUBLIC_URL: urls['publicUrl'],
    BITBANK_PUBNUB_ORIGIN: urls['pubnubOrigin'],
    RECIPE_URLS: JSON.stringify(urls),
  };
  const child = fork(outfile, { env: environment, silent: true, execArgv: [] });
  let output = '';
  let ended: string | undefined;
  for (const end of [child.stdout, child.stderr]) end?.on('data', (text) => (output += String(text)));
  const exit = new Promise<void>((resolve) => {
    child.once('exit', (exitCode, signal) => {
      ended = signal ?? String(exitCode);
      resolve();
    });
  });
  await new Promise((ready) => child.once('message', ready));
  before();
  child.send('begin');
  return {
    output: () => output,
    ended: () => ended,
    signal: (name) => void child.kill(name),
    stop: async () => {
      if (ended === undefined) child.kill('SIGKILL');
      await exit;
      rmSync(folder, { recursive: true });
    },
  };
};
