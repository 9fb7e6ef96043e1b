/** Moves a recording to the present: every time of a frame is moved, but ids and sequences are not. */

const times = /"(t|timestamp|executed_at|reopen_timestamp)":(\d{12,14})(?=[,}])/g;

/** Moves the times in a JSON text by `by` ms. */
export const rebased = (text: string, by: number): string =>
  by === 0 ? text : text.replace(times, (_, key: string, time: string) => `"${key}":${Number(time) + by}`);
