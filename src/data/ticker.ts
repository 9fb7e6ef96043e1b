import { catchError, defer, EMPTY, map, mergeMap, Observable, of, Subscription } from 'rxjs';
import type { Ticker } from '../model/ticker';
import type { Feed, FeedContext } from './context';
import type { PairCheck } from './pair-check';

/** ms. REST may show a ticker for a second; one that was read longer ago is read again. */
const longestSeedAge = 2_000;

/**
 * The ticker of a pair, as its room tells it. The room of a quiet pair may be silent for a minute: from each join until its
 * first frame, what REST says stands for it. After a frame of the room nothing of REST is told, so that a seed is never newer
 * than a frame, and none of a lost link is told.
 */
export const tickerFeed =
  ({ rooms, rest, hasRest, clock }: FeedContext, checkPair: PairCheck): Feed<Ticker> =>
  (pair) => {
    const read$ = rest.ticker({ pair }).pipe(map(({ value }) => value));
    const seed$ = defer(() => {
      if (!hasRest) return EMPTY;
      return checkPair(pair).pipe(
        mergeMap(({ ticker, readAt }) => (clock.elapsed() - readAt > longestSeedAge ? read$ : of(ticker))),
        // The next frame will tell; whether the pair could be asked for at all, its check has told.
        catchError(() => EMPTY),
      );
    });
    // By hand: a `merge` over `connect` made a frame half as dear again as it is without the seed.
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
