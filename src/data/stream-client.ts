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
 * The feeds of a `DataClient` that need no REST, for a page that shows prices. It has two thirds of the size. A feed ends only
 * by `close()`, or with an `UnknownPairError` if the text can't be the name of a pair. If the venue does not know the pair, the
 * feed is silent, and the diagnostic `room-silent` comes.
 */
export interface StreamClient extends StreamFeeds, Link {
  /** Feed: each trade of the stream, once. Trades of an outage are missing, with the diagnostic `trades-missing`. */
  readonly trades$: (pair: Pair) => Observable<Trade>;
}

const checkName = (pair: Pair): Observable<never> =>
  isPairName(pair) ? NEVER : throwError(() => unknownPairError(pair));

/** Makes a stream client on the socket of a runtime. */
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
