import { ReplaySubject, type Observable, type Subscription } from 'rxjs';
import type { Noticed } from '../model/diagnostic';
import { createOddRowMemory } from '../model/odd-row';
import { stampOf, type Clock } from '../operators/clock';

/** So many of a kind and a subject are told at once; of those after them one a second. */
const atOnce = 10;
/** ms. */
const interval = 1_000;
/** So many subjects of a kind are told apart; what is about more of them is told together. */
const mostSubjects = 100;

/** The fields that say what an event is about. */
interface Subject {
  readonly pair?: unknown;
  readonly room?: unknown;
  readonly row?: unknown;
  readonly order?: { readonly orderId: unknown };
  readonly fill?: { readonly orderId: unknown };
}

/** The order, the room or the pair that an event is about; of a row that could not be read its own name. */
const subjectOf = (event: object): unknown => {
  const { pair, room, row, order, fill }: Subject = event;
  return order?.orderId ?? fill?.orderId ?? row ?? room ?? pair;
};

/** The subject of those that are told together. */
const others = Symbol('others');

/** What has been told of a kind and a subject. */
interface Told {
  times: number;
  /** Nothing more of it is told until then, by elapsed time. */
  due: number;
  /** The latest of those that wait, which stands for all of them, and what tells it when its time has come. */
  held: Noticed<{ readonly kind: string }> | null;
  timer: Subscription | undefined;
}

/** Where everything goes that a client notices. */
export interface Diagnostics<E> {
  readonly diagnose: (event: E) => void;
  /** Hot; the last 100 at once. */
  readonly diagnostics$: Observable<Noticed<E>>;
  /** Tells what was held back, and completes. */
  readonly close: () => void;
}

/**
 * However much is noticed, little is told: the first ten of a kind about one subject at once, and then one a second, the
 * latest, whose `count` says for how many it stands. So each pair, room or order is named. Of a kind about more than a
 * hundred of them at a time, the others are told together. No timer runs while nothing is held back.
 */
export const createDiagnostics = <E extends { readonly kind: string }>(clock: Clock): Diagnostics<E> => {
  const diagnostics$ = new ReplaySubject<Noticed<E>>(100);
  const kinds = new Map<string, Map<unknown, Told>>();
  const isNews = createOddRowMemory();
  let isOpen = true;

  const tell = (told: Told): void => {
    const { held, timer } = told;
    timer?.unsubscribe();
    told.held = null;
    told.timer = undefined;
    told.times += 1;
    told.due = clock.elapsed() + interval;
    if (held) diagnostics$.next(held as Noticed<E>);
  };

  /** Forgets what the next event would be told of at once. */
  const forgetQuiet = (subjects: Map<unknown, Told>): void => {
    for (const [subject, { held, due }] of subjects) {
      if (held === null && due <= clock.elapsed()) subjects.delete(subject);
    }
  };

  const toldOf = (event: E): Told => {
    const subjects = kinds.get(event.kind) ?? new Map<unknown, Told>();
    kinds.set(event.kind, subjects);
    let subject = subjectOf(event);
    if (!subjects.has(subject) && subjects.size >= mostSubjects) {
      // While others are held back this is a flood, in which nobody looks through all of them each time.
      if (!subjects.get(others)?.held) forgetQuiet(subjects);
      if (subjects.size >= mostSubjects) subject = others;
    }
    const told = subjects.get(subject) ?? { times: 0, due: 0, held: null, timer: undefined };
    subjects.set(subject, told);
    return told;
  };

  return {
    diagnostics$: diagnostics$.asObservable(),
    diagnose: (event) => {
      if (!isOpen || !isNews(event)) return;
      const told = toldOf(event);
      const wait = told.times < atOnce ? 0 : told.due - clock.elapsed();
      told.held = { ...event, at: stampOf(clock), count: (told.held?.count ?? 0) + 1 };
      if (wait <= 0) tell(told);
      else told.timer ??= clock.schedule(() => tell(told), wait);
    },
    close: () => {
      isOpen = false;
      for (const subjects of kinds.values()) for (const told of subjects.values()) if (told.held) tell(told);
      diagnostics$.complete();
    },
  };
};
