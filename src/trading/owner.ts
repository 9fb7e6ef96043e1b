import {
  catchError,
  concatMap,
  defer,
  map,
  type Observable,
  of,
  ReplaySubject,
  scan,
  Subject,
  Subscription,
  tap,
  timer,
} from 'rxjs';
import { batchesByPair, cancelAndReport } from './batches';
import { runOnce } from '../operators/course';
import type { GuardConfig } from '../execution/guards/config';
import { isEnding } from '../execution/order/diff';
import { refusedHere, rejected } from '../execution/order/rejected';
import type { RecoveredOrder } from '../execution/journal/recover';
import type { Trading } from '../execution/trading';
import type { Fill } from '../model/fill';
import type { OrderRef } from '../model/order';
import type { OrderTransition } from '../model/order-transition';
import type { Clock } from '../operators/clock';
import { type Profit, profit, profitFrom, profitOf } from '../profit/index';
import { type CallerLoss, createCallerLoss } from './caller-loss';
import { createFillLog, type FillLog } from './fill-log';
import { type AskedOrder, createOwnerGuards, type OwnerGuards } from './owner-guards';
import type { Turns } from './turns';

/** The state of one owner of orders in a gateway, over all links of that owner. */
export interface Owner {
  /** True if the owner may see and cancel this order. */
  readonly isMine: (orderId: number) => boolean;
  /** Emits when the owner gets one more order. */
  readonly claimed$: Observable<unknown>;
  readonly fills: FillLog;
  /** The profit and loss of the owner's fills in this run of the gateway. Without prices, the unrealised part is not known. */
  readonly pnl$: Observable<Profit>;
  /** Returns the id that a command of the owner has for `exec`. */
  readonly idOf: (id: string) => string;
  /**
   * Begins the life of an order and follows it to its end, even without subscribers. An order that has not left after `ttl` ms
   * is withdrawn.
   */
  readonly follow: (
    id: string,
    life$: Observable<OrderTransition>,
    ttl?: number,
  ) => Observable<OrderTransition>;
  /** Places an order in the owner's turn, if it keeps the owner's limits. From then on the order belongs to the caller. */
  readonly place: (
    id: string,
    caller: string,
    asked: AskedOrder,
    life$: Observable<OrderTransition>,
  ) => Observable<OrderTransition>;
  /** Returns the life of an order that a caller placed earlier. From then on the order belongs to the caller. */
  readonly ofCaller: (caller: string, life$: Observable<OrderTransition>) => Observable<OrderTransition>;
  /** Sets the limits of the owner's orders from now on, unless there are some. */
  readonly limit: (guards: GuardConfig) => void;
  /** The callers whose orders are cancelled when they are gone. */
  readonly callers: CallerLoss;
  /** Maps the events of a life to those that the owner gets. */
  readonly learnFrom: (life$: Observable<OrderTransition>) => Observable<OrderTransition>;
  /** Runs a command once per id. A repeated call with the same id gets the same command. */
  readonly once: <T>(id: string, command: () => Observable<T>) => Observable<T>;
  /** The number of lives that have not ended. */
  readonly openLives: () => number;
  readonly halt: () => void;
  readonly isHalted: () => boolean;
}

/** The most commands other than orders whose answers are kept. */
const keptCommands = 1_000;

export interface OwnerConfig {
  readonly exec: Trading;
  readonly name: string;
  readonly seesAll: boolean;
  readonly epoch: string;
  readonly clock: Clock;
  readonly turns: Turns;
  /** Orders of earlier runs of the gateway, of all owners. */
  readonly recovered$: Observable<Pick<RecoveredOrder, 'id' | 'life$'>>;
}

