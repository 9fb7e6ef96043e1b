import { usageError } from '../common/options';

const units: Readonly<Record<string, number>> = { '': 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };
const spans: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000 };

/** Reads `500MB`, `1.5GB` or a number of bytes. Throws a `UsageError`. */
export const parseBytes = (option: string, text: string): number => {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\s?(|[KMGT]B)$/i.exec(text) ?? [];
  const factor = units[unit.toUpperCase()];
  if (amount === '' || factor === undefined)
    throw usageError(`${option}: expected a size as 500MB or 2GB, got ${text}`);
  return Math.round(Number(amount) * factor);
};

/** Reads `12h` or `30d` as ms. Throws a `UsageError`. */
export const parseSpan = (option: string, text: string): number => {
  const [, amount = '', unit = ''] = /^(\d+)(h|d)$/.exec(text) ?? [];
  const factor = spans[unit];
  if (factor === undefined || Number(amount) === 0)
    throw usageError(`${option}: expected a time as 12h or 30d, got ${text}`);
  return Number(amount) * factor;
};

/** Formats bytes: `1.2 GB`. */
export const bytesText = (bytes: number): string => {
  const [unit, factor] = Object.entries(units).findLast(([, size]) => bytes >= size) ?? ['', 1];
  return unit === '' ? `${bytes} B` : `${(bytes / factor).toFixed(bytes / factor < 10 ? 1 : 0)} ${unit}`;
};
