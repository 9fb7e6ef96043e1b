import { readFileSync } from 'node:fs';
import { decimalOf } from '../../model/decimal';
import { configError } from '../../model/errors';
import type { Pair } from '../../model/pair';
import { type CandleType } from '../../model/candle';
import { isCandleType, nextCandleStart } from '../market/candle-calendar';
import type { CandleText } from '../market/messages';

/** The history in files of candles. */
export interface FileCandles {
  /** Returns the candles that begin in [from, to), and are over by `now`. It never returns later ones. */
  readonly rows: (
    pair: Pair,
    type: CandleType,
    from: number,
    to: number,
    now: number,
  ) => readonly CandleText[];
}

export const noFileCandles: FileCandles = { rows: () => [] };

type Cells = Readonly<Record<string, unknown>>;

const fields = ['pair', 'type', 'openTime', 'open', 'high', 'low', 'close', 'volume'] as const;

const cellsOf = (line: string): Cells => {
  if (line.startsWith('{')) return Object(JSON.parse(line)) as Cells;
  const cells = line.split(',');
  return Object.fromEntries(fields.map((field, i) => [field, cells[i]]));
};

const priceText = (cell: unknown): string | null =>
  cell !== undefined && Number(cell) > 0 && Number.isFinite(Number(cell)) ? decimalOf(Number(cell)) : null;

/** Returns the text of a volume. The file has none for a volume that a `number` can't hold. */
const volumeText = (cell: unknown): string | null =>
  cell === '' || cell === null || cell === '0' || cell === 0 ? '0' : priceText(cell);

interface Row {
  readonly pair: Pair;
  readonly type: CandleType;
  readonly text: CandleText;
}

const rowOf = (line: string): Row | null => {
  const { pair, type, openTime, open, high, low, close, volume } = cellsOf(line);
  const [o, h, l, c] = [open, high, low, close].map(priceText);
  const v = volumeText(volume);
  const time = Number(openTime);
  if (typeof pair !== 'string' || typeof type !== 'string' || !isCandleType(type)) return null;
  if (!o || !h || !l || !c || !v || openTime === '' || !Number.isSafeInteger(time)) return null;
  return { pair, type, text: [o, h, l, c, v, time] };
};

const header = fields.join(',');

/**
 * Reads files that `rx-bitbank candles` wrote, CSV or NDJSON. Throws a `ConfigError` that names the first line that is
 * not a candle.
 */
export const readCandles = (paths: readonly string[]): FileCandles => {
  const kept = new Map<string, Map<number, CandleText>>();
  for (const path of paths) {
    const refuse = (got: string): never => {
      throw configError('candles', 'files that `rx-bitbank candles` wrote', got);
    };
    const read = (): string => {
      try {
        return readFileSync(path, 'utf8');
      } catch (error) {
        return refuse(`${path}: ${String(error)}`);
      }
    };
    for (const [i, line] of read().split('\n').entries()) {
      if (line === '' || line === header) continue;
      let row: Row | null = null;
      try {
        row = rowOf(line);
      } catch {
        // The line is not JSON.
      }
      if (row === null) return refuse(`${path}, line ${i + 1}`);
      const key = `${row.pair} ${row.type}`;
      const rows = kept.get(key) ?? new Map<number, CandleText>();
      kept.set(key, rows);
      rows.set(row.text[5], row.text);
    }
  }
  const sorted = new Map(
    [...kept].map(([key, rows]) => [key, [...rows.values()].sort((a, b) => a[5] - b[5])] as const),
  );
  return {
    rows: (pair, type, from, to, now) =>
      (sorted.get(`${pair} ${type}`) ?? []).filter(
        ([, , , , , time]) => time >= from && time < to && nextCandleStart(type, time) <= now,
      ),
  };
};
