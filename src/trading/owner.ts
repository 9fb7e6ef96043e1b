import {
  catchError,
  defer,
  EMPTY,
  map,
  type Observable,
  ReplaySubject,
  scan,
  Subject,
  Subscription,
  timer,
} from 'rxjs';
import { runOnce } from '../operators/course';
import type { Trading } from '../execution/trading';
import type { Fill } from '../model/fill';
import type { OrderRef } from '../model/order';
import type { OrderTransition } from '../model/order-transition';
import type { Clock } from '../operators/clock';
import { type Profit, profit, profitFrom, profitOf } from '../profit/index';
import { createFillLog, type FillLog } from './fill-log';

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
}

export const createOwner = ({ exec, name, seesAll, epoch, clock }: OwnerConfig): Owner => {
  const claims = new Set<number>();
  const claimed = new Subject<void>();
  const lives = new Map<string, Observable<OrderTransition>>();
  const commands = new Map<string, Observable<unknown>>();
  const oldest = commands.keys();
  const fills = createFillLog(epoch);
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
    defer(() => exec.trackOrder({ id: idOf(id) })).pipe(catchError(() => EMPTY));

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
