/** Measures the code that a page loads. */
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Section } from './section';

/** Returns the bytes of a text, bundled and minified by esbuild, `gzip -9`. */
const gzippedSize = async (contents: string, external: readonly string[] = ['rxjs']): Promise<number> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('../..', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    external: [...external],
    write: false,
    logLevel: 'silent',
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
};

const usesClient = `import { createDataClient } from './dist/index.web.js'; createDataClient();`;
const usesStream = `import { createStreamClient } from './dist/stream.web.js'; createStreamClient();`;
const usesOperator = `export { retryBackoff } from './dist/operators.js';`;
const usesSocketIo = `export { io } from './bench/node_modules/socket.io-client';`;

export const pageSection = async (): Promise<Section> => {
  const client = await gzippedSize(usesClient);
  const stream = await gzippedSize(usesStream);
  const withRxjs = await gzippedSize(usesClient, []);
  const operator = await gzippedSize(usesOperator);
  const socketIo = await gzippedSize(usesSocketIo).catch(() => null);
  const row = (name: string, bytes: number | null): string =>
    `| ${name} | ${bytes === null ? 'not installed' : (bytes / 1000).toFixed(2)} |`;
  return {
    lines: [
      '## In a page',
      '',
      'The sizes are of `dist`, bundled and minified by esbuild and compressed by `gzip -9`. RxJS is included only where it is named.',
      '',
      '| | kB |',
      '|---|---:|',
      row('the data client', client),
      row('the stream client of rx-bitbank/stream: its feeds without REST', stream),
      row('the data client and rxjs', withRxjs),
      row('`retryBackoff` of rx-bitbank/operators', operator),
      row('socket.io-client alone, for comparison', socketIo),
      '',
    ],
    figures: {
      'the data client in a page, kB': client / 1000,
      'the stream client in a page, kB': stream / 1000,
      'the data client and rxjs in a page, kB': withRxjs / 1000,
      'retryBackoff in a page, kB': operator / 1000,
    },
  };
};
