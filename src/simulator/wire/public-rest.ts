import {
  catchError,
  concat,
  defer,
  map,
  Observable,
  of,
  type SchedulerAction,
  type SchedulerLike,
} from 'rxjs';
import { venueCode } from '../../model/venue-codes';
import type { Market, PublicQueries } from '../market/market';
import { type Answer, failureReply, jsonReply, type Route, successReply, type WireReply } from './message';

/** Lifetime of the venue's cache of public data, ms. */
const cacheLife = 1_000;
const mostCached = 200;

/** The answer about a listed pair of which nothing has come yet. The pair is not unknown, and may be asked about again. */
const busy = 'busy';

const answerOf = (queries: PublicQueries, path: string): unknown => {
  const [pair = '', what, ...rest] = path.slice(1).split('/');
  if (what === undefined) {
    if (pair === 'tickers') return queries.tickers();
    return pair === 'tickers_jpy' ? queries.tickersJpy() : undefined;
  }
  const [first, second] = rest;
  const nothingYet = (): unknown => (queries.isListed(pair) ? busy : undefined);
  switch (`${what}/${rest.length}`) {
    case 'ticker/0':
      return queries.ticker(pair);
    case 'depth/0':
      return queries.depth(pair) ?? nothingYet();
    case 'transactions/0':
    case 'transactions/1':
      return queries.transactions(pair, first);
    case 'candlestick/2':
      return queries.candlestick(pair, first ?? '', second ?? '');
    case 'circuit_break_info/0':
      return queries.circuitBreakInfo(pair) ?? nothingYet();
    default:
      return undefined;
  }
};

/** The number of steps in one slice. They take a few ms, so that nothing else waits longer for the venue. */
const stepsAtOnce = 4;

/** Takes the steps a few at a time, and completes after the last. */
const inSlices = (steps: Iterable<void>, wall: SchedulerLike): Observable<never> =>
  new Observable((subscriber) => {
    const left = steps[Symbol.iterator]();
    const slice = function (this: SchedulerAction<unknown>): void {
      for (let step = 0; step < stepsAtOnce; step++) {
        if (left.next().done !== true) continue;
        subscriber.complete();
        return;
      }
      this.schedule();
    };
    return wall.schedule(slice);
  });

const workBefore = (queries: PublicQueries, path: string): Iterable<void> | null => {
  const [pair = '', what, type = '', date = ''] = path.slice(1).split('/');
  return what === 'candlestick' ? queries.candlestickSteps(pair, type, date) : null;
};

/**
 * The public REST API, with its cache of one second. An unknown path gets HTTP 404 with code 10000. A book or a breaker
 * of which nothing has come yet gets code 10008, as when the venue is busy.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md
 */
export const createPublicRest = (
  queries: PublicQueries,
  wall: SchedulerLike,
  ask$: Market['ask$'] = () => null,
): Route => {
  const cache = new Map<string, { readonly since: number; readonly reply: WireReply }>();
  const keep = (path: string, reply: WireReply): void => {
    if (cache.size >= mostCached) cache.clear();
    cache.set(path, { since: wall.now(), reply });
  };
  return ({ method, path }) => {
    if (method !== 'GET') return null;
    const cached = cache.get(path);
    if (cached && wall.now() - cached.since < cacheLife) return of(cached.reply);
    const asked$ = ask$(path);
    if (asked$ !== null)
      return asked$.pipe(
        map(({ status, body }): Answer => {
          const reply = jsonReply(status, body);
          keep(path, reply);
          return reply;
        }),
        catchError(() => of<Answer>({ type: 'dropped' })),
      );
    const answer = (): WireReply => {
      const data = answerOf(queries, path);
      if (data === undefined) return failureReply(venueCode.notFound);
      if (data === busy) return failureReply(venueCode.serverBusy);
      if (data === 'not-yet') return failureReply(venueCode.notFound, 200);
      const reply = successReply(data);
      keep(path, reply);
      return reply;
    };
    const steps = workBefore(queries, path);
    return steps === null
      ? of(answer())
      : concat(
          inSlices(steps, wall),
          defer(() => of(answer())),
        );
  };
};
