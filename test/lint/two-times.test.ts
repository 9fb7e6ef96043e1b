import { ESLint, Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

/** Returns the findings of the project's own configuration about the two times of a clock, in a file with this text. */
const lint = async (path: string, ...lines: readonly string[]): Promise<readonly (string | undefined)[]> => {
  const config = (await new ESLint().calculateConfigForFile(path)) as Linter.Config;
  const { plugins, languageOptions } = config;
  const told = new Linter().verify(
    lines.join('\n'),
    {
      files: ['**/*.ts'],
      plugins: { clock: plugins?.['clock'] ?? {} },
      languageOptions: { parser: languageOptions?.['parser'] },
      rules: { 'clock/two-times': config.rules?.['clock/two-times'] ?? 'off' },
    },
    path,
  );
  return told.map(({ messageId, message }) => messageId ?? message);
};

const somewhere = 'src/execution/halt.ts';

describe('the lint rule of the two times', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['the clock of a scheduler', ['const at = scheduler.now();'], ['now']],
    ['that of the runtime', ['Date.now() + performance.now();', 'new Date();'], ['now', 'now', 'now']],
    ['a part taken out', ['const { now } = clock;'], ['now']],
    ['a reference to it', ['createRegistry(clock.now);'], ['now']],
    ['a wait', ['const due = start + 5 - stampOf(clock);'], ['computed']],
    ['a deadline', ['if (stampOf(clock) >= until) stop();'], ['computed']],
    ['a default that is compared', ['const isOver = end <= (date ?? stampOf(clock));'], ['computed']],
    ['a stamp with a name', ['const at = stampOf(clock);', 'const age = at - begun;'], ['computed']],
    ['a function that stamps', ['const time = () => stampOf(clock);', 'time() > until;'], ['computed']],
    ['a sum', ['total += stampOf(clock);'], ['computed']],
    ['an operator that measures', ['debounceTime(5, clock);', 'timestamp();'], ['measuring', 'measuring']],
  ])('finds %s', async (_, lines, found) => {
    expect(await lint(somewhere, ...lines)).toEqual(found);
  });

  it('allows stamps, elapsed time and dates of the venue', async () => {
    const lines = [
      'const event = { at: stampOf(clock) };',
      'const left = begun + due - clock.elapsed();',
      'const text = new Date(timestamp).toISOString();',
      'const now = () => stampOf(clock);',
      'append({ at: now() });',
      'debounceTime(5, elapsing(clock));',
    ];
    expect(await lint(somewhere, ...lines)).toEqual([]);
  });

  it.each(['operators/bars', 'connectivity/rooms', 'data/trades', 'execution/order/search', 'cli/watch'])(
    'holds in src/%s.ts',
    async (file) => {
      expect(await lint(`src/${file}.ts`, 'clock.now() - 5;')).toEqual(['now']);
    },
  );

  it('lets the venue’s time be computed from the time of day if that replaces it, and read in no other way', async () => {
    const file = 'src/data/candles.ts';
    expect(await lint(file, 'stampOf(clock) - 5;')).toEqual([]);
    expect(await lint(file, 'clock.now() - 5;')).toEqual(['now']);
  });
});
