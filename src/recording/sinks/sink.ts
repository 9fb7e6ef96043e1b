import type { TableColumn, TableRow } from '../tables/table';

/** Takes rows one by one. */
export interface RowSink {
  readonly add: (row: TableRow) => void;
  /** What was added is written. */
  readonly end: () => void;
}

/** Where bytes go; it has them when it returns. */
export type WriteBytes = (bytes: Uint8Array) => void;

export type OpenSink = (columns: readonly TableColumn[], write: WriteBytes) => RowSink;
