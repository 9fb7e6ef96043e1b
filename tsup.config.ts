import { defineConfig, type Options } from 'tsup';

type Plugin = NonNullable<Options['plugins']>[number];

/** esbuild imports a chunk for nothing but its effects, of which ours have none; bundlers warn of that in a linked package. */
const noBareImports: Plugin = {
  name: 'no-bare-imports',
  renderChunk: (code) => ({ code: code.replace(/^import "\.\/chunk-\w+\.js";$/gm, '') }),
};

const common: Options = { target: 'es2022', sourcemap: true, plugins: [noBareImports] };

const indexWeb = { 'index.web': 'src/index.web.ts' };
const tradingWeb = { 'trading.web': 'src/trading/index.web.ts' };
const natsWeb = { 'nats.web': 'src/nats/index.web.ts' };
const streamWeb = { 'stream.web': 'src/stream.web.ts' };

/** What a page loads: one of them, so that they share no chunks. */
const web: Options = { ...common, format: ['esm', 'cjs'], treeshake: 'smallest' };

const node = {
  index: 'src/index.ts',
  stream: 'src/stream.ts',
  operators: 'src/operators/index.ts',
  execution: 'src/execution/index.ts',
  simulator: 'src/simulator/index.ts',
  recording: 'src/recording/index.ts',
  backtest: 'src/backtest/index.ts',
  trading: 'src/trading/index.ts',
  nats: 'src/nats/index.ts',
};

/** `Symbol.asyncDispose`, which the types of a page have only by this. */
const banner = '/// <reference lib="esnext.disposable" />';

const javascript: Options[] = [
  {
    ...common,
    entry: { ...node, cli: 'src/cli/main.ts', 'backtest-worker': 'src/backtest/worker/main.ts' },
    format: 'esm',
  },
  { ...common, entry: node, format: 'cjs' },
  { ...web, entry: indexWeb },
  { ...web, entry: streamWeb },
  { ...web, entry: tradingWeb },
  { ...web, entry: natsWeb },
];

/**
 * A project of TypeScript with `moduleResolution: bundler` gets the types of a page, for Node as well. Those of
 * `rx-bitbank/nats` would lack what a gateway needs, so that there are only those of Node.
 */
const types: Options = {
  ...common,
  entry: { ...node, ...indexWeb, ...streamWeb, ...tradingWeb },
  format: ['esm', 'cjs'],
  dts: { only: true, banner },
};

/** `tsup --no-dts` makes what runs: the types take most of the time. */
export default defineConfig(({ dts }) => (dts === false ? javascript : [...javascript, types]));
