import type { Quirks } from './quirks';

export type Rounding = Quirks['notionalRounding'];

/** n / d, rounded towards zero, towards +∞ and towards −∞; d > 0. */
const truncateDivide = (n: bigint, d: bigint): bigint => n / d;
export const ceilDivide = (n: bigint, d: bigint): bigint => (n > 0n && n % d !== 0n ? n / d + 1n : n / d);
export const floorDivide = (n: bigint, d: bigint): bigint => -ceilDivide(-n, d);

const halfUpDivide = (n: bigint, d: bigint): bigint =>
  n < 0n ? -((-2n * n + d) / (2n * d)) : (2n * n + d) / (2n * d);

/** The rounding of locks. */
export const lockDivide: Readonly<Record<Quirks['lockRounding'], (n: bigint, d: bigint) => bigint>> = {
  cut_off: truncateDivide,
  up: ceilDivide,
};

/**
 * The one rounding rule of payments: n / d as a payment _of a user_. An amount that a user receives is a negative
 * payment.
 */
export const paymentDivide: Readonly<Record<Rounding, (n: bigint, d: bigint) => bigint>> = {
  down: truncateDivide,
  half_up: halfUpDivide,
  against_user: ceilDivide,
};
