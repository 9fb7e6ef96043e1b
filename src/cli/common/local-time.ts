const two = (value: number): string => `${value}`.padStart(2, '0');

/** Returns the offset of this machine's zone from UTC at that time: `+09:00`. */
export const zoneAt = (time: number): string => {
  const minutes = -new Date(time).getTimezoneOffset();
  const distance = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
};

/** Formats a Unix time (ms) in the zone of this machine, with the zone: `2026-01-31 18:30:00 +09:00`. */
export const localTime = (time: number): string => {
  const date = new Date(time);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day} ${clock} ${zoneAt(time)}`;
};
