import type { Pair } from '../../model/pair';
import { formatAmount, formatPrice, type PublicTrade, type VenueInstrument } from '../venue/index';
import { tradeIdsPerDay } from './activity';
import type { History } from './history';
import type { TransactionRow, TransactionsMessage } from './messages';
import { day, historyStart } from './time-of-day';
import { type SyntheticTrade, syntheticTrades } from './synthetic-trades';

const latest = 60;
/** The number of trades of the simulation that are kept for the replies of a day. */
const keptTrades = 200_000;

/** A number below the venue's own ids. Made-up days count back from here. */
const idsBefore = 1_400_000_000;

/** The trades of a pair: made up before the start of the simulation, real from then on. */
export interface Transactions {
  readonly add: (trade: PublicTrade) => void;
  /** Returns the newest 60 trades, newest first. */
  readonly latest: () => TransactionsMessage;
  /** Returns the trades of a UTC day, oldest first; `undefined` where the venue has none. */
  readonly ofDay: (startOfDay: number) => TransactionsMessage | undefined;
}

export interface TransactionsOptions {
  readonly instrument: VenueInstrument;
  readonly history: Pick<History, 'madeUp'>;
  readonly seed: number;
  readonly start: number;
}

export const transactionRow = (instrument: VenueInstrument, trade: PublicTrade): TransactionRow => ({
  transaction_id: trade.tradeId,
  side: trade.side,
  price: formatPrice(instrument, trade.price),
  amount: formatAmount(instrument, trade.amount),
  executed_at: trade.executedAt,
});

const toPublicTrade = (pair: Pair, trade: SyntheticTrade, tradeId: number): PublicTrade => ({
  ...trade,
  pair,
  tradeId,
  amount: BigInt(trade.amount),
});

export const createTransactions = ({
  instrument,
  history,
  seed,
  start,
}: TransactionsOptions): Transactions => {
  const { pair } = instrument;
  const startDay = Math.floor(start / day);
  const minLots = Math.round(Number(instrument.minAmount) * 10 ** instrument.amountDigits);
  let real: PublicTrade[] = [];
  let forgottenUntil = -Infinity;

  const madeUp = (dayNumber: number): readonly PublicTrade[] => {
    const bars = history.madeUp(dayNumber);
    if (!bars) return [];
    const firstId = idsBefore - (startDay - dayNumber + 1) * tradeIdsPerDay;
    return syntheticTrades(bars, dayNumber * day, minLots, seed, pair, dayNumber).map((trade, i) =>
      toPublicTrade(pair, trade, firstId + i),
    );
  };

  const message = (trades: readonly PublicTrade[]): TransactionsMessage => ({
    transactions: trades.map((trade) => transactionRow(instrument, trade)),
  });

  let latestMadeUp: readonly PublicTrade[] | undefined;
  const beforeStart = (): readonly PublicTrade[] => {
    if (latestMadeUp) return latestMadeUp;
    let trades: readonly PublicTrade[] = [];
    for (let back = 0; back < 3 && trades.length < latest; back++)
      trades = [...madeUp(startDay - back), ...trades];
    return (latestMadeUp = trades.slice(-latest));
  };

  return {
    add: (trade) => {
      real.push(trade);
      if (real.length <= 2 * keptTrades) return;
      real = real.slice(-keptTrades);
      forgottenUntil = real[0]?.executedAt ?? forgottenUntil;
    },
    latest: () => {
      const newest = real.slice(-latest);
      const older = newest.length < latest ? beforeStart().slice(newest.length - latest) : [];
      return message([...older, ...newest].reverse());
    },
    ofDay: (startOfDay) => {
      const endOfDay = startOfDay + day;
      if (endOfDay <= historyStart) return undefined;
      if (startOfDay <= forgottenUntil && endOfDay > start) return undefined;
      const own = real.filter(({ executedAt }) => executedAt >= startOfDay && executedAt < endOfDay);
      return message([...madeUp(Math.floor(startOfDay / day)), ...own]);
    },
  };
};
