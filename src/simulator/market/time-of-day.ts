export const minute = 60_000;
export const day = 86_400_000;
export const minutesPerDay = 1_440;

/** Where the history of every pair begins. */
export const historyStart = Date.UTC(2018, 0, 1);

/** Days since 1970. */
export const dayOf = (time: number): number => Math.floor(time / day);

/** Trading is liveliest in the evening of Japan and calmest before dawn: 1 on average over the day. */
export const liveliness = (minuteOfDay: number): number =>
  1 + 0.35 * Math.sin((2 * Math.PI * (minuteOfDay - 480)) / minutesPerDay);
