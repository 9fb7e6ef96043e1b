import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  finalize,
  ignoreElements,
  isObservable,
  map,
  merge,
  mergeAll,
  type Observable,
  of,
  repeat,
  Subject,
  take,
  takeUntil,
  tap,
  timer,
} from 'rxjs';
import {
  compareDecimals,
  decimalOf,
  fromUnits,
  multiplyDecimals,
  scaleOf,
  subtractDecimals,
  sumDecimals,
  toUnits,
} from '../../model/decimal';
import { causeOf } from '../../model/tagged';
import type { Instrument } from '../../model/instrument';
import type { OrderRequest } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import type { Pair } from '../../model/pair';
import type { Position } from '../../model/position';
import { asPlainDecimal } from '../order/check-request';
import type { OrderContext } from '../order/context';
import { rejected } from '../order/rejected';
import { createLatch, type Stop } from '../order/stop';
import { type Read, watchedForLoss } from '../order/whole';
import type { LookUp } from '../rest/instruments';
import type { ReadTouch, Touch } from '../rest/touch';
import type { HaltEvent } from './halt-event';

export interface ClosingContext extends OrderContext {
  readonly instrument: LookUp;
  readonly touch: ReadTouch;
  /** Places an order, and follows it to its end even without subscribers. It does not leave any more after the stop. */
  readonly place: (request: OrderRequest, stop: Stop) => Observable<OrderTransition>;
}

export interface ClosingOfPositions {
  /** Closes open positions within the allowed time. It never fails. It is `null` if nothing can be closed. */
  readonly closing$: Observable<HaltEvent> | null;
  /** Returns the event of a position that is still open. */
  readonly notClosed: (position: Position) => HaltEvent;
}

/** The time in ms within which positions are closed. */
const closeWithin = 30_000;
const againAfter = 1_000;

/** One-shot: the open margin positions of the given pairs. */
export const openPositions = (
  { api }: Pick<OrderContext, 'api'>,
  isMeant: (position: { readonly pair: Pair }) => boolean,
): Observable<Read<readonly Position[]>> =>
  watchedForLoss(
    api,
    '/margin/positions',
    defer(() => api.rest.marginPositions()).pipe(
      take(1),
      map(({ positions }) =>
        positions.filter((position) => isMeant(position) && compareDecimals(position.openAmount, '0') > 0),
      ),
    ),
  );

/**
 * Closes positions by limit orders, one order per position at a time. The best price when the closing begins and
 * `maxSlippage` give the price of every order of a position, so that no try goes further than the first. Positions are read,
 * and those without an order are tried again, until none is open or the time is up. The halt then cancels resting orders.
 */
