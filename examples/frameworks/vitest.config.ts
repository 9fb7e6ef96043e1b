import { compile } from 'svelte/compiler';
import { defineConfig, type Plugin } from 'vitest/config';

/** Compiles components as a bundler does. */
const svelte: Plugin = {
  name: 'svelte',
  transform: (code, id) =>
    id.endsWith('.svelte') ? compile(code, { generate: 'client', filename: id }).js : undefined,
};

export default defineConfig({
  plugins: [svelte],
  resolve: {
    // Node would get the part of Svelte that renders on servers.
    alias: [
      { find: /^svelte$/, replacement: `${import.meta.dirname}/node_modules/svelte/src/index-client.js` },
    ],
  },
  test: {
    environment: 'happy-dom',
    testTimeout: 240_000,
    hookTimeout: 120_000,
    server: { deps: { inline: ['svelte'] } },
  },
});
