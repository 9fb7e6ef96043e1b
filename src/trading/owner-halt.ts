import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  from,
  map,
  merge,
  type Observable,
  of,
  repeat,
  takeWhile,
  throwError,
  timeout,
  timer,
} from 'rxjs';
import type { HaltEvent, HaltOptions } from '../execution/guards/halt-event';
import { noIdToRead } from '../execution/order/open-list';
import type { OrderIds } from '../execution/rest/requests';
import type { Trading } from '../execution/trading';
import { compareDecimals } from '../model/decimal';
import type { CallError } from '../model/errors';
import { causeOf } from '../model/tagged';
import type { Order } from '../model/order';
import type { Pair } from '../model/pair';
import type { Position } from '../model/position';
import { elapsing, stampOf, type Clock } from '../operators/clock';
import { batchesByPair } from './batches';
import { listOwn, type OwnList } from './own-orders';
import type { Owner } from './owner';

const lookInterval = 1_000;
/** The longest time to read positions, ms. */
const readWithin = 5_000;
/** The number of reads in a row that must list no order. */
const proof = 2;

interface OwnHalt {
  readonly exec: Pick<Trading, 'rest' | 'openOrders' | 'cancelOrders'>;
  readonly owner: Pick<Owner, 'isMine' | 'openLives'>;
  readonly clock: Clock;
}

/**
 * Cancels the orders of one owner until none is open, as `Trading.halt` does for all owners. The owner can place no more
 * orders; other owners can. The halt is over once no life of the owner is on its way, and two reads in a row list none of its
 * orders.
 */
export const haltOwn = (
  { exec, owner, clock }: OwnHalt,
  { pairs, positions: toClose }: HaltOptions,
): Observable<HaltEvent> =>
  defer(() => {
    let cleanLooks = 0;
    let reported = '';

    const isOf = (pair: Pair): boolean => pairs === undefined || pairs.includes(pair);

    const cancel = (orders: OrderIds): Observable<HaltEvent> =>
      concat(
        of<HaltEvent>({
          type: 'Canceling',
          orders: orders.orderIds.map((orderId) => ({ pair: orders.pair, orderId })),
        }),
        exec.cancelOrders(orders).pipe(map((outcome): HaltEvent => ({ type: 'CancelOutcome', outcome }))),
      );

    const conclude = ({ orders, isWhole }: OwnList): Observable<HaltEvent> => {
      const open = orders.filter(({ pair }) => isOf(pair));
      const due = open.filter(({ userCancelable }) => userCancelable !== false);
      cleanLooks = isWhole && due.length === 0 && owner.openLives() === 0 ? cleanLooks + 1 : 0;
      if (cleanLooks === proof) return positions$.pipe(concatMap((stay) => flat(open, stay)));
      const ids = open.map(({ orderId }) => orderId).join();
      const unread: readonly HaltEvent[] = isWhole ? [] : [{ type: 'Unreadable', message: noIdToRead }];
      const remaining: readonly HaltEvent[] = ids === reported ? [] : [{ type: 'Remaining', orders: open }];
      reported = ids;
      return concat(from([...unread, ...remaining]), merge(...batchesByPair(due).map(cancel)));
    };

    /** The positions of the whole account. They do not belong to single owners. */
    const positions$ = defer(() => exec.rest.marginPositions()).pipe(
      map(({ positions }) =>
        positions.filter(({ pair, openAmount }) => isOf(pair) && compareDecimals(openAmount, '0') > 0),
      ),
      timeout({ first: readWithin, scheduler: elapsing(clock) }),
      catchError(() => of(null)),
    );

    const flat = (left: readonly Order[], stay: readonly Position[] | null): readonly HaltEvent[] => [
      ...(toClose === 'close' ? (stay ?? []) : []).map((position): HaltEvent => ({
        type: 'NotClosed',
        position,
        message: "positions are the account's: only a caller of all orders may close them",
      })),
      { type: 'Flat', at: stampOf(clock), left, positions: stay },
    ];

    const look$ = listOwn({ exec, owner }).pipe(
      concatMap(conclude),
      catchError((error: Pick<Partial<CallError>, '_tag'>) => {
        if (error._tag === 'ClosedError') return throwError(() => error);
        cleanLooks = 0;
        return of<HaltEvent>({ type: 'Unreadable', message: causeOf(error) });
      }),
      repeat({ delay: () => timer(lookInterval, clock) }),
      takeWhile(({ type }) => type !== 'Flat', true),
      // The client is closed: as with the halt of all owners, nobody looks any more.
      catchError(() => EMPTY),
    );

    return concat(of<HaltEvent>({ type: 'Halted', at: stampOf(clock) }), look$);
  });
