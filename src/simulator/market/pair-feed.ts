import type { SchedulerLike } from 'rxjs';
import {
  type CircuitBreakInfo,
  formatAmount,
  formatPrice,
  type PublicTrade,
  type Venue,
  type VenueInstrument,
} from '../venue/index';
import { createBatch } from './batch';
import type { History } from './history';
import type {
  CircuitBreakMessage,
  DepthWholeMessage,
  PublishedMessage,
  TickerMessage,
  TransactionRow,
} from './messages';
import { createPastBook } from './past-book';
import { createPublishedBook, type LevelEvent, type PublishedBook } from './published-book';
import type { Random } from './random';
import { transactionRow, type Transactions } from './transactions';

/**
 * The shortest delay of a diff in ms. A diff contains all changes since the last one. Busy pairs have one about every
 * 360 ms.
 */
const leastDiffDelay = 36;
const moreDiffDelay = 185;
const tickerDelay = { least: 700, most: 1_000 };
const transactionsDelay = { least: 60, most: 240 };
const tickerSilence = 60_000;

export interface PairFeedOptions {
  readonly venue: Venue;
  readonly instrument: VenueInstrument;
  readonly scheduler: SchedulerLike;
  readonly random: Random;
  readonly history: History;
  readonly transactions: Transactions;
  readonly publish: (message: PublishedMessage) => void;
}

/** The public stream of a pair, and its book and ticker in REST. */
export interface PairFeed {
  readonly onLevel: (event: LevelEvent) => void;
  readonly onTrade: (trade: PublicTrade) => void;
  readonly onCircuitBreak: (info: CircuitBreakInfo) => void;
  readonly book: PublishedBook;
  /** Takes the levels that rest at the venue now as published. */
  readonly open: () => void;
  readonly whole: () => DepthWholeMessage;
  readonly pastDepth: () => DepthWholeMessage;
  readonly ticker: () => TickerMessage;
  readonly circuitBreak: () => CircuitBreakMessage | undefined;
  readonly close: () => void;
}

const isSameTicker = (a: TickerMessage | undefined, b: TickerMessage): boolean =>
  a !== undefined &&
  a.sell === b.sell &&
  a.buy === b.buy &&
  a.last === b.last &&
  a.open === b.open &&
  a.high === b.high &&
  a.low === b.low &&
  a.vol === b.vol;

const circuitBreakMessage = (instrument: VenueInstrument, info: CircuitBreakInfo): CircuitBreakMessage => {
  const price = (ticks: number | null): string | null =>
    ticks === null ? null : formatPrice(instrument, ticks);
  return {
    mode: info.mode,
    estimated_itayose_price: price(info.estimatedItayosePrice),
    estimated_itayose_amount:
      info.estimatedItayoseAmount === null ? null : formatAmount(instrument, info.estimatedItayoseAmount),
    itayose_upper_price: price(info.itayoseUpperPrice),
    itayose_lower_price: price(info.itayoseLowerPrice),
    upper_trigger_price: price(info.upperTriggerPrice),
    lower_trigger_price: price(info.lowerTriggerPrice),
    fee_type: info.feeType,
    reopen_timestamp: info.reopenTimestamp,
    timestamp: info.timestamp,
  };
};

export const createPairFeed = (options: PairFeedOptions): PairFeed => {
  const { venue, instrument, scheduler, random, history, transactions, publish } = options;
  const { pair } = instrument;
  const book = createPublishedBook(instrument, random);
  const past = createPastBook(instrument, book, random);
  let auction: number | null = null;
  let isOpen = false;
  let newRows: TransactionRow[] = [];
  let lastTicker: TickerMessage | undefined;

  const price = (ticks: number | null): string | null =>
    ticks === null ? null : formatPrice(instrument, ticks);

  const ticker = (): TickerMessage => {
    const now = scheduler.now();
    const day = history.summary(now);
    return {
      sell: price(venue.bestPrice(pair, 'sell')),
      buy: price(venue.bestPrice(pair, 'buy')),
      open: formatPrice(instrument, day.open),
      high: formatPrice(instrument, day.high),
      low: formatPrice(instrument, day.low),
      last: formatPrice(instrument, day.close),
      vol: formatAmount(instrument, BigInt(day.volume)),
      timestamp: now,
    };
  };

  const publishTicker = (isDue: boolean): void => {
    silence.cancel();
    silence.arm();
    const latest = ticker();
    if (!isDue && isSameTicker(lastTicker, latest)) return;
    lastTicker = latest;
    publish({ room: `ticker_${pair}`, type: 'ticker', data: latest });
  };

  const tickers = createBatch(
    scheduler,
    () => random.between(tickerDelay.least, tickerDelay.most),
    () => publishTicker(false),
  );
  const silence = createBatch(
    scheduler,
    () => tickerSilence,
    () => publishTicker(true),
  );
  const diffs = createBatch(
    scheduler,
    () => leastDiffDelay + Math.round(moreDiffDelay * random.exponential()),
    () => {
      const data = book.diff(scheduler.now(), venue.sequence());
      if (data) publish({ room: `depth_diff_${pair}`, type: 'depth_diff', data });
    },
  );
  const rows = createBatch(
    scheduler,
    () => random.between(transactionsDelay.least, transactionsDelay.most),
    () => {
      const data = { transactions: newRows.reverse() };
      newRows = [];
      publish({ room: `transactions_${pair}`, type: 'transactions', data });
    },
  );
  silence.arm();

  return {
    book,
    onLevel: (event) => {
      const before = book.apply(event);
      // For REST, the orders that filled the book at the start have always been there.
      if (isOpen) past.remember(event, before, scheduler.now());
      diffs.arm();
      tickers.arm();
    },
    onTrade: (trade) => {
      history.add(trade);
      transactions.add(trade);
      newRows.push(transactionRow(instrument, trade));
      rows.arm();
      tickers.arm();
    },
    onCircuitBreak: (info) => {
      auction = info.mode === 'NONE' ? null : info.estimatedItayosePrice;
      book.setAuction(auction);
      diffs.arm();
      publish({
        room: `circuit_break_info_${pair}`,
        type: 'circuit_break_info',
        data: circuitBreakMessage(instrument, info),
      });
    },
    open: () => {
      isOpen = true;
      book.open(
        venue.bookSide(pair, 'buy', Infinity),
        venue.bookSide(pair, 'sell', Infinity),
        venue.sequence(),
      );
    },
    whole: () => book.whole(scheduler.now(), venue.sequence()),
    pastDepth: () => past.depth(scheduler.now(), venue.sequence(), auction),
    ticker,
    circuitBreak: () => {
      const info = venue.circuitBreakInfo(pair);
      return info && circuitBreakMessage(instrument, info);
    },
    close: () => {
      for (const batch of [tickers, silence, diffs, rows]) batch.cancel();
    },
  };
};
