/** The last computed value. It is kept, so that nothing is optimised away. */
export const sink: { value: unknown } = { value: undefined };
