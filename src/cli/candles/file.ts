import { appendFileSync, closeSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';
import type { Candle, CandleType } from '../../model/candle';
import { usageError, type UsageError } from '../options';
import { orFileError } from '../file-error';
import { candleLines, type CandleFormat, type CandleKey } from './format';

/** Longer than any line. */
const edge = 4096;

/** A file of candles that is continued. */
export interface CandleFile {
  /** When its first and its last candle open (Unix, ms); `null`: it holds none yet. */
  readonly held: { readonly first: number; readonly last: number } | null;
  /** Every candle is in the file, whole, when it returns. */
  readonly append: (candles: readonly Candle[]) => void;
  readonly close: () => void;
}

const readAt = (file: number, position: number, length: number): string => {
  const bytes = Buffer.alloc(length);
  return bytes.toString('utf8', 0, readSync(file, bytes, 0, length, position));
};

/**
 * Opens a file to continue it after its last whole line: a line that was cut off goes. Throws a `UsageError`, and
 * changes nothing, where it holds something else than candles of the pair and type.
 */
export const openCandleFile = (
  path: string,
  format: CandleFormat,
  pair: string,
  type: CandleType,
): CandleFile => {
  const { header, beginning, line, keyOf } = candleLines[format];
  const isOther = (what: string): UsageError =>
    usageError(`${path}: holds ${what}, not ${format} candles of ${pair} ${type}`);
  const ours = (text: string): CandleKey => {
    const key = keyOf(text);
    if (key === null) throw isOther('something else');
    if (key.pair !== pair || key.type !== type) throw isOther(`${key.pair} ${key.type}`);
    return key;
  };
  const file = orFileError(path, () => openSync(path, 'a+'));
  try {
    return orFileError(path, () => {
      const { size } = fstatSync(file);
      const head = readAt(file, 0, Math.min(size, edge));
      const start = beginning(pair, type);
      if (!head.startsWith(start) && !start.startsWith(head)) ours(head.split('\n')[0] ?? '');
      const tailFrom = Math.max(0, size - edge);
      const tail = readAt(file, tailFrom, size - tailFrom);
      const whole = tail.slice(0, tail.lastIndexOf('\n') + 1);
      const end = tailFrom + Buffer.byteLength(whole);
      const firstLine = head.slice(header.length).split('\n')[0] ?? '';
      const lastLine = whole.trimEnd().split('\n').at(-1) ?? '';
      const isEmpty = end <= header.length;
      const held = isEmpty ? null : { first: ours(firstLine).openTime, last: ours(lastLine).openTime };
      if (end < size) ftruncateSync(file, end);
      if (isEmpty && end < header.length) appendFileSync(file, header);
      return {
        held,
        append: (candles) => {
          if (candles.length > 0) appendFileSync(file, candles.map(line).join(''));
        },
        close: () => closeSync(file),
      };
    });
  } catch (error) {
    closeSync(file);
    throw error;
  }
};
