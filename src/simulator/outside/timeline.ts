import type { SchedulerLike } from 'rxjs';
import type { RecordingEvent } from '../../recording/index';
import { runTurns } from '../../model/turns';
import { type OutsideFrame, stampIn } from './outside-frame';

/**
 * The two clocks of a recording. The market that orders meet follows the stamps of the recorded venue, because otherwise a
 * quote would meet a book that is as old as its transmission. The published frames follow their arrival. The offset between
 * the two clocks is the shortest time by which anything ever arrived after its stamp, so that no order meets a frame after
 * its publication.
 */

/**
 * The time in ms of the recording by which events are read before they are due. A frame counts as at most this late after
 * its stamp.
 */
const readAhead = 5_000;

export interface TimelineConfig {
  /** The events in the order in which they were recorded. They are read as far ahead as necessary. */
  readonly events: Iterator<RecordingEvent, unknown>;
  readonly readFrame: (frame: string) => OutsideFrame | null;
  readonly scheduler: SchedulerLike;
  /** The known shortest delay of arrivals after their stamps, ms; `Infinity`: not known yet. */
  readonly offset: number;
  /** Lets a frame have its effect on orders. */
  readonly onMeet: (received: OutsideFrame) => void;
  /** Handles a frame that arrives. */
  readonly onFrame: (received: OutsideFrame) => void;
  /** Handles any other recorded event. */
  readonly onNote: (event: RecordedNote) => void;
  readonly onEnd: (error?: unknown) => void;
}

export interface Timeline {
  /** Applies everything that orders meet up to now, including this very millisecond. */
  readonly catchUp: () => void;
  readonly stop: () => void;
}

type RecordedNote = Exclude<RecordingEvent, { readonly type: 'frame' | 'copy' }>;

interface Due {
  readonly at: number;
  readonly item: OutsideFrame | RecordedNote;
}

const isFrame = (item: Due['item']): item is OutsideFrame => 'content' in item;

/** A list from which the first items are taken. Taken items are cut off now and then. */
const queueOf = () => {
  let items: Due[] = [];
  let first = 0;
  return {
    first: (): Due | undefined => items[first],
    shift: (): void => {
      first += 1;
      if (first < 1_024) return;
      items = items.slice(first);
      first = 0;
    },
    /** Adds an item after all items that are due at its time or before. */
    add: (due: Due): void => {
      let place = items.length;
      while (place > first && (items[place - 1]?.at ?? 0) > due.at) place -= 1;
      if (place === items.length) items.push(due);
      else items.splice(place, 0, due);
    },
  };
};

export const startTimeline = (config: TimelineConfig): Timeline => {
  const { events, readFrame, scheduler, onMeet, onFrame, onNote, onEnd } = config;
  const base = scheduler.now();
  const meetings = queueOf();
  const arrivals = queueOf();
  /** The time at which each line last met the orders, so that its frames stay in order. */
  const metAt = new Map<string, number>();
  let { offset } = config;
  let readTo = -Infinity;
  let isRead = false;
  let isMeeting = false;
  const life = { isStopped: false };
  let failure: unknown;

  const meetingTime = (received: OutsideFrame, event: RecordingEvent, arrival: number): number => {
    const stamp = event.type === 'frame' ? stampIn(received.content) : null;
    let at = arrival;
    if (stamp !== null) {
      const lag = event.t - stamp;
      if (lag < offset) offset = lag;
      at = arrival - Math.min(lag - offset, readAhead);
    }
    at = Math.max(at, metAt.get(received.line) ?? base);
    metAt.set(received.line, at);
    return at;
  };

  const take = (event: RecordingEvent): void => {
    const arrival = base + event.elapsed;
    readTo = arrival;
    if (event.type !== 'frame' && event.type !== 'copy') {
      // The recorder's clock was set, so that the known difference is no longer valid.
      if (event.type === 'step') offset += event.by;
      const note = { at: arrival, item: event };
      // Orders meet a lost link at the moment it was lost.
      if (event.type === 'drop' || event.type === 'header') meetings.add(note);
      else arrivals.add(note);
      return;
    }
    const received = readFrame(event.frame);
    if (received === null) return;
    if (received.content.type !== 'ticker')
      meetings.add({ at: meetingTime(received, event, arrival), item: received });
    arrivals.add({ at: arrival, item: received });
  };

  const readUntil = (time: number): void => {
    while (!isRead && readTo <= time) {
      try {
        const read = events.next();
        if (read.done === true) isRead = true;
        else take(read.value);
      } catch (error) {
        isRead = true;
        failure = error;
      }
    }
  };

  const meetUntil = (time: number): void => {
    if (isMeeting) return;
    isMeeting = true;
    try {
      for (let due = meetings.first(); due !== undefined && due.at <= time; due = meetings.first()) {
        meetings.shift();
        if (isFrame(due.item)) onMeet(due.item);
        else onNote(due.item);
      }
    } finally {
      isMeeting = false;
    }
  };

  const arriveUntil = (time: number): void => {
    for (let due = arrivals.first(); due !== undefined && due.at <= time; due = arrivals.first()) {
      arrivals.shift();
      if (isFrame(due.item)) onFrame(due.item);
      else onNote(due.item);
    }
  };

  const catchUp = (): void => {
    const now = scheduler.now();
    readUntil(now + readAhead);
    meetUntil(now);
  };

  const turn = (): number | null => {
    if (life.isStopped) return null;
    catchUp();
    arriveUntil(scheduler.now());
    // A listener may have stopped it meanwhile.
    if ((life as { readonly isStopped: boolean }).isStopped) return null;
    const due = Math.min(meetings.first()?.at ?? Infinity, arrivals.first()?.at ?? Infinity);
    if (due === Infinity && isRead) {
      onEnd(failure);
      return null;
    }
    return (due === Infinity ? readTo : due) - scheduler.now();
  };
  const timer = runTurns(scheduler, turn);

  return {
    catchUp,
    stop: () => {
      life.isStopped = true;
      timer.unsubscribe();
      events.return?.();
    },
  };
};
