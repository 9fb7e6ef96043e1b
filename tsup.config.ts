import { defineConfig, type Options } from 'tsup';

/** esbuild imports a chunk for nothing but its effects, of which ours have none; bundlers warn of that in a linked package. */
const noBareImports: NonNullable<Options['plugins']>[number] = {
  name: 'no-bare-imports',
  renderChunk: (code) => ({ code: code.replace(/^import "\.\/chunk-\w+\.js";$/gm, '') }),
};

const common: Options = { target: 'es2022', sourcemap: true, plugins: [noBareImports] };

const library = {
  index: 'src/index.ts',
  'index.web': 'src/index.web.ts',
  operators: 'src/operators/index.ts',
  execution: 'src/execution/index.ts',
  simulator: 'src/simulator/index.ts',
};

export default defineConfig([
  { ...common, entry: { ...library, cli: 'src/cli/main.ts' }, format: 'esm' },
  { ...common, entry: library, format: 'cjs' },
  { ...common, entry: library, format: ['esm', 'cjs'], dts: { only: true } },
]);
