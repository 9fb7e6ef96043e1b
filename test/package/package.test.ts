import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { build, type BuildOptions } from 'esbuild';
import { publint } from 'publint';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson, { version } from '../../package.json';
import { packPackage, root, type PackedPackage } from './packed';

let packed: PackedPackage;

beforeAll(() => {
  packed = packPackage();
});

afterAll(() => packed.remove());

const write = (name: string, text: string): string => {
  const path = join(packed.project, name);
  writeFileSync(path, text);
  return path;
};

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { cwd: packed.project, encoding: 'utf8', stdio: 'pipe' });

/** Each entry, and a name that it must export. */
const entries = [
  ['rx-bitbank', 'createDataClient'],
  ['rx-bitbank/stream', 'createStreamClient'],
  ['rx-bitbank/operators', 'retryBackoff'],
  ['rx-bitbank/execution', 'createExecutionClient'],
  ['rx-bitbank/simulator', 'startSimulator'],
  ['rx-bitbank/recording', 'recordTo'],
  ['rx-bitbank/backtest', 'createPaper'],
  ['rx-bitbank/trading', 'remoteTrading'],
  ['rx-bitbank/nats', 'natsTransport'],
] as const;

describe.each(entries)('%s in plain Node', (entry, name) => {
  it('can be imported', () => {
    const file = write('use.mjs', `import { ${name} } from '${entry}'; console.log(typeof ${name});`);
    expect(run(process.execPath, file)).toBe('function\n');
  });

  it('can be required', () => {
    const file = write('use.cjs', `const { ${name} } = require('${entry}'); console.log(typeof ${name});`);
    expect(run(process.execPath, file)).toBe('function\n');
  });
});

describe('the command', () => {
  it('runs as it is installed', () => {
    expect(run(join(packed.project, 'node_modules/rx-bitbank/dist/cli.js'), '--version')).toBe(
      `${version}\n`,
    );
  });
});

describe('the first example of the README', () => {
  it('works as pasted', async () => {
    const [, example = ''] = /^```ts\n(.*?)^```$/ms.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
    const child = spawn(process.execPath, [write('example.mjs', example)], { cwd: packed.project });
    const words = new Set<string>();
    await new Promise<void>((resolve, reject) => {
      child.stderr.on('data', (chunk: Buffer) => reject(new Error(chunk.toString())));
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`ended with code ${code}`)));
      child.stdout.on('data', (chunk: Buffer) => {
        for (const line of chunk.toString().split('\n')) words.add(line.split(' ')[0] ?? '');
        if (words.has('book') && words.has('candle')) resolve();
      });
    }).finally(() => child.kill());
    expect([...words]).toEqual(expect.arrayContaining(['book', 'candle']));
  });
});

interface Bundle {
  readonly text: string;
  /** The packages that the bundle contains. */
  readonly packages: readonly string[];
}

const packageOf = (path: string): string =>
  /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path)?.[1] ?? '';

/** Bundles a page or a program; fails if it needs something that is missing, such as a Node built-in in a page. */
const bundle = async (source: string, options: BuildOptions): Promise<Bundle> => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: packed.project },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
    ...options,
  });
  const [output] = Object.values(metafile?.outputs ?? {});
  const used = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return {
    text: outputFiles?.[0]?.text ?? '',
    packages: [...new Set(used.map(([path]) => packageOf(path)))].filter((name) => name !== '').sort(),
  };
};

/**
 * The greatest size of the code that a page has to load, without rxjs: kB, minified, `gzip -9`. A change that needs
 * more gives its reason here and in docs/benchmarks.md, whose table shows the former and the present cost of each part.
 * The latest additions to the data client are every trade of a range (0.8), trades without a hole and outages by a
 * clock that is never set back (0.4), and requests of the history of candles, and of the venue's time after a leap,
 * until they succeed (0.1), a history that is counted from the subscription by both times of a clock (0.1), bars without a trade that are
 * read again when the one before them is repaired (0.2), a gap whose end only the next trade shows, because the clock leapt (0.2), and the
 * refusal of misspelt options of feeds (0.1, also in the stream client). Those to
 * remote trading are the halt that closes positions, the codecs of the guards and limits of each owner, which a page
 * loads with those of the calls (1.3), the family of the code of a refusal (0.2), and lists of open orders that say
 * whether they are whole (0.3).
 */
