import type { SchedulerLike, Subscription } from 'rxjs';

/** What is due when. One scheduled action at a time serves them all, however far away they are. */
export interface Agenda {
  readonly at: (time: number, run: () => void) => void;
  readonly clear: () => void;
}

interface Entry {
  readonly time: number;
  /** Entries of the same time run in the order they were made. */
  readonly turn: number;
  readonly run: () => void;
}

/** Timers of the platform overflow beyond this and would fire at once. */
const longestDelay = 2 ** 31 - 1;

const isBefore = (a: Entry, b: Entry): boolean => a.time < b.time || (a.time === b.time && a.turn < b.turn);

/** Moves the entry at `index` of a binary heap up to its place. */
const siftUp = (heap: Entry[], index: number): void => {
  const entry = heap[index] as Entry;
  let at = index;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(entry, heap[parent] as Entry)) break;
    heap[at] = heap[parent] as Entry;
    at = parent;
  }
  heap[at] = entry;
};

const siftDown = (heap: Entry[], entry: Entry): void => {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1] as Entry, heap[child] as Entry)) child += 1;
    if (!isBefore(heap[child] as Entry, entry)) break;
    heap[at] = heap[child] as Entry;
    at = child;
  }
  heap[at] = entry;
};

export const createAgenda = (scheduler: SchedulerLike): Agenda => {
  const heap: Entry[] = [];
  let turns = 0;
  let armed: { readonly time: number; readonly action: Subscription } | null = null;

  const pop = (): Entry => {
    const first = heap[0] as Entry;
    const last = heap.pop() as Entry;
    if (heap.length > 0) siftDown(heap, last);
    return first;
  };

  const arm = (): void => {
    const first = heap[0];
    if (first === undefined || (armed !== null && armed.time <= first.time)) return;
    armed?.action.unsubscribe();
    const delay = Math.min(Math.max(0, first.time - scheduler.now()), longestDelay);
    armed = { time: first.time, action: scheduler.schedule(fire, delay) };
  };

  const fire = (): void => {
    armed = null;
    const now = scheduler.now();
    while (heap[0] !== undefined && heap[0].time <= now) pop().run();
    arm();
  };

  return {
    at: (time, run) => {
      heap.push({ time, turn: turns++, run });
      siftUp(heap, heap.length - 1);
      arm();
    },
    clear: () => {
      heap.length = 0;
      armed?.action.unsubscribe();
      armed = null;
    },
  };
};
