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

/** What a market that others make publishes: its book with users' orders in it, or bit for bit what was heard. */
export type PublishedOrders = 'withOwn' | 'recorded';

export interface MarketOptions {
  /** The market clock: the same one the venue has. */
  readonly scheduler: SchedulerLike;
  /** The same seed, venue and commands at the same times give the same messages, bit for bit. */
  readonly seed: number;
  /** What differs from the defaults (profiles.ts), by pair. */
  readonly profiles?: Readonly<Record<Pair, Partial<MarketProfile>>>;
  /** Simulated participants; `false` leaves the books to the users. Default: `true`. */
  readonly participants?: boolean;
  /** Default: `missing`. */
  readonly youngDay?: Quirks['youngDay'];
  /** When resting orders are filled, where others make the market. Default: `queue()`. */
  readonly fills?: FillModel;
  /** Are users' orders in the published book of a market that others make? Default: `recorded`, they are not. */
  readonly published?: PublishedOrders;
}

/** Public REST. `not-yet` is HTTP 200 with code 10000: a page that will come soon. `undefined` is the venue's HTTP 404 with code 10000: an unknown pair, type or day. Nothing is cached. */
export interface PublicQueries {
  readonly ticker: (pair: Pair) => TickerMessage | undefined;
  readonly tickers: () => readonly TickersRow[];
  readonly tickersJpy: () => readonly TickersRow[];
  /** 1 to 2 s behind the stream, as on the venue. */
  readonly depth: (pair: Pair) => DepthWholeMessage | undefined;
  /** The newest 60, or those of a day (`YYYYMMDD`, UTC) that has been over for an hour. */
  readonly transactions: (pair: Pair, day?: string) => TransactionsMessage | undefined;
  /** `date`: `YYYYMMDD` up to `1hour`, `YYYY` from `4hour` on; UTC. */
  readonly candlestick: (pair: Pair, type: string, date: string) => CandlestickReply | NotYet | undefined;
  /** The work before `candlestick`, in steps: a year of candles at once would stop the venue for a while. */
  readonly candlestickSteps: (pair: Pair, type: string, date: string) => Iterable<void>;
  readonly circuitBreakInfo: (pair: Pair) => CircuitBreakMessage | undefined;
  readonly spotPairs: () => { readonly pairs: readonly SpotPair[] };
  readonly spotStatus: () => SpotStatusReply;
}

/** The public side of the venue: what its stream and its public REST say. */
export interface Market {
  /** Every message of every room, hot. */
  readonly messages$: Observable<RoomNews>;
  /** Unknown rooms are silent: no frame, no error. */
  readonly hasRoom: (room: string) => boolean;
  /** What one joiner gets beyond `messages$`: a room with a first message sends it 100 to 200 ms after; then completion. */
  readonly joined$: (room: string) => Observable<RoomNews>;
  readonly queries: PublicQueries;
  /** Asks the followed venue itself for a path of its public REST; errors where it can't be reached. `null`: `queries` answer. */
  readonly ask$?: (path: string) => Observable<{ readonly status: number; readonly body: string }> | null;
  /** What befell orders of users by what the market does not know, hot. */
  readonly notices$: Observable<MarketNotice>;
  /** Completes `messages$` and stops the participants. */
  readonly close: () => void;
}

export type CreateMarket = (venue: Venue, options: MarketOptions) => Market;

/** Where the market behind a venue comes from. */
export interface MarketSource {
  /** The rules of its pairs: all that the venue lists. */
  readonly instruments: readonly VenueInstrument[];
  /** When its time begins: Unix time, ms. `null`: now. */
  readonly start: number | null;
  readonly create: CreateMarket;
}
