import rxjsX from 'eslint-plugin-rxjs-x';
import tseslint from 'typescript-eslint';

/** What docs/getting-started.md recommends to users is asked of the examples: nobody subscribes to an Observable left lying. */
export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '**/.angular'] },
  {
    files: ['examples/**/*.ts'],
    extends: [tseslint.configs.base],
    plugins: { 'rxjs-x': rxjsX },
    languageOptions: {
      parserOptions: { project: 'examples/tsconfig.lint.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: { 'rxjs-x/no-floating-observables': 'error' },
  },
);
