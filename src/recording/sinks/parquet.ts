import type { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { recordingError } from '../../model/recording-error';
import type { Cell, ColumnType, TableRow } from '../tables/table';
import type { OpenSink } from './sink';

/** The used part of the optional peer. */
interface ParquetLibrary {
  readonly ByteWriter: typeof ByteWriter;
  readonly ParquetWriter: typeof ParquetWriter;
}

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

const elements: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  // Milliseconds, UTC.
  time: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  flag: { type: 'BOOLEAN' },
};

const isWholeNumber = (type: ColumnType): boolean => type === 'time' || type === 'integer';

/** The number of cells that are held before they are written as a group of rows. */
const groupCells = 1_000_000;

const asStored = (type: ColumnType, cell: Cell): Cell | bigint =>
  cell !== null && isWholeNumber(type) ? BigInt(cell) : cell;

const sinkBy =
  ({ ByteWriter, ParquetWriter }: ParquetLibrary): OpenSink =>
  (columns, write) => {
    const bytes = new ByteWriter();
    const flush = (): void => {
      // The next write overwrites the buffer, and the receiver of bytes may keep them, so it gets a copy.
      write(bytes.getBytes().slice());
      bytes.index = 0;
    };
    const writer = new ParquetWriter({
      writer: Object.assign(bytes, { flush, finish: flush }),
      schema: [
        { name: 'root', num_children: columns.length },
        ...columns.map(({ name, type }) => ({
          name,
          repetition_type: 'OPTIONAL' as const,
          ...elements[type],
        })),
      ],
      createdBy: 'rx-bitbank',
    });
    const groupRows = Math.max(1_000, Math.floor(groupCells / columns.length));
    let rows: TableRow[] = [];
    const writeGroup = (): void => {
      if (rows.length === 0) return;
      const columnData = columns.map(({ name, type }, i) => ({
        name,
        data: rows.map((row) => asStored(type, row[i] ?? null)),
        offsetIndex: false,
      }));
      // Its flush is a function that returns synchronously.
      void writer.write({ columnData, rowGroupSize: rows.length });
      rows = [];
    };
    return {
      add: (row) => {
        if (rows.push(row) >= groupRows) writeGroup();
      },
      end: () => {
        writeGroup();
        void writer.finish();
      },
    };
  };

/** Loads the optional peer. The error of a missing peer says what to do. */
export const loadParquetSink = async (file: string): Promise<OpenSink> => {
  const library = await import('hyparquet-writer').catch(() => {
    const expected = 'the package hyparquet-writer, which writes Parquet (npm install hyparquet-writer)';
    throw recordingError('unwritable', file, null, expected, 'none');
  });
  return sinkBy(library);
};
