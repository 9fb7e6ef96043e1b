import { Observable, type MonoTypeOperatorFunction } from 'rxjs';
import type { Pair } from '../model/pair';
import { shareByKey } from '../operators/share-by-key';
import { shareCurrent } from '../operators/share-current';
import { shareLinger } from '../operators/share-linger';
import type { Base } from './base';
import type { Feed } from './context';

/** How feeds of a pair are shared, and end. */
export interface Sharing {
  /** Ends with the error of an unknown pair, and is left alone by a known one. */
  readonly checked: <A>(pair: Pair, source: Observable<A>) => Observable<A>;
  readonly perPair: <A>(feed: Feed<A>, share: () => MonoTypeOperatorFunction<A>) => Feed<A>;
  readonly events: <A>(feed: Feed<A>) => Feed<A>;
  /** Late subscribers get the current value, unless its link was lost. */
  readonly state: <A>(feed: Feed<A>) => Feed<A>;
}

/** `check` errors where the pair is unknown, and emits nothing. */
export const sharingOf = (
  { rooms, linger, clock, untilClosed }: Base,
  check: (pair: Pair) => Observable<never>,
): Sharing => {
  // Not `takeUntil`: that would be a step more for each frame.
  const checked: Sharing['checked'] = (pair, source) =>
    untilClosed(
      new Observable((subscriber) => {
        subscriber.add(check(pair).subscribe({ error: (error: unknown) => subscriber.error(error) }));
        return subscriber.closed ? undefined : source.subscribe(subscriber);
      }),
    );
  const perPair: Sharing['perPair'] = (feed, share) =>
    shareByKey((pair: Pair) => checked(pair, feed(pair)), share);
  return {
    checked,
    perPair,
    events: (feed) => perPair(feed, () => shareLinger({ linger, scheduler: clock })),
    state: (feed) => perPair(feed, () => shareCurrent({ forgetOn: rooms.lost$, linger, scheduler: clock })),
  };
};
