import { NEVER, tap } from 'rxjs';
import type { SendRequest } from '../../connectivity/ports';
import { startStopwatch } from './stopwatch';

/** One request that was answered: local times (Unix, ms) around it, how long it took, and the `Date` of its reply. */
export interface MeteredReply {
  readonly host: string;
  readonly path: string;
  readonly sentAt: number;
  readonly receivedAt: number;
  /** ms. */
  readonly took: number;
  readonly date: number | null;
  /** It was refused because there were too many. */
  readonly isTooMany: boolean;
}

export interface Meter {
  readonly send: SendRequest;
  readonly replies: MeteredReply[];
  /** How many left, answered or not. */
  readonly sent: () => number;
}

/** A way out that lets so many writes leave and no more: what is left out is never answered. */
export const withWrites = (send: SendRequest, most: number): SendRequest => {
  let left = most;
  return (request) => (request.method === 'GET' || left-- > 0 ? send(request) : NEVER);
};

/** A way out that remembers what was asked and how long the answers took. */
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

/** What is known of how far this clock is from the venue's: it is between the two, ms; behind where they are positive. */
export interface Offset {
  readonly least: number;
  readonly most: number;
}

/** `Date` is cut off to a second, and the reply was made between the two local times. `null`: they contradict, or none has one. */
export const clockOffsetOf = (replies: readonly MeteredReply[]): Offset | null => {
  const dated = replies.flatMap(({ sentAt, receivedAt, date }) =>
    date === null ? [] : [{ least: date - receivedAt, most: date + 1_000 - sentAt }],
  );
  if (dated.length === 0) return null;
  const least = Math.max(...dated.map((each) => each.least));
  const most = Math.min(...dated.map((each) => each.most));
  return least <= most ? { least, most } : null;
};
