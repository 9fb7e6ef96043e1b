import { ReplaySubject, type Observable, type Subscription } from 'rxjs';
import type { Noticed } from '../model/diagnostic';
import { createOddRowMemory } from '../model/odd-row';
import { stampOf, type Clock } from '../operators/clock';

/** This many diagnostics of one kind and subject are emitted immediately; after them, one per second. */
const atOnce = 10;
/** The least time between two diagnostics that were held back, ms. */
const interval = 1_000;
/** This many subjects per kind are kept apart; the diagnostics of all further subjects share one place. */
const mostSubjects = 100;

/** The fields that say what an event is about. */
interface Subject {
  readonly pair?: unknown;
  readonly room?: unknown;
  readonly row?: unknown;
  readonly order?: { readonly orderId: unknown };
  readonly fill?: { readonly orderId: unknown };
}

/** Returns the order, room or pair that an event is about. For an unreadable row it is the row's own name. */
const subjectOf = (event: object): unknown => {
  const { pair, room, row, order, fill }: Subject = event;
  return order?.orderId ?? fill?.orderId ?? row ?? room ?? pair;
};

/** The subject that stands for all further ones. */
const others = Symbol('others');

/** The past and the waiting diagnostics of one kind and subject. */
interface Throttle {
  times: number;
  /** The elapsed time before which nothing more of it is emitted. */
  due: number;
  /** The latest of the waiting diagnostics, which stands for all of them, and the timer that emits it. */
  held: Noticed<{ readonly kind: string }> | null;
  timer: Subscription | undefined;
}

/** The place where a client reports its diagnostics. */
export interface Diagnostics<E> {
  readonly diagnose: (event: E) => void;
  /** A hot feed. A new subscriber immediately gets the last 100. */
  readonly diagnostics$: Observable<Noticed<E>>;
  /** Emits what was held back, and completes. */
  readonly close: () => void;
}

/**
 * Limits floods of diagnostics. The first ten of a kind about one subject are emitted immediately. After them the latest is
 * emitted once per second, and its `count` says for how many it stands. So every pair, room or order is named. Where one
 * kind is about more than a hundred subjects at a time, all further subjects share one diagnostic. No timer runs while
 * nothing is held back.
 */
export const createDiagnostics = <E extends { readonly kind: string }>(clock: Clock): Diagnostics<E> => {
  const diagnostics$ = new ReplaySubject<Noticed<E>>(100);
  const kinds = new Map<string, Map<unknown, Throttle>>();
  const isNews = createOddRowMemory();
  let isOpen = true;

  const emit = (throttle: Throttle): void => {
    const { held, timer } = throttle;
    timer?.unsubscribe();
    throttle.held = null;
    throttle.timer = undefined;
    throttle.times += 1;
    throttle.due = clock.elapsed() + interval;
    if (held) diagnostics$.next(held as Noticed<E>);
  };

  /** Forgets subjects whose next event would be emitted immediately anyway. */
  const forgetQuiet = (subjects: Map<unknown, Throttle>): void => {
    for (const [subject, { held, due }] of subjects) {
      if (held === null && due <= clock.elapsed()) subjects.delete(subject);
    }
  };

  const throttleOf = (event: E): Throttle => {
    const subjects = kinds.get(event.kind) ?? new Map<unknown, Throttle>();
    kinds.set(event.kind, subjects);
    let subject = subjectOf(event);
    if (!subjects.has(subject) && subjects.size >= mostSubjects) {
      // If further subjects are held back, this is a flood, and searching all of them at each event would cost too much.
      if (!subjects.get(others)?.held) forgetQuiet(subjects);
      if (subjects.size >= mostSubjects) subject = others;
    }
    const throttle = subjects.get(subject) ?? { times: 0, due: 0, held: null, timer: undefined };
    subjects.set(subject, throttle);
    return throttle;
  };

  return {
    diagnostics$: diagnostics$.asObservable(),
    diagnose: (event) => {
      if (!isOpen || !isNews(event)) return;
      const throttle = throttleOf(event);
      const wait = throttle.times < atOnce ? 0 : throttle.due - clock.elapsed();
      throttle.held = { ...event, at: stampOf(clock), count: (throttle.held?.count ?? 0) + 1 };
      if (wait <= 0) emit(throttle);
      else throttle.timer ??= clock.schedule(() => emit(throttle), wait);
    },
    close: () => {
      isOpen = false;
      for (const subjects of kinds.values())
        for (const throttle of subjects.values()) if (throttle.held) emit(throttle);
      diagnostics$.complete();
    },
  };
};
