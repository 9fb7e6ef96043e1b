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
import { batchesByPair, cancelAndTell } from './batches';
import { runOnce } from '../operators/course';
import type { GuardConfig } from '../execution/guards/config';
import { isEnding } from '../execution/order/diff';
import { refusedHere, rejected } from '../execution/order/rejected';
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

/** What a gateway knows of one owner of orders, over all links of that owner. */
export interface Owner {
  /** May the owner see and cancel this order? */
  readonly isMine: (orderId: number) => boolean;
  /** Each emission: one more order is the owner's. */
  readonly claimed$: Observable<unknown>;
  readonly fills: FillLog;
  /** Profit and loss of the owner's fills in this run of the gateway, by no prices: what is unrealised is not known. */
  readonly pnl$: Observable<Profit>;
  /** A command of the owner's, under the id that it has for `exec`. */
  readonly idOf: (id: string) => string;
  /**
   * Begins the life of an order and follows it to its end, whoever leaves. An order that has not left after `ttl` ms is
   * withdrawn.
   */
  readonly follow: (
    id: string,
    life$: Observable<OrderTransition>,
    ttl?: number,
  ) => Observable<OrderTransition>;
  /** The life of an order in the owner's turn, if it keeps the owner's limits. The order is the caller's from then on. */
  readonly place: (
    id: string,
    caller: string,
    asked: AskedOrder,
    life$: Observable<OrderTransition>,
  ) => Observable<OrderTransition>;
  /** The life of an order that a caller placed earlier and asks for again: it is the caller's from then on. */
  readonly ofCaller: (caller: string, life$: Observable<OrderTransition>) => Observable<OrderTransition>;
  /** Limits the orders of the owner from now on, where nothing does yet. */
  readonly limit: (guards: GuardConfig) => void;
  /** Callers whose orders are cancelled when they are gone. */
  readonly callers: CallerLoss;
  /** What a life tells, as the owner is to hear it. */
  readonly heard: (life$: Observable<OrderTransition>) => Observable<OrderTransition>;
  /** A command that is asked for again, under its id, is the same one. */
  readonly once: <T>(id: string, command: () => Observable<T>) => Observable<T>;
  /** Lives that have not ended. */
  readonly openLives: () => number;
  readonly halt: () => void;
  readonly isHalted: () => boolean;
}

/** Commands other than orders whose answers are kept. */
const keptCommands = 1_000;

export interface OwnerConfig {
  readonly exec: Trading;
  readonly name: string;
  readonly seesAll: boolean;
  readonly epoch: string;
  readonly clock: Clock;
  readonly turns: Turns;
}

export const createOwner = ({ exec, name, seesAll, epoch, clock, turns }: OwnerConfig): Owner => {
  const claims = new Set<number>();
  const claimed = new Subject<void>();
  const lives = new Map<string, Observable<OrderTransition>>();
  const commands = new Map<string, Observable<unknown>>();
  const oldest = commands.keys();
  const fills = createFillLog(epoch);
  /** Open orders of each caller, by their ids. */
  const placedBy = new Map<string, Map<number, OrderRef>>();
  /** Callers that are gone: what of theirs is accepted later is cancelled, too. */
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

  const heard = (life$: Observable<OrderTransition>): Observable<OrderTransition> => life$.pipe(map(learn));

  /** The rest of a life whose observer has left, so that an order which had not left does not leave. */
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

  /** What becomes of each cancel `exec` tells; one that could not be sent keeps no other. */
  function cancelAll(orders: readonly OrderRef[]): void {
    for (const batch of batchesByPair(orders)) cancelAndTell(exec, batch).subscribe();
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
    // Whether it is the same command, `exec` says: it knows what the id was first given to.
    if (known !== undefined) return heard(life$);
    const told = new ReplaySubject<OrderTransition>();
    lives.set(id, told);
    const hold = new Subscription();
    const expiry = new Subscription();
    const observer = {
      next: (transition: OrderTransition): void => {
        expiry.unsubscribe();
        told.next(transition);
      },
      error: (error: unknown): void => {
        expiry.unsubscribe();
        lives.delete(id);
        told.error(error);
      },
      complete: (): void => {
        expiry.unsubscribe();
        lives.delete(id);
        told.complete();
      },
    };
    hold.add(heard(life$).subscribe(observer));
    if (ttl !== Infinity && !expiry.closed)
      expiry.add(
        timer(ttl, clock).subscribe(() => {
          hold.unsubscribe();
          heard(rest(id)).subscribe(observer);
        }),
      );
    return told;
  };

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
      // What the limits need is waited for before the turn: a market that is not heard keeps nobody else waiting.
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
    heard,
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
