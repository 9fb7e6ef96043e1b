/**
 * The core of the simulated exchange: a deterministic, synchronous state machine without I/O.
 *
 * Its input is commands. Each is a function call that takes effect immediately and returns a value or a `Refusal` with
 * the venue's documented code. Its output is queries, and one hot `events$`, from which other modules make the public
 * stream, the private stream and the published books.
 *
 * Inside there is no text and no floating point. Prices are ticks (whole numbers), amounts are lots, and money is in
 * units of the asset's precision (bigints; see units.ts). Commands take these units, and queries and events return
 * them. The protocols format them with `formatPrice` and `formatAmount`. The scheduler and the randomness are injected.
 */
export { createVenue } from './create-venue';
export { type FillBasis, isGuess } from './fill-basis';
export { opensPosition } from './live-order';
export { readOrderRequest } from './order-request';
export * from './refusal';
export type * from './types';
export * from './units';
