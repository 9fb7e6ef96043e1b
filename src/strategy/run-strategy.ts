import {
  catchError,
  concat,
  defer,
  EMPTY,
  endWith,
  from,
  fromEvent,
  ignoreElements,
  map,
  materialize,
  merge,
  type Observable,
  of,
  take,
  takeWhile,
} from 'rxjs';
import type { HaltEvent } from '../execution/index';
import { causeOf } from '../model/tagged';
import { stampOf } from '../operators/clock';
import type { Strategy, World } from './world';

/** The reason why a run is over. `stopped`: it was asked to stop. `completed` or `failed`: the strategy did so by itself. */
export type RunEnd =
  | { readonly reason: 'stopped' | 'completed' }
  | { readonly reason: 'failed'; readonly error: unknown; readonly cause: string };

/** An event in the log of a run. Times are Unix times in ms, by the world's clock. */
export type RunEvent =
  | { readonly type: 'started'; readonly at: number }
  /** A value that the strategy emitted. */
  | { readonly type: 'emitted'; readonly at: number; readonly value: unknown }
  /** The strategy is over, and its orders are being cancelled. */
  | ({ readonly type: 'stopping'; readonly at: number } & RunEnd)
  | { readonly type: 'halt'; readonly at: number; readonly event: HaltEvent }
  /** The run has ended completely. */
  | ({ readonly type: 'ended'; readonly at: number } & RunEnd);

export interface RunOptions {
  /** Its first value, or its end, stops the run. By default Ctrl-C, or `SIGTERM`. */
  readonly stop$?: Observable<unknown> | undefined;
  /** Decides about open orders at the end: `halt` cancels them, `leave` does not. Default: `halt`. */
  readonly atEnd?: 'halt' | 'leave' | undefined;
  /** Closes the world at the end. Default: `true`. */
  readonly close?: boolean | undefined;
}

const signals$ = merge(fromEvent(process, 'SIGINT'), fromEvent(process, 'SIGTERM'));

/**
 * Command: runs a strategy in a world when it is subscribed to, until the strategy is over or is asked to stop. It then halts,
 * which cancels every order, and closes the world. It emits an event for each of these, and completes. It never fails: a
 * strategy that fails ends as `failed`, and its orders are cancelled too. Unsubscribing ends only the strategy; open orders
 * and the world stay as they are.
 *
 * @example
 * ```ts
 * import { createSimulated, runStrategy, type Strategy } from 'rx-bitbank/backtest';
 *
 * const watching: Strategy = ({ data }) => data.ticker$('btc_jpy');
 * runStrategy(watching, await createSimulated()).subscribe(console.log);
 * ```
 */
export const runStrategy = (
  strategy: Strategy,
  world: World,
  { stop$ = signals$, atEnd = 'halt', close = true }: RunOptions = {},
): Observable<RunEvent> =>
  defer(() => {
    const { exec, scheduler } = world;
    const now = (): number => stampOf(scheduler);
    let end: RunEnd = { reason: 'completed' };
    const stopping = (reached: RunEnd): RunEvent => {
      end = reached;
      return { type: 'stopping', at: now(), ...reached };
    };
    const stopped$ = stop$.pipe(
      catchError(() => EMPTY),
      endWith(null),
      take(1),
      map((): RunEvent => stopping({ reason: 'stopped' })),
    );
    const strategy$ = defer(() => strategy(world)).pipe(
      materialize(),
      map((notification): RunEvent => {
        if (notification.kind === 'N') return { type: 'emitted', at: now(), value: notification.value };
        if (notification.kind === 'C') return stopping({ reason: 'completed' });
        return stopping({ reason: 'failed', error: notification.error, cause: causeOf(notification.error) });
      }),
    );
    const halt$ = defer(() => (atEnd === 'halt' ? exec.halt() : EMPTY)).pipe(
      map((event): RunEvent => ({ type: 'halt', at: now(), event })),
    );
    const closed$ = defer(() => (close ? from(world.close()) : EMPTY)).pipe(ignoreElements());
    return concat(
      defer(() => of<RunEvent>({ type: 'started', at: now() })),
      merge(stopped$, strategy$).pipe(takeWhile(({ type }) => type !== 'stopping', true)),
      halt$,
      closed$,
      defer(() => of<RunEvent>({ type: 'ended', at: now(), ...end })),
    );
  });
