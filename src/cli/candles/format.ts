import { candleTypes, type Candle, type CandleType } from '../../model/candle';
import { isPairName } from '../../model/pair';

export const candleFormats = ['csv', 'ndjson'] as const;

export type CandleFormat = (typeof candleFormats)[number];

/** Times are Unix times in ms, of the start; what a `number` can't carry is left empty (CSV) or `null` (NDJSON). */
const fields = ['pair', 'type', 'openTime', 'open', 'high', 'low', 'close', 'volume'] as const;

/** What a line tells of the candle in it. */
export interface CandleKey {
  readonly pair: string;
  readonly type: CandleType;
  /** Unix time, ms. */
  readonly openTime: number;
}

/** How candles stand in a file: one a line. */
export interface CandleLines {
  /** The first line, with its end; empty where there is none. */
  readonly header: string;
  /** How a file of them begins, also one that was cut off in its first line. */
  readonly beginning: (pair: string, type: CandleType) => string;
  readonly line: (candle: Candle) => string;
  /** `null`: it is no line of candles. */
  readonly keyOf: (line: string) => CandleKey | null;
}

const toKey = (pair: unknown, type: unknown, openTime: unknown): CandleKey | null => {
  const known = candleTypes.find((each) => each === type);
  const isKey = typeof pair === 'string' && isPairName(pair) && Number.isSafeInteger(openTime);
  return isKey && known !== undefined ? { pair, type: known, openTime: openTime as number } : null;
};

const csvHeader = `${fields.join(',')}\n`;

const csv: CandleLines = {
  header: csvHeader,
  beginning: () => csvHeader,
  line: (candle) => `${fields.map((field) => candle[field] ?? '').join(',')}\n`,
  keyOf: (line) => {
    const cells = line.split(',');
    const [pair, type, openTime = ''] = cells;
    return cells.length === fields.length && /^\d+$/.test(openTime)
      ? toKey(pair, type, Number(openTime))
      : null;
  },
};

const ndjson: CandleLines = {
  header: '',
  beginning: (pair, type) => JSON.stringify({ pair, type }).slice(0, -1),
  line: (candle) => `${JSON.stringify(Object.fromEntries(fields.map((field) => [field, candle[field]])))}\n`,
  keyOf: (line) => {
    try {
      const { pair, type, openTime } = JSON.parse(line) as Partial<Record<string, unknown>>;
      return toKey(pair, type, openTime);
    } catch {
      return null;
    }
  },
};

export const candleLines: Readonly<Record<CandleFormat, CandleLines>> = { csv, ndjson };

/** The format that a file's name asks for: CSV unless it ends in `.ndjson` or `.jsonl`. */
export const formatOf = (path: string): CandleFormat =>
  /\.(?:ndjson|jsonl)$/i.test(path) ? 'ndjson' : 'csv';
