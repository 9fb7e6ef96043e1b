import { usageError } from '../common/options';

const format = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Reads a UTC day such as `2026-01-31`, or a moment such as `2026-01-31T09:30Z` or `…+09:00`, as Unix time in ms.
 * Throws a `UsageError`.
 */
export const parseDate = (option: string, text: string): number => {
  const day = format.exec(text)?.[1];
  const time = Date.parse(text);
  // `Date` reads `2026-02-30` as the second of March.
  const isDay = day !== undefined && new Date(Date.parse(day) || 0).toISOString().startsWith(day);
  if (!isDay || Number.isNaN(time) || time < 0) {
    throw usageError(`${option}: expected a date as 2026-01-31 or 2026-01-31T09:30Z, got ${text}`);
  }
  return time;
};
