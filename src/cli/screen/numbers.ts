import { decimalOf, scaleOf } from '../../model/decimal';

/** Returns the number of decimal places that the most precise of the values needs. */
export const placesOf = (values: readonly number[]): number =>
  values.reduce((places, value) => Math.max(places, scaleOf(decimalOf(value))), 0);

/** Formats with thousands: `13638335.5` with two places is `13,638,335.50`. */
export const grouped = (value: number, places: number): string => {
  const [whole = '', fraction] = value.toFixed(places).split('.');
  const thousands = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
};

/** Formats the local time of day, `hh:mm:ss`. */
export const timeOfDay = (time: number): string => new Date(time).toTimeString().slice(0, 8);

/** Formats the UTC date, `yyyy-mm-dd`, because the venue's days are UTC. */
export const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
