export const rowFormats = ['csv', 'ndjson'] as const;

export type RowFormat = (typeof rowFormats)[number];

/** The spelling of rows in a file, one per line. `K` is the part of a line that identifies its row. */
export interface RowLines<R, K> {
  /** The first line with its line break; empty if there is none. */
  readonly header: string;
  /** Returns the beginning of a file whose rows begin with these fields, even if it was cut off in its first line. */
  readonly beginning: (first: Readonly<Record<string, string>>) => string;
  readonly line: (row: R) => string;
  /** Reads the key of a line; `null` if it is not a line of such rows. */
  readonly keyOf: (line: string) => K | null;
}

type Cells = Readonly<Record<string, unknown>>;

/** Writes CSV. A value that a `number` can't hold is left empty. */
const csvOf = <R extends object, K>(
  fields: readonly (keyof R & string)[],
  toKey: (cells: Cells) => K | null,
): RowLines<R, K> => {
  const header = `${fields.join(',')}\n`;
  return {
    header,
    beginning: () => header,
    line: (row) => `${fields.map((field) => row[field] ?? '').join(',')}\n`,
    keyOf: (line) => {
      const cells = line.split(',').map((cell) => (/^\d+$/.test(cell) ? Number(cell) : cell));
      return cells.length === fields.length
        ? toKey(Object.fromEntries(fields.map((field, i) => [field, cells[i]])))
        : null;
    },
  };
};

/** Writes NDJSON. A value that a `number` can't hold is `null`. */
const ndjsonOf = <R extends object, K>(
  fields: readonly (keyof R & string)[],
  toKey: (cells: Cells) => K | null,
): RowLines<R, K> => ({
  header: '',
  beginning: (first) => JSON.stringify(first).slice(0, -1),
  line: (row) => `${JSON.stringify(Object.fromEntries(fields.map((field) => [field, row[field]])))}\n`,
  keyOf: (line) => {
    try {
      return toKey(Object(JSON.parse(line)) as Cells);
    } catch {
      return null;
    }
  },
});

/** Returns the lines of rows with these fields, in each format. */
export const rowLinesOf = <R extends object, K>(
  fields: readonly (keyof R & string)[],
  toKey: (cells: Cells) => K | null,
): Readonly<Record<RowFormat, RowLines<R, K>>> => ({
  csv: csvOf(fields, toKey),
  ndjson: ndjsonOf(fields, toKey),
});

/** Returns the format for a file's name: CSV unless it ends in `.ndjson` or `.jsonl`. */
export const formatOf = (path: string): RowFormat => (/\.(?:ndjson|jsonl)$/i.test(path) ? 'ndjson' : 'csv');
