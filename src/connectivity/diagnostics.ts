import { ReplaySubject, type Observable, type Subscription } from 'rxjs';
import type { Noticed } from '../model/diagnostic';
import { createOddRowMemory } from '../model/odd-row';
import { stampOf, type Clock } from '../operators/clock';

/** So many of a kind are told at once; of those after them one a second. */
const atOnce = 10;
/** ms. */
const interval = 1_000;

/** What has been told of a kind. */
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
 * However much is noticed, little is told: the first ten of a kind at once, and then one a second, the latest, whose
 * `count` says for how many it stands. No timer runs while nothing is held back.
 */
export const createDiagnostics = <E extends { readonly kind: string }>(clock: Clock): Diagnostics<E> => {
  const diagnostics$ = new ReplaySubject<Noticed<E>>(100);
  const kinds = new Map<string, Told>();
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

  return {
    diagnostics$: diagnostics$.asObservable(),
    diagnose: (event) => {
      if (!isOpen || !isNews(event)) return;
      const told = kinds.get(event.kind) ?? { times: 0, due: 0, held: null, timer: undefined };
      kinds.set(event.kind, told);
      const wait = told.times < atOnce ? 0 : told.due - clock.elapsed();
      told.held = { ...event, at: stampOf(clock), count: (told.held?.count ?? 0) + 1 };
      if (wait <= 0) tell(told);
      else told.timer ??= clock.schedule(() => tell(told), wait);
    },
    close: () => {
      isOpen = false;
      for (const told of kinds.values()) if (told.held) tell(told);
      diagnostics$.complete();
    },
  };
};
