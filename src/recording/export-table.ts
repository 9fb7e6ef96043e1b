import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import {
  concat,
  defer,
  finalize,
  from as valuesOf,
  ignoreElements,
  map,
  of,
  switchMap,
  takeWhile,
  tap,
  type Observable,
} from 'rxjs';
import { freshNameOf } from '../files/real-file';
import { recordingError } from '../model/recording-error';
import { systemCause } from '../model/system-cause';
import { likelyRoomOf, roomOf } from '../parsing/room';
import { roomKinds } from '../parsing/room-kinds';
import type { RecordingEvent } from './event-reader';
import {
  readExportOptions,
  type ExportConfig,
  type ExportFormat,
  type ExportOptions,
} from './export-options';
import type { LineTimes } from './line';
import { openRecording } from './open-recording';
import { loadParquetSink } from './sinks/parquet';
import type { OpenSink, RowSink, WriteBytes } from './sinks/sink';
import { csvSink, ndjsonSink } from './sinks/text';
import { bookTable, quotesTable } from './tables/books';
import { candlesTable } from './tables/candles';
import type { TableReader } from './tables/table';
import { tradesTable } from './tables/trades';

/** The result of an export. */
export interface ExportOutcome {
  readonly rows: number;
  /**
   * The number of frames of its rooms that could not be read. After a diff that could not, the book is marked stale.
   */
  readonly unread: number;
  /** The number of files whose ends were torn off. */
  readonly torn: number;
  /** The number of trades that came after the row of their candle was emitted. They are in no row. */
  readonly late: number;
}

const readerOf = ({ table, depth, type }: ExportConfig): TableReader => {
  switch (table) {
    case 'trades':
      return tradesTable();
    case 'quotes':
      return quotesTable();
    case 'book':
      return bookTable(depth);
    case 'candles':
      return candlesTable(type);
  }
};

const sinkOf = (format: ExportFormat, file: string): Observable<OpenSink> => {
  switch (format) {
    case 'csv':
      return of(csvSink);
    case 'ndjson':
      return of(ndjsonSink);
    case 'parquet':
      return valuesOf(loadParquetSink(file));
  }
};

/** A destination of bytes. They appear at the end, completely, or not at all. */
interface Target {
  readonly write: WriteBytes;
  readonly commit: () => void;
  readonly close: () => void;
}

const targetOf = (out: ExportOptions['out']): Target => {
  if (typeof out !== 'string') return { write: out, commit: () => undefined, close: () => undefined };
  const orUnwritable = <A>(act: () => A): A => {
    try {
      return act();
    } catch (error) {
      throw recordingError('unwritable', out, null, 'a file that can be written', systemCause(error));
    }
  };
  if (existsSync(out)) throw recordingError('unwritable', out, null, 'a new file', 'an existing one');
  const fresh = freshNameOf(out);
  const file = orUnwritable(() => openSync(fresh, 'wx'));
  let isCommitted = false;
  return {
    write: (bytes) =>
      orUnwritable(() => {
        for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
      }),
    commit: () =>
      orUnwritable(() => {
        fsyncSync(file);
        renameSync(fresh, out);
        isCommitted = true;
      }),
    close: () => {
      closeSync(file);
      if (!isCommitted) rmSync(fresh, { force: true });
    },
  };
};

interface Room {
  readonly kind: string;
  readonly pair: string;
}

const kinds = Object.keys(roomKinds);

const roomNamed = (name: string): Room | null => {
  const kind = kinds.find((each) => name.startsWith(`${each}_`));
  return kind === undefined ? null : { kind, pair: name.slice(kind.length + 1) };
};

/** Returns a function to the room of a frame, if a table takes that room. */
const roomsOf = ({ kinds: taken }: TableReader, pairs: ReadonlySet<string> | null) => {
  const known = new Map<string, Room | null>();
  const isTaken = (room: Room | null): room is Room =>
    room !== null && taken.has(room.kind) && (pairs?.has(room.pair) ?? true);
  return (frame: string): Room | null => {
    const likely = likelyRoomOf(frame);
    const found = known.get(likely);
    if (found !== undefined) return found;
    const named = roomNamed(likely);
    // The frame is spelled in another way than the venue's own.
    const room = named ?? roomNamed(roomOf(frame) ?? '');
    const result = isTaken(room) ? room : null;
    if (named !== null) known.set(likely, result);
    return result;
  };
};

const exporting = (
  paths: string | readonly string[],
  config: ExportConfig,
  sink: (columns: TableReader['columns']) => RowSink,
): Observable<ExportOutcome> =>
  defer(() => {
    const { pairs, from, until = Infinity } = config;
    const reader = readerOf(config);
    const roomFor = roomsOf(reader, pairs === undefined ? null : new Set(pairs));
    const { add, end } = sink(reader.columns);
    let [rows, unread, torn] = [0, 0, 0];
    let last: LineTimes = { t: 0, elapsed: 0 };
    const emit: RowSink['add'] = (row) => {
      rows += 1;
      add(row);
    };
    const take = (event: RecordingEvent): void => {
      last = event;
      switch (event.type) {
        case 'frame':
        case 'copy': {
          const { t, elapsed, frame } = event;
          const room = roomFor(frame);
          if (room !== null && !reader.onFrame({ t, elapsed, ...room, frame }, emit)) unread += 1;
          return;
        }
        case 'header':
          if (event.open) reader.onOpen(event);
          return;
        case 'open':
          reader.onOpen(event);
          return;
        case 'drop':
          reader.onDrop(event, emit);
          return;
        case 'torn':
          torn += 1;
          return;
      }
    };
    return concat(
      openRecording(paths, from === undefined ? {} : { from }).pipe(
        takeWhile(({ t }) => t < until),
        tap(take),
        ignoreElements(),
      ),
      defer(() => {
        reader.onEnd(last, emit);
        end();
        return of({ rows, unread, torn, late: reader.late?.() ?? 0 });
      }),
    );
  });

/**
 * One-shot: makes a table of a recording, in memory that does not grow with it, and emits the outcome. The file appears
 * when it is complete. docs/recording.md has the columns.
 *
 * Errors: a `ConfigError`, and a `RecordingError` like those of `openRecording`, or `unwritable`: the file exists
 * already, can't be written, or must be Parquet while the package `hyparquet-writer` is not installed.
 *
 * @example
 * ```ts
 * import { exportTable } from 'rx-bitbank/recording';
 *
 * exportTable('recordings', { table: 'trades', to: 'parquet', out: 'trades.parquet' }).subscribe(({ rows }) =>
 *   console.log(`${rows} trades`),
 * );
 * ```
 */
export const exportTable = (
  recording: string | readonly string[],
  options: ExportOptions,
  ...stray: readonly unknown[]
): Observable<ExportOutcome> =>
  defer(() => {
    const config = readExportOptions(options, stray);
    const { out, to } = config;
    return sinkOf(to, typeof out === 'string' ? out : to).pipe(
      switchMap((open) => {
        const target = targetOf(out);
        return exporting(recording, config, (columns) => open(columns, target.write)).pipe(
          map((outcome) => {
            target.commit();
            return outcome;
          }),
          finalize(target.close),
        );
      }),
    );
  });
