import type { Observable, SchedulerLike } from 'rxjs';
import type { Pair } from '../../model/pair';
import type { FillModel } from '../fills/model';
import type { Quirks } from '../venue/quirks';
import type { Venue, VenueInstrument } from '../venue/index';
import type {
  CandlestickReply,
  NotYet,
  CircuitBreakMessage,
  DepthWholeMessage,
  SpotStatusReply,
  TickerMessage,
  TickersRow,
  TransactionsMessage,
} from './messages';
import type { MarketNotice } from './notice';
import type { MarketProfile } from './profiles';
import type { RoomNews } from './room-news';
import type { SpotPair } from './spot-pairs';

/** The book that a market from outside publishes: with users' orders in it, or bit for bit as it was received. */
export type PublishedOrders = 'withOwn' | 'recorded';

export interface MarketOptions {
  /** The market clock, the same one that the venue has. */
  readonly scheduler: SchedulerLike;
  /** The seed. The same seed, venue and commands at the same times give the same messages, bit for bit. */
  readonly seed: number;
  /** The differences from the default profiles (profiles.ts), by pair. */
  readonly profiles?: Readonly<Record<Pair, Partial<MarketProfile>>>;
  /** `false` leaves the books to the users, without simulated participants. Default: `true`. */
  readonly participants?: boolean;
  /** The variant of the quirk. Default: `missing`. */
  readonly youngDay?: Quirks['youngDay'];
  /** The rule by which a market from outside fills resting orders. Default: `queue()`. */
  readonly fills?: FillModel;
  /** The book that a market from outside publishes. Default: `recorded`, without users' orders. */
  readonly published?: PublishedOrders;
}

/**
 * The replies of public REST. `not-yet` is HTTP 200 with code 10000: a page that will come soon. `undefined` is the
 * venue's HTTP 404 with code 10000: an unknown pair, type or day. Nothing is cached.
 */
export interface PublicQueries {
  readonly ticker: (pair: Pair) => TickerMessage | undefined;
  readonly tickers: () => readonly TickersRow[];
  readonly tickersJpy: () => readonly TickersRow[];
  /** True for a pair of the venue, also while nothing of it is known yet. */
  readonly isListed: (pair: Pair) => boolean;
  /** Returns the book, 1 to 2 s behind the stream, as on the venue. */
  readonly depth: (pair: Pair) => DepthWholeMessage | undefined;
  /** Returns the newest 60 trades, or the trades of a day (`YYYYMMDD`, UTC) that has been over for an hour. */
  readonly transactions: (pair: Pair, day?: string) => TransactionsMessage | undefined;
  /** Returns candles. `date` is `YYYYMMDD` up to `1hour`, `YYYY` from `4hour` on; UTC. */
  readonly candlestick: (pair: Pair, type: string, date: string) => CandlestickReply | NotYet | undefined;
  /** The work before `candlestick`, in steps. A year of candles in one step would stop the venue for a while. */
  readonly candlestickSteps: (pair: Pair, type: string, date: string) => Iterable<void>;
  readonly circuitBreakInfo: (pair: Pair) => CircuitBreakMessage | undefined;
  readonly spotPairs: () => { readonly pairs: readonly SpotPair[] };
  readonly spotStatus: () => SpotStatusReply;
}

/** The public side of the venue: its stream and its public REST. */
export interface Market {
  /** Feed: emits every message of every room, hot. */
  readonly messages$: Observable<RoomNews>;
  /** Returns true if a room exists. A join of an unknown room gets no frame and no error. */
  readonly hasRoom: (room: string) => boolean;
  /**
   * Emits the messages that only a new member gets in addition to `messages$`, and completes. A room with a first message
   * sends it 100 to 200 ms after the join.
   */
  readonly joined$: (room: string) => Observable<RoomNews>;
  readonly queries: PublicQueries;
  /**
   * Requests a path of public REST from the followed venue itself; errors if it can't be reached. `null`: `queries`
   * answer.
   */
  readonly ask$?: (path: string) => Observable<{ readonly status: number; readonly body: string }> | null;
  /** Feed: emits what happened to orders of users because something about the market is not known, hot. */
  readonly notices$: Observable<MarketNotice>;
  /** Completes `messages$` and stops the participants. */
  readonly close: () => void;
}

export type CreateMarket = (venue: Venue, options: MarketOptions) => Market;

/** The source of the market behind a venue. */
export interface MarketSource {
  /** The rules of its pairs, which are all pairs that the venue lists. */
  readonly instruments: readonly VenueInstrument[];
  /** The beginning of its time: Unix time, ms. `null`: now. */
  readonly start: number | null;
  readonly create: CreateMarket;
}
