import { filter, ignoreElements, map, type Observable } from 'rxjs';
import type { Candle, CandleType } from '../model/candle';
import type { Pair } from '../model/pair';
import type { Trade } from '../model/trade';
import type { Tradable } from '../model/venue-status';
import { shareByKey } from '../operators/share-by-key';
import { shareCurrent } from '../operators/share-current';
import { withOptions } from '../operators/with-options';
import { provided, wrongCount, wrongType } from './arguments';
import { createBase, type Link } from './base';
import { upsertCandle } from './candle-keeper';
import { candlesFeed, type CandleFeedKey } from './candles';
import type { FeedContext } from './context';
import { createDatedRest } from './dated-rest';
import { readDataOptions, type DataClientOptions } from './options';
import { createPairCheck } from './pair-check';
import { publicRestOf, type PublicRest } from './rest';
import { sendRequestOf, type RuntimePorts } from './runtime';
import { sharingOf } from './sharing';
import { streamFeeds, type StreamFeeds } from './stream-feeds';
import { tickerFeed } from './ticker';
import { tradableFeed, venueReport$ } from './tradable';
import { tradeEventsFeed, type TradeEvent } from './trades';

/**
 * The public feeds of the venue. Every feed is cold, because subscribing connects and joins, and is shared underneath, so that
 * a thousand subscribers of one feed cost one room. A feed ends only with an `UnknownPairError`, or by `close()`.
 */
export interface DataClient extends StreamFeeds, Link {
  /** Feed: each trade from now on, exactly once and oldest first, through any number of reconnects. */
  readonly trades$: (pair: Pair) => Observable<Trade>;
  /**
   * Feed of state: the latest `history` closed bars (100 by default) and the open one, then every change. A candle
   * replaces an earlier one of the same `openTime`. History that REST can't give at once comes later, counted from the subscription.
   */
  readonly candles$: (
    pair: Pair,
    type: CandleType,
    options?: { readonly history?: number },
  ) => Observable<Candle>;
  /** Feed of state: whether the pair can be traded now, and if not, why. */
  readonly tradable$: (pair: Pair) => Observable<Tradable>;
  /** One-shots of the public REST API, and those that read all pages. */
  readonly rest: PublicRest;
}

/** Makes a data client on the ports of a runtime. */
export const dataClientOn =
  (ports: RuntimePorts): ((options?: DataClientOptions) => DataClient) =>
  (options = {}, ...stray: readonly unknown[]) => {
    const config = readDataOptions(options, stray);
    const base = createBase(config, ports.openSocket);
    const { rooms, clock, leaps$, random, diagnose, linger, untilClosed } = base;
    const sendRequest = sendRequestOf(config, ports);
    const rest = createDatedRest({
      onOdd: (source, odd) => diagnose({ kind: 'odd-row', source, ...odd }),
      ...config,
      sendRequest: sendRequest && ((request) => untilClosed(sendRequest(request))),
      clock,
    });
    const context: FeedContext = {
      rooms,
      rest,
      hasRest: sendRequest !== null,
      clock,
      leaps$,
      random,
      diagnose,
    };
    const checkPair = createPairCheck(context);
    const sharing = sharingOf(base, (pair) => checkPair(pair).pipe(ignoreElements()));
    const { checked, perPair, events, state } = sharing;

    // This feed does not linger, because the feeds made of it do. A late subscriber must know too whether trades are live.
    const tradeEvents$ = perPair(tradeEventsFeed(context, checkPair), () =>
      shareCurrent<TradeEvent>({
        fold: (current, event) => (event.type === 'trade' ? current : [event]),
        scheduler: clock,
      }),
    );
    const buildCandles = candlesFeed(context, tradeEvents$);
    const candlesOf$ = shareByKey(
      (key: CandleFeedKey) => checked(key.pair, buildCandles(key)),
      ({ history }) =>
        shareCurrent({
          forgetOn: rooms.lost$,
          survives: ({ closed }) => closed,
          fold: upsertCandle(history + 1),
          linger,
          scheduler: clock,
        }),
      ({ pair, type, history }) => `${pair} ${type} ${history}`,
    );
    const report$ = untilClosed(venueReport$(context, config.statusInterval)).pipe(
      shareCurrent({ linger, scheduler: clock }),
    );

    return {
      rest: publicRestOf(rest, clock, tradeEvents$),
      ...streamFeeds(base, sharing),
      ticker$: state(tickerFeed(context, checkPair)),
      trades$: events((pair) =>
        tradeEvents$(pair).pipe(
          filter((event) => event.type === 'trade'),
          map(({ trade }) => trade),
        ),
      ),
      candles$: (pair, type, options = {}) =>
        withOptions({ history: true }, options, ({ history = 100 }) =>
          provided(wrongType(type) ?? wrongCount('history', history, 0), () =>
            candlesOf$({ pair, type, history }),
          ),
        ),
      // It is never forgotten, because its value says that the link is down.
      tradable$: perPair(tradableFeed(context, report$), () => shareCurrent({ linger, scheduler: clock })),
      ...base.link,
    };
  };
