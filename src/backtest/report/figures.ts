import { escaped } from './html';

/** Writes a number as people read it: its digits in groups, and a minus sign of its width; a rounded zero has none. */
export const numberText = (value: number, digits = 8): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: digits, signDisplay: 'negative' }).replace('-', '−');

/** The decimal places that are shown of an amount. A report shows no more than a person reads; the result has every digit. */
const shownDigits = (amount: number, asset: string): number => {
  if (asset !== 'jpy') return 8;
  return Math.abs(amount) >= 1_000 ? 0 : 2;
};

/** Writes an amount of an asset: `1,234.5 JPY`; a dash if it is not known. */
export const amountText = (amount: string | null | undefined, asset: string): string =>
  amount === null || amount === undefined
    ? '—'
    : `${numberText(Number(amount), shownDigits(Number(amount), asset))} ${escaped(asset.toUpperCase())}`;

/** Writes a gain or a loss with its sign: `+1,234.5 JPY`. */
export const gainText = (amount: string | null | undefined, asset: string): string =>
  `${Number(amount ?? 0) > 0 ? '+' : ''}${amountText(amount, asset)}`;

export const percentText = (fraction: string | null | undefined, digits = 2): string =>
  fraction === null || fraction === undefined ? '—' : `${numberText(Number(fraction) * 100, digits)} %`;

/** Writes a time in UTC, with its ms. */
export const timeText = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 23);

/** Writes a length of time in its two largest units: `2 h 5 min`, `3.2 s`, `40 ms`. */
export const lengthText = (ms: number): string => {
  if (ms > 0 && ms < 1_000) return `${numberText(ms, 0)} ms`;
  if (ms < 60_000) return `${numberText(ms / 1_000, 1)} s`;
  const minutes = Math.round(ms / 60_000);
  const [days, hours] = [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
};