export const createOwner = ({ exec, name, seesAll, epoch, clock, turns, recovered$ }: OwnerConfig): Owner => {
  const claims = new Set<number>();
  const claimed = new Subject<void>();
  const lives = new Map<string, Observable<OrderTransition>>();
  const commands = new Map<string, Observable<unknown>>();
  const oldest = commands.keys();
  const fills = createFillLog(epoch);
  /** The open orders of each caller by their ids. */
  const placedBy = new Map<string, Map<number, OrderRef>>();
  /** The callers that are gone. Their orders that are accepted later are cancelled too. */
  const gone = new Set<string>();
  let guards: OwnerGuards | null = null;
  let isHalted = false;

  const isMine = (orderId: number): boolean => seesAll || claims.has(orderId);

  const claim = ({ orderId }: OrderRef): void => {
    if (claims.has(orderId)) return;
    claims.add(orderId);
    claimed.next();
  };

  const note = (fill: Fill): void => {
    if (isMine(fill.orderId)) fills.add(fill);
  };

  const idOf = (id: string): string => (name === '' ? id : `${name}/${id}`);
  const isOwnId = (id: string): boolean => (name === '' ? !id.includes('/') : id.startsWith(`${name}/`));
  const ownId = (id: string): string => (name === '' ? id : id.slice(name.length + 1));

  const learn = (transition: OrderTransition): OrderTransition => {
    switch (transition.type) {
      case 'Submitted':
        return { ...transition, id: ownId(transition.id) };
      case 'Accepted':
        claim(transition.order);
        return transition;
      case 'PartiallyFilled':
        claim(transition.order);
        fills.add(transition.fill);
        return transition;
      default:
        return transition;
    }
  };

  const learnFrom = (life$: Observable<OrderTransition>): Observable<OrderTransition> =>
    life$.pipe(map(learn));

  /** Follows the rest of a life whose subscriber has left, so that an order that has not left yet does not leave. */
  const rest = (id: string): Observable<OrderTransition> =>
    defer(() => exec.trackOrder({ id: idOf(id) })).pipe(
      catchError(() => of(rejected('client', 'withdrawn', 'its turn did not come in time', null))),
    );

  const noteFor =
    (caller: string) =>
    (transition: OrderTransition): void => {
      const placed = placedBy.get(caller) ?? new Map<number, OrderRef>();
      if (transition.type === 'Accepted') {
        placed.set(transition.order.orderId, transition.order);
        if (gone.has(caller)) cancelAll([transition.order]);
      }
      if (isEnding(transition) && transition.order !== null) placed.delete(transition.order.orderId);
      if (placed.size > 0) placedBy.set(caller, placed);
      else placedBy.delete(caller);
    };

  /** Cancels orders. `exec` reports each outcome, and a cancel that could not be sent does not stop the others. */
  function cancelAll(orders: readonly OrderRef[]): void {
    for (const batch of batchesByPair(orders)) cancelAndReport(exec, batch).subscribe();
  }

  const cancelOf = (caller: string): void => {
    gone.add(caller);
    cancelAll([...(placedBy.get(caller)?.values() ?? [])]);
  };
  const loss = createCallerLoss(cancelOf, clock);

  const follow = (
    id: string,
    life$: Observable<OrderTransition>,
    ttl = Infinity,
  ): Observable<OrderTransition> => {
    const known = lives.get(id);
    // `exec` decides whether it is the same command, because it knows the first command with the id.
    if (known !== undefined) return learnFrom(life$);
    const life = new ReplaySubject<OrderTransition>();
    lives.set(id, life);
    const hold = new Subscription();
    const expiry = new Subscription();
    const observer = {
      next: (transition: OrderTransition): void => {
        expiry.unsubscribe();
        life.next(transition);
      },
      error: (error: unknown): void => {
        expiry.unsubscribe();
        lives.delete(id);
        life.error(error);
      },
      complete: (): void => {
        expiry.unsubscribe();
        lives.delete(id);
        life.complete();
      },
    };
    hold.add(learnFrom(life$).subscribe(observer));
    if (ttl !== Infinity && !expiry.closed)
      expiry.add(
        timer(ttl, clock).subscribe(() => {
          hold.unsubscribe();
          learnFrom(rest(id)).subscribe(observer);
        }),
      );
    return life;
  };

  /**
   * Adopts an order of an earlier run. Its earlier fills were emitted in that run, and later ones come with all others.
   */
  const adopt = ({ id, life$ }: Pick<RecoveredOrder, 'id' | 'life$'>): void => {
    if (!isOwnId(id)) return;
    lives.set(ownId(id), life$);
    const end = (): void => {
      lives.delete(ownId(id));
    };
    life$.subscribe({
      next: (transition) => {
        if (transition.type === 'Accepted') claim(transition.order);
      },
      error: end,
      complete: end,
    });
  };
  recovered$.subscribe({ next: adopt, error: () => undefined });

  exec.fills$.subscribe({ next: note, error: () => undefined });

  return {
    isMine,
    claimed$: claimed,
    fills,
    pnl$: fills.from({ epoch, index: 0 }).pipe(
      scan(
        (state, { fill }) => (fill === null ? state : profit(state, { type: 'fill', fill })),
        profitFrom(),
      ),
      map(profitOf),
    ),
    idOf,
    follow,
    place: (id, caller, asked, life$) => {
      const limits = guards;
      if (limits === null) return turns.inTurn(name, life$).pipe(tap(noteFor(caller)));
      // The facts for the limits are awaited before the turn, so that a silent market does not make other orders wait.
      return limits.ready(asked).pipe(
        concatMap((violations) =>
          violations.length > 0
            ? of(refusedHere('guard', violations))
            : turns.inTurn(name, limits.pass(id, asked, life$)),
        ),
        tap(noteFor(caller)),
      );
    },
    ofCaller: (caller, life$) => life$.pipe(tap(noteFor(caller))),
    limit: (config) => {
      guards ??= createOwnerGuards({ config, exec, clock, isMine });
    },
    callers: {
      ...loss,
      here: (caller, after) => {
        gone.delete(caller);
        loss.here(caller, after);
      },
    },
    learnFrom,
    once: <T>(id: string, command: () => Observable<T>): Observable<T> => {
      const known = commands.get(id);
      if (known !== undefined) return known as Observable<T>;
      const run = runOnce(command());
      commands.set(id, run);
      if (commands.size > keptCommands) commands.delete(oldest.next().value as string);
      return run;
    },
    openLives: () => lives.size,
    halt: () => {
      isHalted = true;
    },
    isHalted: () => isHalted,
  };
};
