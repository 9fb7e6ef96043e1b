/** What was computed last: it is kept, so that nothing is optimised away. */
export const sink: { value: unknown } = { value: undefined };
