import { NEVER, tap } from 'rxjs';
import type { SendRequest } from '../../connectivity/ports';
import { startStopwatch } from './stopwatch';

/** One request that was answered: local times (Unix, ms) around it, its duration, and the `Date` of its reply. */
export interface MeteredReply {
  readonly host: string;
  readonly path: string;
  readonly sentAt: number;
  readonly receivedAt: number;
  /** Duration in ms. */
  readonly took: number;
  readonly date: number | null;
  /** True if it was refused because there were too many requests. */
  readonly isTooMany: boolean;
}

export interface Meter {
  readonly send: SendRequest;
  readonly replies: MeteredReply[];
  /** Returns the number of requests that left, answered or not. */
  readonly sent: () => number;
}

/** Returns a port that lets `most` writes leave and no more. The others are never answered. */
export const withWrites = (send: SendRequest, most: number): SendRequest => {
  let left = most;
  return (request) => (request.method === 'GET' || left-- > 0 ? send(request) : NEVER);
};

/** Returns a port that records requests and the durations of their answers. */
export const meterOf = (send: SendRequest, now: () => number): Meter => {
  const replies: MeteredReply[] = [];
  let sent = 0;
  return {
    replies,
    sent: () => sent,
    send: (request) => {
      sent++;
      const { host, pathname } = new URL(request.url);
      const sentAt = now();
      const elapsed = startStopwatch();
      return send(request).pipe(
        tap(({ status, date, body }) =>
          replies.push({
            host,
            path: pathname,
            sentAt,
            receivedAt: now(),
            took: elapsed(),
            date,
            isTooMany: status === 429 || body.includes('"code":10009'),
          }),
        ),
      );
    },
  };
};

/**
 * The known limits of the difference between this clock and the venue's, ms. This clock is behind if they are positive.
 */
export interface Offset {
  readonly least: number;
  readonly most: number;
}

/**
 * Computes the limits. `Date` is cut off to a second, and the reply was made between the two local times. `null`: the
 * replies contradict each other, or none has a date.
 */
export const clockOffsetOf = (replies: readonly MeteredReply[]): Offset | null => {
  const dated = replies.flatMap(({ sentAt, receivedAt, date }) =>
    date === null ? [] : [{ least: date - receivedAt, most: date + 1_000 - sentAt }],
  );
  if (dated.length === 0) return null;
  const least = Math.max(...dated.map((each) => each.least));
  const most = Math.min(...dated.map((each) => each.most));
  return least <= most ? { least, most } : null;
};
