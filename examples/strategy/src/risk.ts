import {
  asyncScheduler,
  filter,
  scan,
  withLatestFrom,
  map,
  type Observable,
  type OperatorFunction,
  type SchedulerLike,
} from 'rxjs';
import type { Tradable } from 'rx-bitbank';
import type { Wish } from './cross';

export interface RiskConfig {
  /** May one trade now? */
  readonly tradable$: Observable<Tradable>;
  /** Entries in any `window`, ms, at most. */
  readonly maxEntries: number;
  readonly window: number;
  readonly scheduler?: SchedulerLike;
}

interface State {
  readonly holds: Wish;
  readonly entries: readonly number[];
  readonly pass: boolean;
}

/**
 * Lets a wish pass when it is a step from what is held, and an entry only when the pair can be traded and the entries
 * of the window are not used up. A way out is never barred.
 */
export const withinRisk =
  ({ tradable$, maxEntries, window, scheduler = asyncScheduler }: RiskConfig): OperatorFunction<Wish, Wish> =>
  (wishes) =>
    wishes.pipe(
      withLatestFrom(tradable$),
      scan(
        ({ holds, entries }: State, [wish, { tradable }]): State => {
          const now = scheduler.now();
          const recent = entries.filter((time) => now - time < window);
          if (wish === holds) return { holds, entries: recent, pass: false };
          if (wish === 'flat') return { holds: wish, entries: recent, pass: true };
          const pass = tradable && recent.length < maxEntries;
          return pass ? { holds: wish, entries: [...recent, now], pass } : { holds, entries: recent, pass };
        },
        { holds: 'flat', entries: [], pass: false },
      ),
      filter(({ pass }) => pass),
      map(({ holds }) => holds),
    );
