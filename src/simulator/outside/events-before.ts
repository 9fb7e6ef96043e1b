import type { RecordingEvent } from '../../recording/index';

/** Events up to a moment of wall time, that one not included. */
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
