import type { TableColumn, TableRow } from '../tables/table';

/** A receiver of rows, one by one. */
export interface RowSink {
  readonly add: (row: TableRow) => void;
  /** Writes everything that was added. */
  readonly end: () => void;
}

/** Takes bytes. They are written when it returns. */
export type WriteBytes = (bytes: Uint8Array) => void;

export type OpenSink = (columns: readonly TableColumn[], write: WriteBytes) => RowSink;
