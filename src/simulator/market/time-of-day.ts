export const minute = 60_000;
export const day = 86_400_000;
export const minutesPerDay = 1_440;

/** The beginning of every pair's history. */
export const historyStart = Date.UTC(2018, 0, 1);

/** Returns the number of days since 1970. */
export const dayOf = (time: number): number => Math.floor(time / day);

/**
 * Returns the liveliness of trading at a minute of the UTC day, on average 1 over the day. It is highest at 23:00 in Japan and
 * lowest at 11:00.
 */
export const liveliness = (minuteOfDay: number): number =>
  1 + 0.35 * Math.sin((2 * Math.PI * (minuteOfDay - 480)) / minutesPerDay);