export const createClosingOfPositions = (
  context: ClosingContext,
  isMeant: (position: { readonly pair: Pair }) => boolean,
  maxSlippage: unknown,
): ClosingOfPositions => {
  const { clock, instrument: lookUp, touch, place } = context;
  const slippage = slippageOf(maxSlippage);
  const terms = new Map<string, Terms>();
  const messages = new Map<string, string>();

  /** It is set at the end of the closing. Otherwise an order that is held back could leave after the halt has ended. */
  const ended = createLatch(tooLate);
  /** The elapsed time from which a position may be tried again. It is never tried while its order is followed. */
  const freeFrom = new Map<string, number>();

  const termsOf = (position: Position, slippage: string): Observable<Terms | null> => {
    const known = terms.get(keyOf(position));
    if (known !== undefined) return of(known);
    const found = lookUp(position.pair);
    return (isObservable(found) ? found : of(found)).pipe(
      concatMap((instrument) =>
        instrument === undefined
          ? of(null)
          : touch(position.pair).pipe(map((prices) => termsAt(position, prices, slippage, instrument))),
      ),
      tap((made) => {
        if (made !== null) terms.set(keyOf(position), made);
      }),
    );
  };

  const note = (position: Position, message: string): void => {
    messages.set(keyOf(position), message);
  };

  const follow = (position: Position, order: OrderRequest): Observable<never> =>
    place(order, ended).pipe(
      tap((transition) => {
        if (transition.type === 'Rejected') note(position, transition.message);
        if (transition.type === 'Unresolved')
          note(position, `the outcome of its order is not known: ${transition.message}`);
        if (transition.type === 'Accepted')
          note(position, `it was not filled completely at ${String(order.price)} in time`);
      }),
      ignoreElements(),
    );

  const close = (position: Position, slippage: string): Observable<HaltEvent> =>
    defer(() => {
      freeFrom.set(keyOf(position), Infinity);
      return termsOf(position, slippage);
    }).pipe(
      concatMap((made) => {
        if (made === null) {
          note(position, 'the pair has no price');
          return EMPTY;
        }
        const order = closingOrder(position, made);
        return concat(of<HaltEvent>({ type: 'Closing', position, order }), follow(position, order));
      }),
      catchError((error: unknown) => {
        note(position, causeOf(error));
        return EMPTY;
      }),
      finalize(() => freeFrom.set(keyOf(position), clock.elapsed() + againAfter)),
    );

  const closingWithin = (slippage: string): Observable<HaltEvent> =>
    defer(() => {
      const none = new Subject<void>();
      const look$ = defer(() => {
        const since = clock.elapsed();
        // A read that began earlier may not show yet what an ended order has closed.
        const isFree = (position: Position): boolean => (freeFrom.get(keyOf(position)) ?? since) <= since;
        return openPositions(context, isMeant).pipe(
          tap(({ value: open, isWhole }) => {
            if (open.length === 0 && isWhole) none.next();
          }),
          map(({ value: open, isWhole }) =>
            merge(
              isWhole ? EMPTY : of<HaltEvent>({ type: 'Unreadable', message: noPositionToRead }),
              ...open.filter(isFree).map((position) => close(position, slippage)),
            ),
          ),
          catchError((error: unknown) => of(of<HaltEvent>({ type: 'Unreadable', message: causeOf(error) }))),
        );
      });
      return look$.pipe(
        repeat({ delay: () => timer(againAfter, clock) }),
        mergeAll(),
        takeUntil(merge(none, timer(closeWithin, clock)).pipe(tap(ended.set))),
      );
    });

  return {
    closing$: slippage === null ? null : closingWithin(slippage),
    notClosed: (position) => ({
      type: 'NotClosed',
      position,
      message:
        messages.get(keyOf(position)) ?? (slippage === null ? wrongSlippage : 'it did not appear in time'),
    }),
  };
};

/** The price and largest amount of the orders that close a position. */
interface Terms {
  readonly price: string;
  /** The largest amount of one order, base currency. */
  readonly largest: string;
}

const keyOf = ({ pair, positionSide }: Position): string => `${pair} ${positionSide}`;

const tooLate = rejected('client', 'withdrawn', 'the closing of positions had ended: nothing was sent', null);

const noPositionToRead = 'a row of the positions can not be read';

const wrongSlippage = 'maxSlippage: expected a decimal from 0 to less than 1';

const slippageOf = (input: unknown): string | null => {
  const plain = asPlainDecimal(input);
  return plain !== null && compareDecimals(plain, '0') >= 0 && compareDecimals(plain, '1') < 0 ? plain : null;
};

/** Computes the worst price within the slippage, rounded towards the market. */
const termsAt = (
  { positionSide }: Position,
  { bid, ask }: Touch,
  slippage: string,
  { priceDigits, limitMaxAmount }: Instrument,
): Terms | null => {
  const isLong = positionSide === 'long';
  const best = isLong ? bid : ask;
  if (best === null) return null;
  const factor = isLong ? subtractDecimals('1', slippage) : sumDecimals(['1', slippage]);
  const exact = multiplyDecimals(decimalOf(best), factor);
  const scale = Math.max(scaleOf(exact), priceDigits);
  const tick = 10n ** BigInt(scale - priceDigits);
  const units = toUnits(exact, scale);
  const ticks = isLong ? (units + tick - 1n) / tick : units / tick;
  return ticks <= 0n ? null : { price: fromUnits(ticks, priceDigits), largest: limitMaxAmount };
};

const closingOrder = (
  { pair, positionSide, openAmount }: Position,
  { price, largest }: Terms,
): OrderRequest => ({
  pair,
  side: positionSide === 'long' ? 'sell' : 'buy',
  type: 'limit',
  amount: compareDecimals(openAmount, largest) > 0 ? largest : openAmount,
  price,
  positionSide,
});
