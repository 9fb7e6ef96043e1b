import { combineLatest, concat, exhaustMap, map, of, scan, startWith, type Observable } from 'rxjs';
import type { HaltEvent, HaltOptions, Order } from 'rx-bitbank/execution';

export interface HaltShown {
  /** What would be cancelled. */
  readonly open: number;
  /** The halt was begun: nothing leaves any more. */
  readonly isHalted: boolean;
  /** Newest last. */
  readonly events: readonly HaltEvent[];
}

/** The halt of the account: it can be begun once, and tells its course. */
export const halt$ = (
  orders$: Observable<ReadonlyMap<number, Order>>,
  begun$: Observable<HaltOptions>,
  halt: (options: HaltOptions) => Observable<HaltEvent>,
): Observable<HaltShown> => {
  const course$ = begun$.pipe(
    exhaustMap((options) => concat(of(null), halt(options))),
    scan<HaltEvent | null, Omit<HaltShown, 'open'>>(
      ({ events }, event) => ({ isHalted: true, events: event === null ? events : [...events, event] }),
      { isHalted: false, events: [] },
    ),
    startWith<Omit<HaltShown, 'open'>>({ isHalted: false, events: [] }),
  );
  return combineLatest([orders$.pipe(startWith(new Map<number, Order>())), course$]).pipe(
    map(([orders, course]) => ({ open: orders.size, ...course })),
  );
};
