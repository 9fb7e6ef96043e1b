import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../src');

/**
 * Returns the names that a file itself declares and exports. A type and a value of the same name in one file are one
 * thing.
 */
const exportedNames = (path: string): ReadonlySet<string> => {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const names = new Set<string>();
  for (const statement of source.statements) {
    if (!ts.canHaveModifiers(statement)) continue;
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
    for (const { name } of declared as readonly ts.NamedDeclaration[]) {
      if (name !== undefined && ts.isIdentifier(name)) names.add(name.text);
    }
  }
  return names;
};

const definitions = (): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.ts')) continue;
    for (const name of exportedNames(join(root, file))) {
      found.set(name, [...(found.get(name) ?? []), file]);
    }
  }
  return found;
};

/** The few names of two things, and the reasons. */
const shared: Readonly<Record<string, readonly string[]>> = {
  'an entry for Node and its twin for pages': [
    'createDataClient',
    'createStreamClient',
    'natsPort',
    'natsTransport',
    'socketPort',
    'streamTransport',
  ],
  'a domain type and its codec, as io-ts names them': ['OrderType', 'PositionSide', 'Side'],
};

it('gives each exported name to one thing', () => {
  const twice = [...definitions()].filter(([, files]) => files.length > 1).map(([name]) => name);
  expect(twice.sort()).toEqual(Object.values(shared).flat().sort());
});
