import { combineLatest, concat, exhaustMap, map, of, scan, startWith, type Observable } from 'rxjs';
import type { HaltEvent, HaltOptions, Order } from 'rx-bitbank/execution';

export interface HaltShown {
  /** The number of orders that would be cancelled; `null` if it is not known. */
  readonly open: number | null;
  /** True once the halt has begun. No order leaves any more. */
  readonly isHalted: boolean;
  /** The events of the halt, newest last. */
  readonly events: readonly HaltEvent[];
}

/** Runs the halt of the account. It can begin once, and reports its course. */
export const halt$ = (
  orders$: Observable<ReadonlyMap<number, Order> | null>,
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
  return combineLatest([orders$.pipe(startWith(null)), course$]).pipe(
    map(([orders, course]) => ({ open: orders?.size ?? null, ...course })),
  );
};
