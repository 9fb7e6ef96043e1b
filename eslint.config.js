import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { twoTimes } from './scripts/clock-rule.mjs';

export default tseslint.config(
  // bench and each example are projects of their own, with dependencies of their own
  { ignores: ['**/dist', '**/node_modules', 'coverage', 'site', 'bench', 'examples/*/**'] },
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
  {
    // these strategies try to leave their world on purpose
    files: ['test/backtest/strategies/**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        ['fetch', 'performance', 'setImmediate', 'setTimeout', 'URL'].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { clock: { rules: { 'two-times': twoTimes } } },
    rules: { 'clock/two-times': 'error' },
  },
  {
    files: [
      // the age of the venue's timestamps by our time of day
      'src/connectivity/room-meter.ts',
      // the venue's time; the time of day replaces it until the venue has sent its own
      'src/data/candles.ts',
      'src/data/candle-pages.ts',
      'src/data/coming-page.ts',
      'src/data/moment.ts',
      'src/data/trade-pages.ts',
      'src/data/trade-follow.ts',
      'src/execution/order/clock.ts',
      // detects steps of the wall clock, which a recording contains
      'src/recording/clock-steps.ts',
      // the age of a file, by which nothing waits
      'src/cli/known-pairs.ts',
    ],
    rules: { 'clock/two-times': ['error', { mayCompute: true }] },
  },
  {
    files: [
      // the two times themselves, and the difference between them
      'src/operators/clock.ts',
      'src/operators/leaps.ts',
      // a lock of processes by a file, without a scheduler or a feed
      'src/files/lock.ts',
      // the thread of a backtest, which makes the time
      'src/backtest/worker/*.ts',
      // the venue: all of its times come from its own clock
      'src/simulator/**/*.ts',
    ],
    rules: { 'clock/two-times': 'off' },
  },
  {
    files: ['src/simulator/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Literal[raw=/^[1-7]0[0-9]{3}$/]',
          message: 'the codes of the venue have names: venueCode of model/venue-codes',
        },
      ],
    },
  },
);
