/**
 * The longest delay of the platform's timers in ms (24.8 days). They fire immediately if a delay is longer, so that a longer
 * wait consists of several timers.
 */
export const longestDelay = 2 ** 31 - 1;
