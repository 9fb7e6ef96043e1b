import type { CandleType } from 'rx-bitbank';

/** The kind of a mark on the axis of time: lightweight-charts' `TickMarkType`. */
type Mark = 0 | 1 | 2 | 3 | 4;

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * True for types of a day or more. Their bars open at midnight UTC, which is 9:00 in Japan, so that only their date is
 * shown, without a time.
 */
export const isDaily = (type: CandleType): boolean =>
  type === '1day' || type === '1week' || type === '1month';

/** Formats the opening of a bar by the local clock of the page: `2026/11/29 09:05`. */
export const barTime = (openTime: number, type: CandleType): string => {
  const at = new Date(openTime);
  if (isDaily(type)) return `${at.getUTCFullYear()}/${two(at.getUTCMonth() + 1)}/${two(at.getUTCDate())}`;
  return `${at.getFullYear()}/${two(at.getMonth() + 1)}/${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
};

/** Formats a mark on the axis. The chart places marks by UTC; at midnight of the page's zone, the date is shown. */
export const markTime = (openTime: number, type: CandleType, mark: number): string => {
  const at = new Date(openTime);
  if (isDaily(type)) {
    const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
    return (mark as Mark) === 0
      ? String(year)
      : (mark as Mark) === 1
        ? `${year}/${two(month)}`
        : `${month}/${day}`;
  }
  return at.getHours() === 0 && at.getMinutes() === 0
    ? `${at.getMonth() + 1}/${at.getDate()}`
    : `${two(at.getHours())}:${two(at.getMinutes())}`;
};
