import type { Came } from './table';

/** What is learnt of the venue's time is the best of this and the last such time, ms: clocks drift. */
const learning = 3_600_000;

/** A time of the venue's in which every moment was heard, ms. */
interface Span {
  readonly from: number;
  readonly until: number;
}

/** Which times of the venue's there was a link at. The recorder's clock may be wrong, its elapsed time is not. */
export interface Heard {
  readonly onOpen: (at: Came) => void;
  /** A trade of this time came. */
  readonly onNews: (at: Came, timestamp: number) => void;
  readonly onDrop: (at: Came) => void;
  /** Was every moment of the span heard, now that it is so late? */
  readonly covers: (span: Span, now: Came) => boolean;
  /** Spans that end before then are not asked for any more. */
  readonly forgetUntil: (time: number) => void;
}

export const createHeard = (): Heard => {
  /** Of the links that are lost. */
  let spans: readonly Span[] = [];
  /** Since when there is a link, by elapsed time; `null`: there is none. */
  let since: number | null = null;
  /** The venue's time less elapsed time is at least this; `-Infinity`: not known. */
  let [now, before] = [-Infinity, -Infinity];
  let learntSince = 0;

  const venueTime = (elapsed: number): number => elapsed + Math.max(now, before);
  const spanOf = (start: number, { elapsed }: Came): Span => ({
    from: venueTime(start),
    until: venueTime(elapsed),
  });
  return {
    onOpen: ({ elapsed }) => {
      since ??= elapsed;
    },
    onNews: ({ elapsed }, timestamp) => {
      if (elapsed - learntSince > learning) {
        [before, now] = [now, -Infinity];
        learntSince = elapsed;
      }
      now = Math.max(now, timestamp - elapsed);
    },
    onDrop: (at) => {
      if (since !== null) spans = [...spans, spanOf(since, at)];
      since = null;
      // Another process may go on, on another machine.
      [now, before] = [-Infinity, -Infinity];
    },
    covers: ({ from, until }, at) => {
      const all = since === null ? spans : [...spans, spanOf(since, at)];
      return all.some((heard) => heard.from <= from && until <= heard.until);
    },
    forgetUntil: (time) => {
      if (spans.some(({ until }) => until < time)) spans = spans.filter(({ until }) => until >= time);
    },
  };
};
