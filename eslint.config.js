import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { twoTimes } from './scripts/clock-rule.mjs';

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
  {
    // they are there to reach out of their world
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
      // how old the venue's stamps are by ours
      'src/connectivity/room-meter.ts',
      // the venue's time, for which the time of day stands until the venue has told its own
      'src/data/candles.ts',
      'src/data/candle-pages.ts',
      'src/data/coming-page.ts',
      'src/data/moment.ts',
      'src/data/trade-pages.ts',
      'src/data/trade-follow.ts',
      'src/execution/order/clock.ts',
      // whether the wall clock has stepped: a recording tells it
      'src/recording/clock-steps.ts',
      // how old a file is: nothing waits by it
      'src/cli/known-pairs.ts',
    ],
    rules: { 'clock/two-times': ['error', { mayCompute: true }] },
  },
  {
    files: [
      // the two times themselves, and how far they have parted
      'src/operators/clock.ts',
      'src/operators/leaps.ts',
      // a lock that processes hold by a file: no scheduler and no feed has part in it
      'src/files/lock.ts',
      // the thread of a backtest, in which time is made
      'src/backtest/worker/*.ts',
      // the venue: its clock is what all of its times are told by
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
