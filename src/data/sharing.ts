import { Observable, type MonoTypeOperatorFunction } from 'rxjs';
import type { Pair } from '../model/pair';
import { shareByKey } from '../operators/share-by-key';
import { shareCurrent } from '../operators/share-current';
import { shareLinger } from '../operators/share-linger';
import type { Base } from './base';
import type { Feed } from './context';

/** The ways in which feeds of a pair are shared and end. */
export interface Sharing {
  /** Ends a source with an error if the pair is unknown. */
  readonly checked: <A>(pair: Pair, source: Observable<A>) => Observable<A>;
  readonly perPair: <A>(feed: Feed<A>, share: () => MonoTypeOperatorFunction<A>) => Feed<A>;
  readonly events: <A>(feed: Feed<A>) => Feed<A>;
  /** Shares a feed of state. Late subscribers get the current value, unless its link was lost. */
  readonly state: <A>(feed: Feed<A>) => Feed<A>;
}

/** Makes the ways of sharing. `check` fails if the pair is unknown, and emits nothing. */
export const sharingOf = (
  { rooms, linger, clock, untilClosed }: Base,
  check: (pair: Pair) => Observable<never>,
): Sharing => {
  // `takeUntil` is not used, because it would add a step to each frame.
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
