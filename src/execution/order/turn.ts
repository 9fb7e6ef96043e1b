import { filter, map, merge, NEVER, type Observable, switchMap, take, tap, timer } from 'rxjs';
import type { CheckedOrder } from './check-request';
import type { OrderContext } from './context';
import { isTurnOf } from './flight';
import { rejected } from './rejected';
import { type Draft, type Step, type Stepped, unlessStopped } from './steps';
import type { Stop } from './stop';

type TurnContext = Pick<OrderContext, 'flights' | 'clock' | 'diagnose'>;

interface TurnOptions {
  /** Of the command. */
  readonly id: string;
  readonly allowEqualInFlight?: boolean;
}

/** An order leaves once no equal one is on its way, so that the two can be told apart. */
export const hasItsTurn =
  (context: TurnContext, { id, allowEqualInFlight = false }: TurnOptions, stop: Stop): Step =>
  (draft) => {
    const { flights } = context;
    const { order } = draft;
    const admit = (): Draft => {
      flights.tell({ type: 'admitted', id, order });
      return draft;
    };
    if (allowEqualInFlight || isTurnOf(flights.all(), order)) return admit();
    const turn$ = flights.changes$.pipe(
      filter(() => isTurnOf(flights.all(), order)),
      take(1),
      map(admit),
    );
    return unlessStopped(stop, merge(turn$, waitingForTurn(context, id, order)));
  };

/** An order without a price is executed at whatever it finds: it is not sent later than this, ms. */
const longestMarketWait = 5_000;
/** Who waits is told so after this long, ms. */
const quietWait = 1_000;

/** Tells that an order waits for an equal one; one that has no price of its own is refused where that takes long. */
const waitingForTurn = (
  { clock, diagnose }: TurnContext,
  id: string,
  order: CheckedOrder,
): Observable<Stepped> =>
  timer(quietWait, clock).pipe(
    tap(() => {
      diagnose({ kind: 'waits-for-equal', id, request: order });
    }),
    switchMap(() =>
      order.price === undefined
        ? timer(longestMarketWait - quietWait, clock).pipe(map(() => tooLate))
        : NEVER,
    ),
  );

const tooLate = rejected(
  'client',
  'equal-in-flight',
  'an equal order is on its way and its outcome is not known: nothing was sent',
  null,
);
