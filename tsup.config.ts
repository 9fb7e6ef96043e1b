import { defineConfig, type Options } from 'tsup';

const common: Options = { target: 'es2022', sourcemap: true };

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
