import { catchError, concat, concatMap, defer, filter, type Observable, of, tap, timeout } from 'rxjs';
import type { Order } from '../../model/order';
import type { Pair } from '../../model/pair';
import { elapsing, stampOf } from '../../operators/clock';
import type { Latch } from '../order/stop';
import type { HaltEvent, HaltOptions } from './halt-event';
import { cancelUntilNone, type NoneOpen } from './cancel-until-none';
import { type ClosingContext, createClosingOfPositions, openPositions } from './close-positions';

export interface HaltContext extends ClosingContext {
  /** Set by the halt: no order leaves from then on. */
  readonly halted: Latch;
  /** Ends once the search knows of every call that earlier processes left unfinished; errors if that can't be known. */
  readonly recovered$: Observable<unknown>;
}

/** How long the positions that stay are asked for, ms: the word that no order is open does not wait longer for them. */
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
        concatMap((stay): readonly HaltEvent[] => [
          ...(closing === null || stay === null ? [] : stay.map(closing.notClosed)),
          { type: 'Flat', at: stampOf(clock), left, positions: stay },
        ]),
      ),
    );

    context.halted.set();
    return concat(
      of<HaltEvent>({ type: 'Halted', at: stampOf(clock) }),
      cancel$,
      // What was placed to close is cancelled like any other, if it is open still.
      ...(closing?.closing$ ? [closing.closing$, cancel$] : []),
      flat$,
    );
  });

/** A halt runs once for all who ask for the same: what is flat for some pairs is not for all. */
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
