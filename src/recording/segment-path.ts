const hourLength = 3_600_000;

/** Counted from 1970. */
export const hourOf = (t: number): number => Math.floor(t / hourLength);

export const startOfHour = (hour: number): number => hour * hourLength;

/** Where the segment of an hour is in its recording: `2026-11-28/20.frames.gz`, UTC. */
export const segmentPath = (hour: number): string => {
  const [day, time = ''] = new Date(startOfHour(hour)).toISOString().split('T');
  return `${day}/${time.slice(0, 2)}.frames.gz`;
};

/** The hour of a segment's path, whatever folder it is in; `null` where it is the path of none. */
export const hourOfPath = (path: string): number | null => {
  const [, day, hour] = /(?:^|[\\/])(\d{4}-\d{2}-\d{2})[\\/]([01]\d|2[0-3])\.frames\.gz$/.exec(path) ?? [];
  const time = Date.parse(`${day}T${hour}:00:00Z`);
  return Number.isNaN(time) ? null : hourOf(time);
};
