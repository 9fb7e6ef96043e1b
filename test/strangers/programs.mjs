import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { clearTimeout, setTimeout } from 'node:timers';
import { fileURLToPath, URL } from 'node:url';

/**
 * The strangers that are not written for Node, one per language. Their downloads and builds are kept outside of the
 * clone, so that the next run finds them, from any clone.
 */
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'rx-bitbank-strangers');
const place = (path) => fileURLToPath(new URL(path, import.meta.url));
const note = place('node_modules/.cache/strangers.json');

/** The longest time of a step, ms. A longer one is ended, and its stranger is left out. */
const longest = 240_000;
const ended = -1;

/** Runs a command to its end. `output` has everything that it prints. */
export const run = (program, words, { cwd, env = {}, timeout = longest } = {}) =>
  new Promise((resolve) => {
    const child = spawn(program, words, { cwd, env: { ...process.env, ...env } });
    // Node's own time-out continues even if the program does not exist, and the process waits for it.
    const timer = setTimeout(() => child.kill(), timeout);
    const end = (result) => {
      clearTimeout(timer);
      resolve(result);
    };
    let [stdout, output] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      output += chunk;
    });
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', ({ message }) => end({ code: ended, stdout, output: message }));
    child.on('close', (code) => end({ code: code ?? ended, stdout, output }));
  });

const isThere = async (program, ...words) => (await run(program, words)).code === 0;
const left = (why) => ({ left: why });
const lastLine = (text) => text.trim().split('\n').at(-1) ?? '';

/** Makes a Python environment for each list of packages. */
const preparePython = async () => {
  const list = place('python/requirements.txt');
  const folder = join(
    cache,
    `python-${createHash('sha256').update(readFileSync(list)).digest('hex').slice(0, 12)}`,
  );
  const [python, stamp] = [join(folder, 'bin/python'), join(folder, 'installed')];
  if (existsSync(stamp)) return { run: python };
  if (!(await isThere('python3', '-m', 'venv', folder))) return left('no Python with venv');
  const installed = await run(python, ['-m', 'pip', 'install', '--quiet', '--retries', '1', '-r', list]);
  if (installed.code !== 0) return left(`pip: ${lastLine(installed.output)}`);
  writeFileSync(stamp, '');
  return { run: python };
};

/** Returns `left` if something can't be downloaded. A download that does not compile is a failure. */
const compiled = async (fetched, build, binary) => {
  if (fetched.code !== 0) return left(lastLine(fetched.output));
  const built = await build();
  if (built.code === ended) return left('it takes too long to compile');
  if (built.code !== 0) throw new Error(built.output);
  return { run: binary };
};

const prepareGo = async () => {
  if (!(await isThere('go', 'version'))) return left('no Go');
  const [cwd, binary] = [place('go'), join(cache, 'go-strangers')];
  const fetched = await run('go', ['mod', 'download'], { cwd });
  return compiled(fetched, () => run('go', ['build', '-mod=readonly', '-o', binary, '.'], { cwd }), binary);
};

const prepareRust = async () => {
  if (!(await isThere('cargo', '--version'))) return left('no Cargo');
  const [cwd, target] = [place('rust'), join(cache, 'rust')];
  const env = { CARGO_TARGET_DIR: target };
  const fetched = await run('cargo', ['fetch', '--quiet', '--locked'], { cwd, env });
  const build = () => run('cargo', ['build', '--quiet', '--locked', '--offline'], { cwd, env });
  return compiled(fetched, build, join(target, 'debug/stranger'));
};

const makers = { python: preparePython, go: prepareGo, rust: prepareRust };

/** Downloads and builds everything that is missing, and prints what must be left out. */
export const prepare = async () => {
  mkdirSync(cache, { recursive: true });
  const ready = await Promise.all(
    Object.entries(makers).map(async ([language, make]) => {
      const start = performance.now();
      const made = await make();
      const seconds = ((performance.now() - start) / 1000).toFixed(0);
      console.log(
        made.left ? `# LEFT OUT: ${language}: ${made.left}` : `# ${language}: ready after ${seconds} s`,
      );
      return [language, made];
    }),
  );
  mkdirSync(place('node_modules/.cache'), { recursive: true });
  writeFileSync(note, JSON.stringify(Object.fromEntries(ready)));
};

/** Returns the result of `prepare` for a language: `run` is the program, or `left` is the reason why there is none. */
export const programOf = (language) => {
  if (!existsSync(note)) return left('npm test prepares it');
  return JSON.parse(readFileSync(note, 'utf8'))[language];
};