const budgets = {
  'the data client': 26.8,
  'the data client and rxjs': 36.6,
  'the stream client': 15.9,
  'remote trading': 15.2,
  'an operator': 1,
} as const;

const expectWithin = (name: keyof typeof budgets, text: string): void => {
  const kilobytes = gzipSync(text, { level: 9 }).length / 1000;
  console.info(`${name}: ${kilobytes.toFixed(1)} kB gzipped, of ${budgets[name]}`);
  expect(kilobytes).toBeLessThanOrEqual(budgets[name]);
};

describe('in a browser', () => {
  it('the data client needs no Node built-in, and neither ws nor undici', async () => {
    const { text, packages } = await bundle(
      `import { createDataClient } from 'rx-bitbank'; createDataClient();`,
      { platform: 'browser' },
    );
    expect(packages).toEqual(['rx-bitbank', 'rxjs', 'tslib']);
    expect(text).toContain('new WebSocket(');
    expectWithin('the data client and rxjs', text);
  });

  it('the data client contains all that it needs, except rxjs', async () => {
    const { text, packages } = await bundle(
      `import { createDataClient } from 'rx-bitbank'; createDataClient();`,
      { platform: 'browser', external: ['rxjs'] },
    );
    expect(packages).toEqual(['rx-bitbank']);
    expectWithin('the data client', text);
  });

  it('the stream client has no REST in it', async () => {
    const { text, packages } = await bundle(
      `import { createStreamClient } from 'rx-bitbank/stream'; createStreamClient();`,
      { platform: 'browser', external: ['rxjs'] },
    );
    expect(packages).toEqual(['rx-bitbank']);
    expect(text).toContain('new WebSocket(');
    expect(text).not.toMatch(/\bfetch\(/);
    expectWithin('the stream client', text);
  });

  it('a remote client brings no key, no PubNub and no file', async () => {
    const { text, packages } = await bundle(
      `import { remoteTrading, socketPort } from 'rx-bitbank/trading'; remoteTrading(socketPort('wss://desk.example'));`,
      { platform: 'browser', external: ['rxjs'] },
    );
    expect(packages).toEqual(['rx-bitbank']);
    expect(text).toContain('new WebSocket(');
    expect(text).not.toMatch(/ACCESS-SIGNATURE|pubnub|\bfetch\(/i);
    expectWithin('remote trading', text);
  });

  it('frames and trading over NATS need no Node built-in', async () => {
    const { packages } = await bundle(
      `import { natsPort, natsTransport } from 'rx-bitbank/nats'; natsTransport(); natsPort({ owner: 'page' });`,
      { platform: 'browser', external: ['rxjs'] },
    );
    expect(packages).toEqual([
      '@nats-io/jetstream',
      '@nats-io/nats-core',
      '@nats-io/nkeys',
      '@nats-io/nuid',
      'rx-bitbank',
      'tweetnacl',
    ]);
  });

  it('an operator brings no codec', async () => {
    const { text, packages } = await bundle(
      `import { retryBackoff } from 'rx-bitbank/operators'; console.log(retryBackoff);`,
      { platform: 'browser', external: ['rxjs'] },
    );
    expect(packages).toEqual(['rx-bitbank']);
    expect(text).not.toContain('watchdog');
    expectWithin('an operator', text);
  });

  it('all operators bring no codec', async () => {
    const { packages } = await bundle(`export * from 'rx-bitbank/operators';`, {
      platform: 'browser',
      external: ['rxjs'],
    });
    expect(packages).toEqual(['rx-bitbank']);
  });
});

describe('in Node', () => {
  it('the data client has ws and undici, and no native WebSocket', async () => {
    const source = `import { createDataClient } from 'rx-bitbank'; createDataClient();`;
    const { packages } = await bundle(source, { platform: 'node' });
    expect(packages).toEqual(expect.arrayContaining(['undici', 'ws']));
    const { text } = await bundle(source, { platform: 'node', external: ['ws', 'undici', 'rxjs', 'io-ts'] });
    expect(text).toContain('from"ws"');
    expect(text).not.toMatch(/new WebSocket\(/);
  });
});

describe('for TypeScript', () => {
  const consumer = `
    import { createDataClient, type OrderBook, type Trade } from 'rx-bitbank';
    import { createStreamClient } from 'rx-bitbank/stream';
    import { bars, retryBackoff } from 'rx-bitbank/operators';
    import { createExecutionClient } from 'rx-bitbank/execution';
    import { startSimulator } from 'rx-bitbank/simulator';
    import type { Observable } from 'rxjs';
    const data = createDataClient();
    export const books: Observable<OrderBook> = data.book$('btc_jpy', { depth: 20 });
    export const same: typeof books = createStreamClient().book$('btc_jpy', { depth: 20 });
    export const trades: Observable<Trade> = data.trades$('btc_jpy').pipe(retryBackoff());
    export const candles = trades.pipe(bars({ type: '1min' }));
    export const entries = [createExecutionClient, startSimulator];
    // @ts-expect-error a pair is a string: were the types missing, this would be no error
    data.book$(1);
  `;

  it('ESM and CommonJS both have types under node16', () => {
    const files = [write('consumer.mts', consumer), write('consumer.cts', consumer)];
    const flags = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'node16', '--types', 'node'];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    expect(run(process.execPath, tsc, ...flags, ...files)).toBe('');
  });

  it('every entry has types under node10, which does not know "exports"', () => {
    const names = Object.keys(packageJson.exports).filter((name) => name !== './package.json');
    const imports = names.map(
      (name, i) => `import * as entry${i} from '${name.replace('.', 'rx-bitbank')}'; console.log(entry${i});`,
    );
    const file = write('consumer10.ts', `${consumer}\n${imports.join('\n')}`);
    const flags = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'commonjs', '--types', 'node'];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    expect(run(process.execPath, tsc, ...flags, '--moduleResolution', 'node10', file)).toBe('');
    expect(names.length).toBeGreaterThan(5);
  });

  it('a program for Node that is bundled has the types of a gateway', () => {
    const file = write(
      'gateway.ts',
      `import { natsPort, publishFrames, serveTradingOverNats } from 'rx-bitbank/nats';
       export const entries = [natsPort, publishFrames, serveTradingOverNats];
       // @ts-expect-error an owner is missing: were the types missing, this would be no error
       natsPort({});`,
    );
    const flags = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'esnext', '--types', 'node'];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    expect(run(process.execPath, tsc, ...flags, '--moduleResolution', 'bundler', file)).toBe('');
  });

  it('members that a table makes keep their docstrings and their links', () => {
    const file = write(
      'docs.mts',
      `import type { PublicRest } from 'rx-bitbank'; export declare const rest: PublicRest;`,
    );
    const program = ts.createProgram([file], {
      module: ts.ModuleKind.Node16,
      moduleResolution: ts.ModuleResolutionKind.Node16,
      target: ts.ScriptTarget.ES2022,
    });
    const checker = program.getTypeChecker();
    const [rest] = checker.getExportsOfModule(
      checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile) as ts.Symbol,
    ) as [ts.Symbol];
    const calls = checker
      .getPropertiesOfType(checker.getTypeOfSymbol(rest))
      .filter(({ name }) => name !== 'all');
    expect(calls.map(({ name }) => name)).toContain('instruments');
    for (const call of calls) {
      expect(ts.displayPartsToString(call.getDocumentationComment(checker))).toMatch(/^One-shot: /);
      expect(call.getJsDocTags().map(({ name }) => name)).toContain('see');
      expect(call.declarations?.[0]?.getSourceFile().fileName).toMatch(/dist\/[\w.-]+\.d\.(c|m)?ts$/);
    }
  });

  it('attw finds every entry typed, for node10 as well', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(readFileSync(packed.tarball)));
    expect(analysis.types).toMatchObject({ kind: 'included' });
    const problems = 'problems' in analysis ? analysis.problems : [];
    expect(problems).toEqual([]);
  });

  it('publint finds nothing', async () => {
    const tarball = new Uint8Array(readFileSync(packed.tarball)).buffer;
    expect((await publint({ pack: { tarball }, strict: true })).messages).toEqual([]);
  });
});
