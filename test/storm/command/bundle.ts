import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { type Mutant, mutate } from '../mutant';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const applying = (mutant: Mutant): Plugin => ({
  name: 'mutant',
  setup: (build) => {
    const path = root + mutant.file;
    let isApplied = false;
    build.onLoad({ filter: /\.ts$/ }, ({ path: loaded }) => {
      if (loaded !== path) return undefined;
      isApplied = true;
      return { contents: mutate(readFileSync(path, 'utf8'), mutant), loader: 'ts' };
    });
    build.onEnd(() => {
      if (!isApplied) throw new Error(`mutant "${mutant.name}": no storm uses ${mutant.file}`);
    });
  },
});

/** Bundles the worker, with a mutant in the code if one is given. Resolves to the path of the bundle. */
export const bundleWorker = async (mutant: Mutant | null): Promise<string> => {
  const name = mutant === null ? 'worker' : mutant.name.replace(/\W+/g, '-');
  const outfile = `${root}test/storm/dist/${name}.js`;
  await build({
    entryPoints: [`${root}test/storm/command/worker.ts`],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
    plugins: mutant === null ? [] : [applying(mutant)],
  });
  return outfile;
};
