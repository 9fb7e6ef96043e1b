import type { Quirks } from '../quirks';

export type Rounding = Quirks['rounding'];

/** n / d towards zero, towards +∞ and towards −∞; d > 0. */
const truncateDivide = (n: bigint, d: bigint): bigint => n / d;
export const ceilDivide = (n: bigint, d: bigint): bigint => (n > 0n && n % d !== 0n ? n / d + 1n : n / d);
export const floorDivide = (n: bigint, d: bigint): bigint => -ceilDivide(-n, d);

const halfUpDivide = (n: bigint, d: bigint): bigint =>
  n < 0n ? -((-2n * n + d) / (2n * d)) : (2n * n + d) / (2n * d);

/** The one rounding rule: n / d as a payment *of a user*; what a user receives is a negative payment. */
export const paymentDivide: Readonly<Record<Rounding, (n: bigint, d: bigint) => bigint>> = {
  down: truncateDivide,
  half_up: halfUpDivide,
  against_user: ceilDivide,
};
