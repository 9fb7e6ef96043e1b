import { readFile } from 'node:fs/promises';
import { defineConfig, type Options } from 'tsup';

type Plugin = NonNullable<Options['plugins']>[number];
type EsbuildPlugin = NonNullable<Options['esbuildPlugins']>[number];

/** esbuild imports a chunk for nothing but its effects, of which ours have none; bundlers warn of that in a linked package. */
const noBareImports: Plugin = {
  name: 'no-bare-imports',
  renderChunk: (code) => ({ code: code.replace(/^import "\.\/chunk-\w+\.js";$/gm, '') }),
};

/** Nothing in io-ts has an effect but to define: marked so, what nobody uses of it is left out. It marks only `@class`. */
const pureDefinitions: EsbuildPlugin = {
  name: 'pure-definitions',
  setup: (build) => {
    build.onLoad({ filter: /[\\/]io-ts[\\/]es6[\\/]index\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return {
        contents: text
          .replaceAll('/** @class */', '/* @__PURE__ */')
          .replace(/^((?:export )?var \w+ = )((?:new )?\w+\()/gm, '$1/* @__PURE__ */ $2'),
      };
    });
  },
};

const common: Options = { target: 'es2022', sourcemap: true, plugins: [noBareImports] };

const webEntry = { 'index.web': 'src/index.web.ts' };

/** What a page loads: io-ts and fp-ts are in it, as far as they are used (their licences: see LICENSE). */
const web: Options = {
  ...common,
  entry: webEntry,
  noExternal: ['io-ts', 'fp-ts'],
  esbuildPlugins: [pureDefinitions],
  treeshake: 'smallest',
};

const node = {
  index: 'src/index.ts',
  operators: 'src/operators/index.ts',
  execution: 'src/execution/index.ts',
  simulator: 'src/simulator/index.ts',
};

export default defineConfig([
  { ...common, entry: { ...node, cli: 'src/cli/main.ts' }, format: 'esm' },
  { ...common, entry: node, format: 'cjs' },
  { ...web, format: ['esm', 'cjs'] },
  { ...common, entry: { ...node, ...webEntry }, format: ['esm', 'cjs'], dts: { only: true } },
]);
