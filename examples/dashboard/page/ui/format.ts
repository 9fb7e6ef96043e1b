import type { Instrument } from 'rx-bitbank';

/** The formats that were made. Making one is expensive, and the book alone uses fifty in each frame. */
const formats = new Map<number, Intl.NumberFormat>();

const formatOf = (digits: number): Intl.NumberFormat => {
  const known = formats.get(digits);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(digits, made);
  return made;
};

/** Formats a number with thousands separators and so many decimal places; a dash for a missing value. */
export const number = (value: number | null | undefined, digits: number): string =>
  value === null || value === undefined ? '–' : formatOf(Math.max(0, digits)).format(value);

export const price = (value: number | null | undefined, { priceDigits }: Instrument): string =>
  number(value, priceDigits);

export const amount = (value: number | null | undefined, { amountDigits }: Instrument): string =>
  number(value, amountDigits);

/** Formats the venue's own decimal with thousands separators and all of its digits. */
export const decimal = (text: string | null | undefined): string => {
  if (text === null || text === undefined) return '–';
  const [whole = '', rest] = text.split('.');
  const separated = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return rest === undefined ? separated : `${separated}.${rest}`;
};

/** Formats the venue's own decimal without the zeros at its end. */
export const shortDecimal = (text: string | null | undefined): string =>
  decimal(text)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

/** Formats money of an account with as many places as its currency is counted in. */
export const money = (text: string | null | undefined, asset: string): string =>
  text === null || text === undefined ? '–' : number(Number(text), asset === 'jpy' ? 0 : 8);

/** Formats the amount that can be spent: never more than there is. */
export const spendable = (value: number, digits: number): string =>
  number(Math.floor(value * 10 ** digits * (1 + 1e-15)) / 10 ** digits, digits);

export const percent = (share: number | null): string =>
  share === null ? '–' : `${share < 0 ? '' : '+'}${number(share * 100, 2)} %`;

const clock = new Intl.DateTimeFormat('ja-JP', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** Formats the time of day in the page's zone. */
export const time = (timestamp: number): string => clock.format(timestamp);

const calendar = new Intl.DateTimeFormat('ja-JP', {
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** Formats day and time of day in the page's zone. */
export const dayAndTime = (timestamp: number): string => calendar.format(timestamp);

/** Formats the name of a pair: BTC/JPY. */
export const pairName = (pair: string): string => pair.replace('_', '/').toUpperCase();

/** Formats the name of an asset: JPY. */
export const assetName = (asset: string): string => asset.toUpperCase();
