/**
 * Timers of the platform take no longer delay, ms (24.8 days), and fire at once where they are given one: who waits for
 * longer waits again.
 */
export const longestDelay = 2 ** 31 - 1;
