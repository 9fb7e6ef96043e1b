import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Page {
  readonly html: string;
  readonly css: string;
  readonly js: string;
}

const pathOf = (name: string): string => fileURLToPath(new URL(`../page/${name}`, import.meta.url));

const bundle = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [pathOf(entry)],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};

/** Bundles the page for the browser, as for any other application. */
export const bundlePage = async (): Promise<Page> => {
  const [html, css, js] = await Promise.all([
    readFile(pathOf('index.html'), 'utf8'),
    bundle('style/index.css'),
    bundle('main.ts'),
  ]);
  return { html, css, js };
};
