import { notice, printJson, printLine } from './output';

/** A column of a table: its title, and its text for a row. */
export interface Column<Row> {
  readonly title: string;
  readonly align: 'left' | 'right';
  readonly cell: (row: Row) => string;
}

export const left = <Row>(title: string, cell: (row: Row) => string): Column<Row> => ({
  title,
  align: 'left',
  cell,
});

export const right = <Row>(title: string, cell: (row: Row) => string): Column<Row> => ({
  title,
  align: 'right',
  cell,
});

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(({ length }) => length));

/** Puts rows under their titles. Columns are as wide as their widest cell, two spaces apart. */
const besideEachOther = <Row>(columns: readonly Column<Row>[], cells: readonly (readonly string[])[]) => {
  const widths = columns.map((_, i) => widest(cells.map((line) => line[i] ?? '')));
  return cells.map((line) =>
    line
      .map((text, i) => {
        const width = widths[i] ?? 0;
        return columns[i]?.align === 'right' ? text.padStart(width) : text.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
};

/** Puts each cell on a line after its title, or on a line of its own if there is no room for both. */
const belowEachOther = (
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] => {
  const indent = widest(titles) + 2;
  return rows.flatMap((row, index) => [
    ...(index === 0 ? [] : ['']),
    ...row.flatMap((text, i) => {
      const title = titles[i] ?? '';
      return indent + text.length <= width ? [title.padEnd(indent) + text] : [title, `  ${text}`];
    }),
  ]);
};

/**
 * Returns the lines of a table, none of which is longer than the width if that is possible: columns if they fit,
 * otherwise one block per row. No cell is ever cut. The lines have no line breaks.
 */
export const tableLines = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width = Infinity,
): readonly string[] => {
  const titles = columns.map(({ title }) => title);
  const cells = rows.map((row) => columns.map(({ cell }) => cell(row)));
  const lines = besideEachOther(columns, [titles, ...cells]);
  return widest(lines) <= width ? lines : belowEachOther(titles, cells, width);
};

/** Prints a table as wide as the terminal takes it, or of any width if stdout is not a terminal. */
export const printTable = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void =>
  tableLines(columns, rows, process.stdout.columns || undefined).forEach(printLine);

/** Prints rows, each as JSON, or as a table. If there are none, it prints the words for that. */
export const printRows = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { json, none }: { readonly json: boolean; readonly none: string },
): void => {
  if (json) rows.forEach(printJson);
  else if (rows.length === 0) notice(none);
  else printTable(columns, rows);
};
