import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Page {
  readonly html: string;
  readonly css: string;
  readonly js: string;
}

const pathOf = (name: string): string => fileURLToPath(new URL(`../page/${name}`, import.meta.url));

/** The page, bundled for the browser as any application would be. */
export const bundlePage = async (): Promise<Page> => {
  const [html, css, bundle] = await Promise.all([
    readFile(pathOf('index.html'), 'utf8'),
    readFile(pathOf('style.css'), 'utf8'),
    build({
      entryPoints: [pathOf('main.ts')],
      bundle: true,
      format: 'esm',
      target: 'es2022',
      minify: true,
      write: false,
    }),
  ]);
  return { html, css, js: bundle.outputFiles[0]?.text ?? '' };
};
