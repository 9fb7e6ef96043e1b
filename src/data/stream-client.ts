import { NEVER, type Observable, throwError } from 'rxjs';
import type { OpenSocket } from '../connectivity/ports';
import { unknownPairError } from '../model/errors';
import { isPairName, type Pair } from '../model/pair';
import type { Trade } from '../model/trade';
import { createBase, type Link } from './base';
import { readStreamOptions, type StreamClientOptions } from './options';
import { sharingOf } from './sharing';
import { streamFeeds, type StreamFeeds } from './stream-feeds';
import { streamTradesFeed } from './stream-trades';

/**
 * The feeds of a `DataClient` that need no REST, for a page that shows prices: two thirds of its size. A feed ends only
 * by `close()`, or with an `UnknownPairError` of what can't be the name of a pair: of a name that the venue does not know
 * nothing comes, and `room-silent` is diagnosed.
 */
export interface StreamClient extends StreamFeeds, Link {
  /** Feed: each trade that the stream tells, once. Those of an outage are missing: `trades-missing`. */
  readonly trades$: (pair: Pair) => Observable<Trade>;
}

const checkName = (pair: Pair): Observable<never> =>
  isPairName(pair) ? NEVER : throwError(() => unknownPairError(pair));

/** A stream client on the socket of a runtime. */
export const streamClientOn =
  ({ openSocket }: { readonly openSocket: OpenSocket }): ((options?: StreamClientOptions) => StreamClient) =>
  (options = {}, ...stray: readonly unknown[]) => {
    const base = createBase(readStreamOptions(options, stray), openSocket);
    const sharing = sharingOf(base, checkName);
    return {
      ...streamFeeds(base, sharing),
      trades$: sharing.events(streamTradesFeed(base)),
      ...base.link,
    };
  };
