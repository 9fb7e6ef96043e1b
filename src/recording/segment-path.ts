const hourLength = 3_600_000;

/** Returns the number of an hour, counted from 1970. */
export const hourOf = (t: number): number => Math.floor(t / hourLength);

export const startOfHour = (hour: number): number => hour * hourLength;

/** Returns the path of an hour's segment in its recording: `2026-11-28/20.frames.gz`, UTC. */
export const segmentPath = (hour: number): string => {
  const [day, time = ''] = new Date(startOfHour(hour)).toISOString().split('T');
  return `${day}/${time.slice(0, 2)}.frames.gz`;
};

/** Returns the hour of a segment's path, in any folder; `null` for any other path. */
export const hourOfPath = (path: string): number | null => {
  const [, day, hour] = /(?:^|[\\/])(\d{4}-\d{2}-\d{2})[\\/]([01]\d|2[0-3])\.frames\.gz$/.exec(path) ?? [];
  const time = Date.parse(`${day}T${hour}:00:00Z`);
  return Number.isNaN(time) ? null : hourOf(time);
};
