import { catchError, concat, concatMap, defer, filter, type Observable, of, tap, timeout } from 'rxjs';
import type { Order } from '../../model/order';
import type { Pair } from '../../model/pair';
import { elapsing, stampOf } from '../../operators/clock';
import type { Latch } from '../order/stop';
import type { HaltEvent, HaltOptions } from './halt-event';
import { cancelUntilNone, type NoneOpen } from './cancel-until-none';
import { type ClosingContext, createClosingOfPositions, openPositions } from './close-positions';

export interface HaltContext extends ClosingContext {
  /** The latch that the halt sets. No order leaves after that. */
  readonly halted: Latch;
  /** Completes once the search knows all unfinished calls of earlier processes; fails if they can't be known. */
  readonly recovered$: Observable<unknown>;
}

/** The longest time in ms to read the remaining positions. The event that no order is open does not wait longer for them. */
const readWithin = 5_000;

/** See `ExecutionClient.halt`. Cold. */
export const halt = (
  context: HaltContext,
  { pairs, patience, positions = 'keep', maxSlippage }: HaltOptions,
): Observable<HaltEvent> =>
  defer(() => {
    const { clock, recovered$, exclusiveAccount, settle } = context;
    const isMeant = ({ pair }: { readonly pair: Pair }): boolean =>
      pairs === undefined || pairs.includes(pair);
    const none$ = cancelUntilNone(context, {
      isMeant,
      recovered$,
      haltedSince: clock.elapsed(),
      patience: patience ?? (exclusiveAccount ? 0 : settle),
    });
    let left: readonly Order[] = [];
    const cancel$ = none$.pipe(
      tap((event) => {
        if (event.type === 'NoneOpen') left = event.left;
      }),
      filter((event): event is Exclude<typeof event, NoneOpen> => event.type !== 'NoneOpen'),
    );
    const closing = positions === 'close' ? createClosingOfPositions(context, isMeant, maxSlippage) : null;

    const flat$ = defer(() =>
      openPositions(context, isMeant).pipe(
        timeout({ first: readWithin, scheduler: elapsing(clock) }),
        catchError(() => of(null)),
        concatMap((read): readonly HaltEvent[] => [
          ...(closing === null || read === null ? [] : read.value.map(closing.notClosed)),
          { type: 'Flat', at: stampOf(clock), left, positions: read?.isWhole === true ? read.value : null },
        ]),
      ),
    );

    context.halted.set();
    return concat(
      of<HaltEvent>({ type: 'Halted', at: stampOf(clock) }),
      cancel$,
      // An order that was placed to close a position is cancelled like any other if it is still open.
      ...(closing?.closing$ ? [closing.closing$, cancel$] : []),
      flat$,
    );
  });

/** Shares a halt among calls with the same pairs. A halt of some pairs says nothing about all pairs. */
export const oncePerAim = (
  run: (options: HaltOptions) => Observable<HaltEvent>,
): ((options: HaltOptions) => Observable<HaltEvent>) => {
  const halts = new Map<string, Observable<HaltEvent>>();
  return (options) =>
    defer(() => {
      const { pairs, positions = 'keep', maxSlippage } = options;
      const aim = JSON.stringify([pairs && [...pairs].sort(), positions, maxSlippage]);
      const halting = halts.get(aim) ?? run(options);
      halts.set(aim, halting);
      return halting;
    });
};
