import { usageError } from './options';

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** Reads `10s`, `5m` or `1.5h` as ms. Throws a `UsageError`. */
export const parseDuration = (option: string, text: string): number => {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)([smh])$/.exec(text) ?? [];
  const duration = Number(amount) * (units[unit] ?? 0);
  if (!(duration > 0) || duration > 0x7fff_ffff)
    throw usageError(`${option}: expected a time as 10s, 5m or 1h, got ${text}`);
  return duration;
};
