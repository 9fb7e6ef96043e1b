/** A held Enter is one act. Its repetitions would answer the ticket's questions, and place the order again and again. */
export const ignoreRepeatedEnter = (event: KeyboardEvent): void => {
  if (event.key === 'Enter' && event.repeat) event.preventDefault();
};
