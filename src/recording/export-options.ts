import { candleTypes, type CandleType } from '../model/candle';
import type { Pair } from '../model/pair';
import { integer, maybe, withDefault } from '../options/codecs';
import { optionsOf, resolveOptions } from '../options/options';
import { PairName } from '../options/pair-name';
import { list } from '../parsing/combinators';
import { oneOf, same, Timestamp } from '../parsing/primitives';

/** The tables that can be made from a recording. */
export const exportTables = ['trades', 'quotes', 'book', 'candles'] as const;

export type ExportTable = (typeof exportTables)[number];

export const exportFormats = ['csv', 'ndjson', 'parquet'] as const;

export type ExportFormat = (typeof exportFormats)[number];

export interface ExportOptions {
  readonly table: ExportTable;
  readonly to: ExportFormat;
  /** The destination: a file that does not exist yet, or a function that takes the bytes. */
  readonly out: string | ((bytes: Uint8Array) => void);
  /** The pairs of the table. Default: all that were recorded. */
  readonly pairs?: readonly Pair[] | undefined;
  /** The wall times (Unix, ms) of the table: it contains what was recorded in [from, until). Default: everything. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  /** Levels per side of `book`, 1 to 1,000. Default: 10. */
  readonly depth?: number | undefined;
  /** The candle type of `candles`. Default: `1min`. */
  readonly type?: CandleType | undefined;
}

export type ExportConfig = ExportOptions & {
  readonly [K in 'depth' | 'type']-?: NonNullable<ExportOptions[K]>;
};

const Out = same(
  'a path or a function',
  (input): input is ExportOptions['out'] =>
    typeof input === 'function' || (typeof input === 'string' && input !== ''),
);

/** Checks options and fills in the defaults; throws a `ConfigError`. */
export const readExportOptions = (options: ExportOptions, stray: readonly unknown[]): ExportConfig =>
  resolveOptions(
    optionsOf<ExportConfig>({
      table: oneOf<ExportTable>(`one of ${exportTables.join(', ')}`, exportTables),
      to: oneOf<ExportFormat>(`one of ${exportFormats.join(', ')}`, exportFormats),
      out: Out,
      pairs: maybe(list('a list of pairs', PairName)),
      from: maybe(Timestamp),
      until: maybe(Timestamp),
      depth: withDefault(integer(1, 1_000), 10),
      type: withDefault(oneOf<CandleType>(`one of ${candleTypes.join(', ')}`, candleTypes), '1min'),
    }),
    options,
    stray,
  );
