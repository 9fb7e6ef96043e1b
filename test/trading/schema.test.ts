import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type * as t from 'io-ts';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it, vi } from 'vitest';
import { type Schema, schemasOf, telling } from './json-schema';

const toTelling = async (original: () => Promise<Record<string, unknown>>) => telling(await original());
vi.doMock('../../src/parsing/combinators', toTelling);
vi.doMock('../../src/parsing/primitives', toTelling);
vi.doMock('../../src/options/codecs', toTelling);

const { CallerMessageValue, GatewayMessageValue } = await import('../../src/trading/message');
const { callNames, calls } = await import('../../src/trading/calls');

type Decoder = t.Decoder<unknown, unknown>;
const parts: Readonly<Record<string, Decoder>> = {
  Ask: CallerMessageValue,
  Tell: GatewayMessageValue,
  ...Object.fromEntries(
    callNames.flatMap((name) => [
      [`${name} args`, calls[name].args as Decoder],
      [`${name} value`, calls[name].value.decoder as Decoder],
    ]),
  ),
};

/** Parts have their names of the source. */
const sources = [
  { CallerMessageValue, GatewayMessageValue },
  await import('../../src/trading/order-values'),
  await import('../../src/trading/cancel-values'),
  await import('../../src/trading/account-values'),
  await import('../../src/trading/news-values'),
  await import('../../src/trading/call-args'),
];
const isPart = (member: unknown): boolean =>
  typeof member === 'object' && member !== null && 'validate' in member;
const given = new Map<unknown, string>(
  sources
    .flatMap((source): [string, unknown][] => Object.entries(source))
    .filter(([, member]) => isPart(member))
    .map(([name, member]) => [member, name.replace(/Value$/, '').replace(/Values$/, 's')]),
);
for (const name of callNames) {
  const { args } = calls[name];
  const word = name.replace(/\.(\w)/g, (_all, letter: string) => letter.toUpperCase()).replace('$', '');
  if (!given.has(args) && args !== calls.assets$.args) given.set(args, `${word}Args`);
}
const { schemas, defs } = schemasOf(parts, given);

// ------------------------------------------------------------------------------------------------- the page

const json = (value: unknown): string => JSON.stringify(value, null, 2);
const listOf = (schema: unknown): readonly Schema[] => schema as readonly Schema[];

/** Describes a schema in a word or two. */
const inWords = (schema: Schema): string => {
  const { $ref, type, items, prefixItems, not, pattern } = schema;
  if (not !== undefined || Object.keys(schema).length === 0) return 'nothing';
  if (typeof $ref === 'string') return $ref.slice('#/$defs/'.length);
  if (prefixItems !== undefined) return `[${listOf(prefixItems).map(inWords).join(', ')}]`;
  if (items !== undefined) return `${inWords(items as Schema)}[]`;
  return pattern === undefined ? String(type) : 'decimal string';
};

const page = (): string => {
  const rows = callNames.map((name) => {
    const [args = '', value = ''] = ['args', 'value'].map((end) =>
      inWords(schemas[`${name} ${end}`] as Schema),
    );
    return `| \`${name}\` | ${calls[name].kind} | \`${args}\` | \`${value}\` |`.replaceAll(
      '`nothing`',
      'nothing',
    );
  });
  return `# The messages of a port

This page has the messages between a process that holds the key and one that trades through it, for authors of an end in another language.

<!-- npx vitest run test/trading/schema.test.ts -u makes this page of the codecs -->

[Trading over a port](trading-over-a-port.md) is JSON texts of version 1: \`{ "v": 1, … }\`, an \`Ask\` from the caller and a \`Tell\` from the
gateway. \`name\` of a \`call\` is a row of this table, which says what its \`args\` are and what each \`value\` is that the gateway
tells. A key that is not in the schema is left alone. A message of another version, or one that the schema does not take,
gets a \`refused\`, and ends nothing.

How a call behaves when the link is lost: an _order_ is sent once, and its life is asked for again; a _life_, a _one-shot_ and a
_feed_ are asked again; a _cancel_ is sent again until it is answered.

| name | kind | args | value |
| --- | --- | --- | --- |
${rows.join('\n')}

## JSON schema

\`\`\`json
${json({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Messages of a port, version 1',
  anyOf: [schemas['Ask'], schemas['Tell']].map((schema) => ({
    allOf: [{ type: 'object', properties: { v: { const: 1 } }, required: ['v'] }, schema],
  })),
  $defs: defs,
})}
\`\`\`
`;
};

// ------------------------------------------------------------------------------- values that a schema takes

const valuesOf = (schema: Schema): fc.Arbitrary<unknown> => {
  const {
    $ref,
    anyOf,
    enum: words,
    const: word,
    type,
    properties,
    required,
    items,
    prefixItems,
    pattern,
  } = schema;
  if (typeof $ref === 'string') return valuesOf(defs[$ref.slice('#/$defs/'.length)] as Schema);
  if (anyOf !== undefined) return fc.oneof(...listOf(anyOf).map(valuesOf));
  if (words !== undefined) return fc.constantFrom(...(words as unknown[]));
  if (word !== undefined) return fc.constant(word);
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'number') return fc.double({ noNaN: true, noDefaultInfinity: true });
  if (type === 'integer') return fc.integer({ min: 0 });
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern as string));
  if (type === 'string') return fc.string({ minLength: Number(schema['minLength'] ?? 0) });
  if (prefixItems !== undefined) return fc.tuple(...listOf(prefixItems).map(valuesOf));
  if (items !== undefined) return fc.array(valuesOf(items as Schema), { maxLength: 3 });
  if (schema['additionalProperties'] !== undefined)
    return fc.dictionary(fc.string(), valuesOf(schema['additionalProperties'] as Schema), { maxKeys: 3 });
  if (properties !== undefined)
    return fc.record(
      Object.fromEntries(
        Object.entries(properties as Readonly<Record<string, Schema>>).map(([key, part]) => [
          key,
          valuesOf(part),
        ]),
      ),
      { requiredKeys: required as string[] },
    );
  return type === 'object' ? fc.constant({}) : fc.anything();
};

describe('the JSON schema of the messages', () => {
  it('takes nothing that the codecs refuse', () => {
    for (const [name, schema] of Object.entries(schemas)) {
      if (schema['not'] !== undefined) continue;
      fc.assert(
        fc.property(valuesOf(schema), (value) => {
          expect(parts[name]?.decode(value), `${name}: ${JSON.stringify(value)}`).toMatchObject({
            _tag: 'Right',
          });
        }),
        { numRuns: 30 },
      );
    }
  });

  it('requires what the codecs require', () => {
    for (const name of Object.keys(schemas)) {
      const { $ref } = schemas[name] ?? {};
      const { required = [] } = defs[String($ref).slice('#/$defs/'.length)] ?? {};
      const [sample] = fc.sample(valuesOf(schemas[name] as Schema), { numRuns: 1, seed: 1 });
      for (const key of required as string[]) {
        const rest = Object.fromEntries(Object.entries(sample as object).filter(([each]) => each !== key));
        expect(parts[name]?.decode(rest), `${name} without ${key}`).toMatchObject({ _tag: 'Left' });
      }
    }
  });

  it('is the page in the docs', async () => {
    const file = fileURLToPath(new URL('../../docs/trading-messages.md', import.meta.url));
    const written = await format(page(), { ...(await resolveConfig(file)), filepath: file });
    await expect(written).toMatchFileSnapshot(file);
  });
});
