import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Dependencies point one way: model ← parsing ← orderbook, connectivity ← data, execution ← cli. */
const mayNotImport = {
  model: ['parsing', 'connectivity', 'orderbook', 'operators', 'data', 'execution', 'simulator', 'cli'],
  operators: ['parsing', 'connectivity', 'orderbook', 'data', 'execution', 'simulator', 'cli'],
  parsing: ['connectivity', 'orderbook', 'operators', 'data', 'execution', 'simulator', 'cli'],
  orderbook: ['connectivity', 'operators', 'data', 'execution', 'simulator', 'cli'],
  connectivity: ['orderbook', 'data', 'execution', 'simulator', 'cli'],
  data: ['execution', 'simulator', 'cli'],
  execution: ['simulator', 'cli'],
  simulator: ['data', 'execution', 'cli'],
};

const layers = Object.entries(mayNotImport).map(([layer, others]) => ({
  files: [`src/${layer}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ regex: `^(\\.\\./)+(${others.join('|')})(/|$)`, message: `${layer} may not know it` }] },
    ],
  },
}));

export default tseslint.config(
  // bench and each example are projects of their own, with their own dependencies
  { ignores: ['**/dist', '**/node_modules', 'coverage', 'bench', 'examples/*/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/only-throw-error': 'off',
    },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: { console: 'readonly', process: 'readonly' } } },
  ...layers,
);
