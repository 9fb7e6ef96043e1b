import rxjsX from 'eslint-plugin-rxjs-x';
import tseslint from 'typescript-eslint';

/**
 * The examples follow the rule that docs/getting-started.md recommends to users: no Observable is left without a
 * subscription.
 */
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
