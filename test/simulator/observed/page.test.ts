import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quirkRegistry } from '../../../src/simulator/venue/quirks';
import { table } from '../../support/made-page';
import { type Fact, facts, type FactName } from './facts';
import { format } from 'prettier';

const folder = new URL('./', import.meta.url);

/** Returns the files that hold the simulator to each fact. */
const testsOf = (): ReadonlyMap<string, readonly string[]> => {
  const tests = new Map<string, string[]>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.test.ts'))) {
    for (const [, name = ''] of readFileSync(new URL(file, folder), 'utf8').matchAll(/shows\('([\w-]+)'/g))
      tests.set(name, [...(tests.get(name) ?? []), file]);
  }
  return tests;
};

const page = (tests: ReadonlyMap<string, readonly string[]>): Promise<string> => {
  const known = Object.entries(facts) as [FactName, Fact][];
  const topics = [...new Set(known.map(([, { topic }]) => topic))];
  const sections = topics.map((topic) => {
    const rows = known
      .filter(([, fact]) => fact.topic === topic)
      .map(([name, { fact, kind, date }]) => [fact, kind, date, (tests.get(name) ?? []).join(', ')]);
    return `## ${topic}\n\n${table(['fact', 'kind', 'date', 'test'], rows)}`;
  });
  const settled = Object.entries(quirkRegistry).flatMap(([name, quirk]) =>
    'observed' in quirk
      ? [
          [
            `\`${name}\``,
            quirk.question,
            `\`${Object.keys(quirk.variants)[0] ?? ''}\``,
            quirk.observed,
            quirk.reason,
          ],
        ]
      : [],
  );
  const variants = Object.entries(quirkRegistry).flatMap(([name, quirk]) =>
    'observed' in quirk
      ? [
          `- \`${name}\`: ${Object.entries(quirk.variants)
            .map(([variant, effect]) => `\`${variant}\` (${effect})`)
            .join('; ')}`,
        ]
      : [],
  );
  return format(
    `# What the live venue was seen to do

This page lists what is known of the live venue beyond its documentation, and how it is known.

Made from \`test/simulator/observed/facts.ts\` and \`src/simulator/venue/quirks.ts\`;
\`npx vitest run test/simulator/observed/page.test.ts -u\` writes it. The tests stand in \`test/simulator/observed/\`, each
under the words of its fact.

The kind says how a fact is known. \`captured\`: from bytes that the live venue sent. \`measured\`: others saw it on the
live venue and wrote it down. \`documented\`: the documentation of the venue, of PubNub or of HTTP says it. \`assumed\`:
nobody knows, and it has to be something. What else is assumed stands in [quirks](quirks.md).

${sections.join('\n\n')}

## Quirks whose default was seen

Where the documentation says otherwise, or where it was seen once, a quirk has the other answer too.

${table(['quirk', 'question', 'default', 'date', 'why'], settled)}

${variants.join('\n')}
`,
    { parser: 'markdown', singleQuote: true, printWidth: 110 },
  );
};

describe('docs/observed.md', () => {
  it('has every fact, and each fact has one file of tests', async () => {
    const tests = testsOf();
    expect([...tests.keys()].sort()).toEqual(Object.keys(facts).sort());
    for (const files of tests.values()) expect(files).toHaveLength(1);
    await expect(await page(tests)).toMatchFileSnapshot('../../../docs/observed.md');
  });
});
