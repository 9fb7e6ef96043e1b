/** Formats a Unix time (ms): `2026-01-31T09:30:00.000Z`. */
export const utcTime = (time: number): string => new Date(time).toISOString();
