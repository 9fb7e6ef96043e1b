import type { Came } from './table';

/**
 * The duration in ms of one measurement of the venue's time. The better of this and the last measurement counts,
 * because clocks drift.
 */
const learning = 3_600_000;

/** A span of the venue's time in which every moment was received, ms. */
interface Span {
  readonly from: number;
  readonly until: number;
}

/**
 * Knows at which times of the venue there was a link. The recorder's clock may be wrong, but its elapsed time is not.
 */
export interface Coverage {
  readonly onOpen: (at: Came) => void;
  /** Learns from a trade that came, with its time. */
  readonly onNews: (at: Came, timestamp: number) => void;
  readonly onDrop: (at: Came) => void;
  /** Returns true if every moment of the span was received, at the present time. */
  readonly covers: (span: Span, now: Came) => boolean;
  /** Forgets spans that end before a time, because later questions do not concern them. */
  readonly forgetUntil: (time: number) => void;
}

export const createCoverage = (): Coverage => {
  /** The spans of lost links. */
  let spans: readonly Span[] = [];
  /** The elapsed time since which there is a link; `null` if there is none. */
  let since: number | null = null;
  /** The known minimum of the venue's time minus elapsed time, of both measurements; `-Infinity`: not known. */
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
      return all.some((covered) => covered.from <= from && until <= covered.until);
    },
    forgetUntil: (time) => {
      if (spans.some(({ until }) => until < time)) spans = spans.filter(({ until }) => until >= time);
    },
  };
};
