import type { TableColumn, TableRow } from '../tables/table';
import type { OpenSink } from './sink';

/** The size of a piece in characters. */
const piece = 1 << 17;

/** Returns a sink that writes one row per line. */
const lineSink =
  (header: (columns: readonly TableColumn[]) => string, lineOf: LineOf): OpenSink =>
  (columns, write) => {
    const line = lineOf(columns);
    let pending = header(columns);
    const flush = (): void => {
      write(Buffer.from(pending));
      pending = '';
    };
    return {
      add: (row) => {
        pending += line(row);
        if (pending.length > piece) flush();
      },
      end: flush,
    };
  };

type LineOf = (columns: readonly TableColumn[]) => (row: TableRow) => string;

/**
 * Writes CSV. No cell contains a comma, a quote or a line break, because cells are names, words and numbers. Unknown
 * values are empty.
 */
export const csvSink = lineSink(
  (columns) => `${columns.map(({ name }) => name).join(',')}\n`,
  () => (row) => `${row.join(',')}\n`,
);

export const ndjsonSink = lineSink(
  () => '',
  (columns) => {
    const keys = columns.map(({ name }, i) => `${i === 0 ? '{' : ','}${JSON.stringify(name)}:`);
    return (row) => {
      let line = '';
      for (let i = 0; i < keys.length; i += 1) line += `${keys[i]}${JSON.stringify(row[i])}`;
      return `${line}}\n`;
    };
  },
);
