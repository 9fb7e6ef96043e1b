import { cell, type Table } from './storm';

/** The number of hits of each cell. */
export type Hits = ReadonlyMap<string, number>;

export const countHits = (played: readonly { readonly cells: readonly string[] }[]): Hits => {
  const hits = new Map<string, number>();
  for (const { cells } of played) for (const one of cells) hits.set(one, (hits.get(one) ?? 0) + 1);
  return hits;
};

const cellsOf = ({ rows, columns }: Table): readonly (readonly [row: string, column: string])[] =>
  rows.flatMap((row) => columns.map((column) => [row, column] as const));

/** Returns the possible cells that were not hit. */
export const missedCells = (table: Table, hits: Hits): readonly string[] =>
  cellsOf(table)
    .filter(([row, column]) => table.impossible(row, column) === null && !hits.has(cell(row, column)))
    .map(([row, column]) => cell(row, column));

/** Returns the hit cells that are impossible by the table, or missing in it. */
export const unknownCells = (table: Table, hits: Hits): readonly string[] => {
  const possible = new Set(
    cellsOf(table)
      .filter(([row, column]) => table.impossible(row, column) === null)
      .map(([row, column]) => cell(row, column)),
  );
  return [...hits.keys()].filter((one) => !possible.has(one));
};

/** Writes the table as Markdown, with the number of seeds that hit each cell; `–` if it is impossible. */
export const coverageTable = (table: Table, hits: Hits): string => {
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  return [
    line(['fault', ...table.columns]),
    line(['---', ...table.columns.map(() => '--:')]),
    ...table.rows.map((row) =>
      line([
        row,
        ...table.columns.map((column) =>
          table.impossible(row, column) === null ? String(hits.get(cell(row, column)) ?? 0) : '–',
        ),
      ]),
    ),
  ].join('\n');
};
