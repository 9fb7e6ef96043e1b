/** With as many decimal places as the instrument has; a dash for a value that isn't there. */
export const number = (value: number | null | undefined, digits: number): string =>
  value === null || value === undefined
    ? '–'
    : value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** BTC/JPY */
export const pairName = (pair: string): string => pair.replace('_', '/').toUpperCase();
