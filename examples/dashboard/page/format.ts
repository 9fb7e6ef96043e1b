import type { Instrument } from 'rx-bitbank';

export const number = (value: number | null | undefined, digits: number): string =>
  value === null || value === undefined
    ? '–'
    : value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

export const price = (value: number | null | undefined, { priceDigits }: Instrument): string =>
  number(value, priceDigits);

export const amount = (value: number | null | undefined, { amountDigits }: Instrument): string =>
  number(value, amountDigits);

export const time = (timestamp: number): string => new Date(timestamp).toLocaleTimeString('ja-JP');

/** BTC/JPY */
export const pairName = (pair: string): string => pair.replace('_', '/').toUpperCase();
