import { auditTime, defer, map, type Observable, skip, Subject, Subscription, tap } from 'rxjs';
import type { CancelAllOutcome, CancelOutcome } from '../model/cancel-outcome';
import { decimalOf } from '../model/decimal';
import type { OrderTransition } from '../model/order-transition';
import type { Pair } from '../model/pair';
import { causeOf } from '../model/tagged';
import { stampOf } from '../operators/clock';
import type { RunRecord } from './run-record';
import type { World } from './world';

export interface RunRecording {
  /** The same world. Each of its commands is recorded. */
  readonly world: World;
  /** Feed: the records from now on. It completes with the recording. */
  readonly records$: Observable<RunRecord>;
  /** Ends the recording. The world continues. */
  readonly stop: () => void;
}

/** The least time in ms between two recorded marks of a pair. */
const markEvery = 1_000;

const textOf = (price: number | null): string | null => (price === null ? null : decimalOf(price));

/**
 * Records a run in a world: every command, transition and fill, the notices of the market, and the best prices of every pair
 * that a command or `pairs` has named.
 *
 * @example
 * ```ts
 * import { createSimulated, recordRun, runStrategy, type Strategy } from 'rx-bitbank/backtest';
 *
 * const strategy: Strategy = ({ data }) => data.ticker$('btc_jpy');
 * const { world, records$ } = recordRun(await createSimulated());
 * records$.subscribe((record) => console.log(JSON.stringify(record)));
 * runStrategy(strategy, world).subscribe();
 * ```
 */
export const recordRun = (
  base: World,
  { pairs = [] }: { readonly pairs?: readonly Pair[] } = {},
): RunRecording => {
  const { data, exec, scheduler, notices$ } = base;
  const records = new Subject<RunRecord>();
  const life = new Subscription();
  const watched = new Set<Pair>();
  const now = (): number => stampOf(scheduler);
  let commands = 0;

  const watch = (pair: Pair): void => {
    if (watched.has(pair) || life.closed) return;
    watched.add(pair);
    const marks$ = data.quotes$(pair).pipe(auditTime(markEvery, scheduler));
    const write = ({ bid, ask }: { readonly bid: number | null; readonly ask: number | null }): void =>
      records.next({ type: 'mark', at: now(), pair, bid: textOf(bid), ask: textOf(ask) });
    // The command that named an unknown pair reports it.
    life.add(marks$.subscribe({ next: write, error: () => undefined }));
  };

  const begun = (call: string, request: unknown, pair: Pair | undefined): number => {
    commands += 1;
    records.next({ type: 'command', at: now(), command: commands, call, request });
    if (pair !== undefined) watch(pair);
    return commands;
  };

  /** Records the events of a command once, for any number of subscribers. */
  const written = <T>(
    call: string,
    request: unknown,
    pair: Pair | undefined,
    values$: Observable<T>,
    write: (command: number, value: T) => void,
    onLeft: (command: number) => void = () => undefined,
  ): Observable<T> => {
    let isWritten = false;
    return defer(() => {
      if (isWritten || life.closed) return values$;
      isWritten = true;
      const command = begun(call, request, pair);
      return values$.pipe(
        tap({
          next: (value) => write(command, value),
          error: (error: unknown) => {
            isWritten = false;
            records.next({ type: 'error', at: now(), command, cause: causeOf(error) });
          },
          unsubscribe: () => onLeft(command),
        }),
      );
    });
  };

  /** Follows the life of an order to its end, even without subscribers, and records it. */
  const placed = (
    call: string,
    request: unknown,
    pair: Pair,
    values$: Observable<OrderTransition>,
  ): Observable<OrderTransition> => {
    let id: string | null = null;
    let seen = 0;
    const write = (command: number, transition: OrderTransition): void => {
      if (transition.type === 'Submitted') ({ id } = transition);
      seen += 1;
      records.next({ type: 'transition', at: now(), command, transition });
    };
    const follow = (command: number): void => {
      if (id === null || life.closed) return;
      const rest$ = exec.trackOrder({ id }).pipe(skip(seen));
      life.add(rest$.subscribe({ next: (one) => write(command, one), error: () => undefined }));
    };
    return written(call, request, pair, values$, write, follow);
  };

  const cancelled = (command: number, outcome: CancelOutcome | CancelAllOutcome): void =>
    records.next({ type: 'outcome', at: now(), command, outcome });

  const world: World = {
    ...base,
    exec: {
      ...exec,
      submitOrder: (request, options) =>
        placed('submitOrder', request, request.pair, exec.submitOrder(request, options)),
      replaceOrder: (ref, changes, options) => {
        const request = { ref: { pair: ref.pair, orderId: ref.orderId }, changes };
        return placed('replaceOrder', request, ref.pair, exec.replaceOrder(ref, changes, options));
      },
      cancelOrder: (ref) => {
        const request = { pair: ref.pair, orderId: ref.orderId };
        return written('cancelOrder', request, ref.pair, exec.cancelOrder(ref), cancelled);
      },
      cancelOrders: (orders) =>
        written('cancelOrders', orders, orders.pair, exec.cancelOrders(orders), cancelled),
      cancelAll: (which) => written('cancelAll', which ?? {}, which?.pair, exec.cancelAll(which), cancelled),
    },
  };

  const fills$ = exec.fills$.pipe(map((fill): RunRecord => ({ type: 'fill', at: now(), fill })));
  const values$ = notices$.pipe(map((notice): RunRecord => ({ type: 'notice', at: now(), notice })));
  // Errors of the account are ignored here: the commands and the world's own feeds report them.
  for (const feed$ of [fills$, values$])
    life.add(feed$.subscribe({ next: (record) => records.next(record), error: () => undefined }));
  pairs.forEach(watch);
  const stop = (): void => {
    life.unsubscribe();
    records.complete();
  };
  return { world, records$: records.asObservable(), stop };
};
