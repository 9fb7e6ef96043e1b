/** `2026-01-31T09:30:00.000Z`: a Unix time (ms). */
export const utcTime = (time: number): string => new Date(time).toISOString();
