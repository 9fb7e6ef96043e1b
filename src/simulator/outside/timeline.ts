import type { SchedulerLike, Subscription } from 'rxjs';
import type { RecordingEvent } from '../../recording/index';
import { longestDelay } from '../../model/longest-delay';
import { type HeardFrame, stampIn } from './hears';

/**
 * The two clocks of a recording. What orders meet moves by the followed venue's own stamps: a quote would else meet a book
 * that is as old as the news of it. What is published moves as it arrived. The offset between the two clocks is the least
 * by which anything ever came after its stamp, so that nothing meets an order after it was heard of.
 */

/** What is read before it is due, ms of the recording: nothing arrives later than so much after its stamp. */
const readAhead = 5_000;

export interface TimelineConfig {
  /** In the order in which they were recorded; read as far ahead as is needed. */
  readonly events: Iterator<RecordingEvent, unknown>;
  readonly hear: (frame: string) => HeardFrame | null;
  readonly scheduler: SchedulerLike;
  /** By how much stamps are known to lag behind arrivals, ms; `Infinity`: not yet. */
  readonly offset: number;
  /** A frame has its effect on orders. */
  readonly onMeet: (heard: HeardFrame) => void;
  /** A frame arrives. */
  readonly onFrame: (heard: HeardFrame) => void;
  /** Anything else that was recorded. */
  readonly onNote: (event: Exclude<RecordingEvent, { readonly type: 'frame' | 'copy' }>) => void;
  readonly onEnd: (error?: unknown) => void;
}

export interface Timeline {
  /** Runs what meets orders up to now, this very millisecond included. */
  readonly catchUp: () => void;
  readonly stop: () => void;
}

interface Due {
  readonly at: number;
  readonly run: () => void;
}

/** A list whose first items are taken: those that are gone are cut off now and then. */
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
    /** Behind all that are due at its time or before. */
    add: (due: Due): void => {
      let place = items.length;
      while (place > first && (items[place - 1]?.at ?? 0) > due.at) place -= 1;
      if (place === items.length) items.push(due);
      else items.splice(place, 0, due);
    },
  };
};

export const startTimeline = (config: TimelineConfig): Timeline => {
  const { events, hear, scheduler, onMeet, onFrame, onNote, onEnd } = config;
  const base = scheduler.now();
  const meetings = queueOf();
  const arrivals = queueOf();
  /** What a room has last met orders with: its frames stay in order. */
  const metAt = new Map<string, number>();
  let { offset } = config;
  let readTo = -Infinity;
  let isRead = false;
  let isMeeting = false;
  const life = { isStopped: false };
  let failure: unknown;
  let timer: Subscription | undefined;

  const meetingTime = (heard: HeardFrame, event: RecordingEvent, arrival: number): number => {
    const stamp = event.type === 'frame' ? stampIn(heard.said) : null;
    let at = arrival;
    if (stamp !== null) {
      const lag = event.t - stamp;
      if (lag < offset) offset = lag;
      at = arrival - Math.min(lag - offset, readAhead);
    }
    const book = heard.kind.startsWith('depth_') ? `depth_${heard.pair}` : heard.room;
    at = Math.max(at, metAt.get(book) ?? base);
    metAt.set(book, at);
    return at;
  };

  const take = (event: RecordingEvent): void => {
    const arrival = base + event.elapsed;
    readTo = arrival;
    if (event.type !== 'frame' && event.type !== 'copy') {
      // The recorder's clock was set: what was learnt of the difference is void.
      if (event.type === 'step') offset += event.by;
      const note = { at: arrival, run: () => onNote(event) };
      // Orders meet a lost link when it was lost.
      if (event.type === 'drop' || event.type === 'header') meetings.add(note);
      else arrivals.add(note);
      return;
    }
    const heard = hear(event.frame);
    if (heard === null) return;
    if (heard.said.type !== 'ticker')
      meetings.add({ at: meetingTime(heard, event, arrival), run: () => onMeet(heard) });
    arrivals.add({ at: arrival, run: () => onFrame(heard) });
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
        due.run();
      }
    } finally {
      isMeeting = false;
    }
  };

  const arriveUntil = (time: number): void => {
    for (let due = arrivals.first(); due !== undefined && due.at <= time; due = arrivals.first()) {
      arrivals.shift();
      due.run();
    }
  };

  const catchUp = (): void => {
    const now = scheduler.now();
    readUntil(now + readAhead);
    meetUntil(now);
  };

  const wait = (): void => {
    if (life.isStopped) return;
    const due = Math.min(meetings.first()?.at ?? Infinity, arrivals.first()?.at ?? Infinity);
    if (due === Infinity && isRead) {
      onEnd(failure);
      return;
    }
    const until = due === Infinity ? readTo : due;
    timer = scheduler.schedule(run, Math.min(Math.max(0, until - scheduler.now()), longestDelay));
  };
  const run = (): void => {
    if (life.isStopped) return;
    catchUp();
    arriveUntil(scheduler.now());
    wait();
  };
  timer = scheduler.schedule(run);

  return {
    catchUp,
    stop: () => {
      life.isStopped = true;
      timer?.unsubscribe();
      events.return?.();
    },
  };
};
