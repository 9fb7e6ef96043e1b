import type { SchedulerLike } from 'rxjs';
import type { Pair } from '../../model/pair';
import type { PublicQueries } from '../market/market';
import type {
  CandlestickReply,
  CircuitBreakMessage,
  DepthWholeMessage,
  TickerMessage,
  TickersRow,
  TransactionRow,
} from '../market/messages';
import { spotPair } from '../market/spot-pairs';
import { formatAmount, formatPrice, type Venue, type VenueInstrument } from '../venue/index';
import { candlesOf, type OutsideTrade, type RecordedPage } from './outside-candles';
import { dataOf, type OutsideRooms } from './outside-rooms';
import { lotsOf, ticksOf } from './displayed-book';
import type { OutsideFrame } from './outside-frame';
import { type FileCandles, noFileCandles } from './file-candles';
import { newIds } from './new-ids';
import { rebased } from './rebase';
import { dataIn, type Reply } from './replies';

/** Answers public REST from the frames and replies that have arrived by now, and from nothing else. */
export interface OutsideQueries extends PublicQueries {
  readonly onFrame: (received: OutsideFrame) => void;
  readonly onReply: (reply: Reply) => void;
}

const latest = 60;
/** The number of trades per pair that are kept to make candles from. */
const mostTrades = 200_000;

/** The venue's form of unknown data. Every client must accept it, because a suspended pair has it too. */
const nothingKnown = {
  sell: null,
  buy: null,
  open: null,
  high: null,
  low: null,
  last: null,
  vol: null,
} as unknown as Omit<TickerMessage, 'timestamp'>;

interface PairTrades {
  rows: TransactionRow[];
  trades: OutsideTrade[];
  readonly isNew: (id: number) => boolean;
}

export interface OutsideQueriesConfig {
  readonly venue: Venue;
  readonly scheduler: SchedulerLike;
  readonly rooms: ReadonlyMap<Pair, OutsideRooms>;
  /** The offset in ms that is added to every time of the followed venue. */
  readonly shift: number;
  /** The candles of files. They fit only the clock of the recording. */
  readonly candles: FileCandles;
  readonly wholeOf: (pair: Pair) => DepthWholeMessage | null;
}

export const createOutsideQueries = ({
  venue,
  scheduler,
  rooms,
  shift,
  candles,
  wholeOf,
}: OutsideQueriesConfig): OutsideQueries => {
  const replies = new Map<string, Reply & { readonly arrived: number }>();
  const trades = new Map<Pair, PairTrades>();

  /** Returns the data of a recorded reply, with its times moved to the simulator's. */
  const recorded = (path: string): unknown => {
    const reply = replies.get(path);
    return dataIn(reply && { ...reply, body: rebased(reply.body, shift) });
  };

  const recordedTickers = (): readonly TickersRow[] => {
    const rows = recorded('/tickers');
    return Array.isArray(rows) ? (rows as readonly TickersRow[]) : [];
  };

  const ticker = (pair: Pair): TickerMessage | undefined => {
    const frame = rooms.get(pair)?.latest('ticker') ?? null;
    if (frame !== null) return dataOf(rebased(frame, shift)) as TickerMessage;
    const row = recordedTickers().find((one) => one.pair === pair);
    // A listed pair is never unknown, even if nothing has arrived about it yet.
    if (row === undefined)
      return rooms.has(pair) ? { ...nothingKnown, timestamp: scheduler.now() } : undefined;
    const { sell, buy, open, high, low, last, vol, timestamp } = row;
    return { sell, buy, open, high, low, last, vol, timestamp };
  };
  const tickers = (): readonly TickersRow[] =>
    [...rooms.keys()].flatMap((pair) => {
      const message = ticker(pair);
      return message === undefined ? [] : [{ pair, ...message }];
    });

  const pageOf = (path: string): RecordedPage | null => {
    // Recorded candles of another day and hour fit only the clock of the recording.
    if (shift !== 0) return null;
    const data = recorded(path) as CandlestickReply | undefined;
    const rows = data?.candlestick[0]?.ohlcv;
    return rows === undefined ? null : { rows, arrived: replies.get(path)?.arrived ?? 0 };
  };

  const onTrades = (pair: Pair, instrument: VenueInstrument, { content }: OutsideFrame): void => {
    if (content.type !== 'trades') return;
    const known = trades.get(pair) ?? { rows: [], trades: [], isNew: newIds() };
    trades.set(pair, known);
    for (const { id, side, price, amount, timestamp } of content.trades) {
      if (!known.isNew(id)) continue;
      const ticks = ticksOf(price, instrument.priceDigits);
      const lots = lotsOf(amount, instrument.amountDigits);
      const time = timestamp + shift;
      known.rows.push({
        transaction_id: id,
        side,
        price: formatPrice(instrument, ticks),
        amount: formatAmount(instrument, lots),
        executed_at: time,
      });
      known.trades.push({ price: ticks, amount: lots, time, arrived: scheduler.now() });
    }
    if (known.rows.length > 2 * latest) known.rows = known.rows.slice(-latest);
    if (known.trades.length > 2 * mostTrades) known.trades = known.trades.slice(-mostTrades);
  };

  return {
    onFrame: (received) => {
      const instrument = venue.instrument(received.pair);
      if (instrument !== undefined) onTrades(received.pair, instrument, received);
    },
    onReply: (reply) => {
      replies.set(reply.path, { ...reply, arrived: scheduler.now() });
    },
    isListed: (pair) => rooms.has(pair),
    ticker,
    tickers,
    tickersJpy: () => tickers().filter(({ pair }) => pair.endsWith('_jpy')),
    depth: (pair) => wholeOf(pair) ?? undefined,
    transactions: (pair, day) => {
      if (!rooms.has(pair)) return undefined;
      if (day !== undefined)
        return recorded(`/${pair}/transactions/${day}`) as ReturnType<PublicQueries['transactions']>;
      return { transactions: (trades.get(pair)?.rows ?? []).slice(-latest).reverse() };
    },
    candlestick: (pair, type, date) => {
      const instrument = venue.instrument(pair);
      if (instrument === undefined || !rooms.has(pair)) return undefined;
      const kept = shift === 0 ? candles : noFileCandles;
      const page = pageOf(`/${pair}/candlestick/${type}/${date}`);
      return candlesOf(instrument, type, date, page, trades.get(pair)?.trades ?? [], kept, scheduler.now());
    },
    candlestickSteps: () => [],
    circuitBreakInfo: (pair) => {
      const frame = rooms.get(pair)?.latest('circuit_break_info') ?? null;
      const data = frame === null ? recorded(`/${pair}/circuit_break_info`) : dataOf(rebased(frame, shift));
      return (data ?? undefined) as CircuitBreakMessage | undefined;
    },
    spotPairs: () => ({
      pairs: venue.instruments().map((instrument) => spotPair(instrument, scheduler.now())),
    }),
    spotStatus: () => ({
      statuses: venue.pairStatuses().map(({ pair, status, minAmount }) => {
        const instrument = venue.instrument(pair);
        return { pair, status, min_amount: instrument ? formatAmount(instrument, minAmount) : '0' };
      }),
    }),
  };
};
