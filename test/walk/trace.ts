import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));
const src = `${root}src/`;
/** The folders of the library whose functions are traced. */
const folders = ['execution/', 'connectivity/', 'parsing/', 'data/', 'orderbook/'];

/** Returns the text of a module in which every function first says in which file it stands. */
const tellingIts = (file: string, text: string): string => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const said = `globalThis.enter?.(${JSON.stringify(file)})`;
  const inserted: { readonly at: number; readonly text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const body = node.body as ts.Node;
      if (ts.isBlock(body)) inserted.push({ at: body.getStart() + 1, text: `${said};` });
      else inserted.push({ at: body.getStart(), text: `(${said}, (` }, { at: body.getEnd(), text: '))' });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  // A later place first, so that the earlier ones stay where they are; of two at one place the inner one.
  return inserted
    .map((one, nth) => ({ ...one, nth }))
    .sort((a, b) => b.at - a.at || b.nth - a.nth)
    .reduce((so, { at, text: more }) => so.slice(0, at) + more + so.slice(at), text);
};

const telling: Plugin = {
  name: 'telling',
  setup: (build) => {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) =>
      folders.some((folder) => path.startsWith(src + folder))
        ? { contents: tellingIts(relative(src, path), readFileSync(path, 'utf8')), loader: 'ts' }
        : undefined,
    );
  },
};

/** Loads a module of this folder, with a trace in each function: it calls `globalThis.enter` with its file. */
export const traced = async (name: string): Promise<unknown> => {
  const outfile = `${root}test/walk/dist/${name}.mjs`;
  await build({
    entryPoints: [`${root}test/walk/${name}.ts`],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
    plugins: [telling],
  });
  return import(pathToFileURL(outfile).href);
};
