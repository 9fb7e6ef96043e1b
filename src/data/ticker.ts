import { catchError, defer, EMPTY, map, mergeMap, Observable, of, Subscription } from 'rxjs';
import type { Ticker } from '../model/ticker';
import type { Feed, FeedContext } from './context';
import type { PairCheck } from './pair-check';

/** The greatest age in ms of a ticker from REST. An older one is read again. REST itself is cached for a second. */
const longestSeedAge = 2_000;

/**
 * The feed of a pair's ticker from its room. The room of a quiet pair may be silent for a minute, so that the ticker of REST is
 * used from each join until the room's first frame. After a frame no ticker of REST is emitted, so that none is newer than a
 * frame, and none belongs to a lost link.
 */
export const tickerFeed =
  ({ rooms, rest, hasRest, clock }: FeedContext, checkPair: PairCheck): Feed<Ticker> =>
  (pair) => {
    const read$ = rest.ticker({ pair }).pipe(map(({ value }) => value));
    const seed$ = defer(() => {
      if (!hasRest) return EMPTY;
      return checkPair(pair).pipe(
        mergeMap(({ ticker, readAt }) => (clock.elapsed() - readAt > longestSeedAge ? read$ : of(ticker))),
        // The next frame brings the ticker, and the check of the pair has reported errors already.
        catchError(() => EMPTY),
      );
    });
    // This is written by hand: with a `merge` over `connect`, a frame cost half as much again as without the ticker of REST.
    return new Observable((subscriber) => {
      let seeding = Subscription.EMPTY;
      subscriber.add(() => seeding.unsubscribe());
      subscriber.add(
        rooms.room$('ticker', pair).subscribe({
          next: (event) => {
            if (event.type === 'joined' && !event.fresh) return;
            seeding.unsubscribe();
            if (event.type === 'message') subscriber.next(event.message);
            if (event.type === 'joined') seeding = seed$.subscribe((ticker) => subscriber.next(ticker));
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        }),
      );
    });
  };
