/**
 * The core of the simulated exchange: a deterministic, synchronous state machine without I/O.
 *
 * In: commands, each a function call that takes effect at once and returns a value or a `Refusal` with the venue's
 * documented code. Out: queries, and one hot `events$`, of which the public stream, the private stream and the
 * published books are made by others.
 *
 * Inside there is no text and no floating point: prices are ticks (whole numbers), amounts are lots and money is in
 * units of the asset's precision (bigints; see units.ts). Commands take them, queries and events give them; who puts
 * them on a wire formats them, with `formatPrice` and `formatAmount`. Time is the injected scheduler's, randomness is
 * injected.
 */
export { createVenue } from './create-venue';
export { type FillBasis, isGuess } from './fill-basis';
export { opensPosition } from './live-order';
export { readOrderRequest } from './order-request';
export * from './refusal';
export type * from './types';
export * from './units';
