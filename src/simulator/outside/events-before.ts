import type { RecordingEvent } from '../../recording/index';

/** Yields the events before a moment of wall time. */
export const eventsBefore = (
  events: Iterator<RecordingEvent, unknown>,
  to = Infinity,
): Iterator<RecordingEvent, unknown> => {
  const over = { done: true, value: undefined } as const;
  const leave = (): typeof over => {
    events.return?.();
    return over;
  };
  return {
    next: () => {
      const next = events.next();
      return next.done !== true && next.value.t >= to ? leave() : next;
    },
    return: leave,
  };
};
