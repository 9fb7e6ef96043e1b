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
  /** Emits whether trading is possible now. */
  readonly tradable$: Observable<Tradable>;
  /** The greatest number of entries in any `window`, ms. */
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
 * Lets a wish pass if it differs from the position, and an entry only if the pair can be traded and the entries of the
 * window are not used up. An exit is never refused.
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
