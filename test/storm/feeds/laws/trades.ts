import type { Trade } from '../../../../src/model/trade';
import type { TransactionsMessage } from '../../../../src/simulator/market/messages';
import { standsForOneAt } from '../../told';
import type { Law } from '../oracle';
import type { MadeTrade, VenueTrade } from '../truth';
import { isJoined, type Link } from '../wiretap';
import { isBeyondProof, longestUnproven } from './beyond-proof';

/**
 * The longest time in ms for which REST is asked for the trades of an outage. The link's trades are held back
 * meanwhile.
 */
const longestHeld = 12_000;
/** The longest way of a frame in the calm, ms. */
const longestWay = 1_000;

const isSame = (trade: Trade, venue: MadeTrade): boolean =>
  trade.side === venue.side &&
  trade.price === venue.price &&
  trade.amount === venue.amount &&
  trade.timestamp === venue.timestamp;

/** The law of `trades$`: each trade is emitted exactly once and oldest first, or reported as missing. */
export const tradesLaw: Law = (oracle, { pair }) => {
  const { clock, joins, truth, diagnostics, violate, tap, sleeps } = oracle;
  const room = `transactions_${pair}`;
  const since = clock.now();
  const isRoomJoined = (): boolean => {
    const link = tap.link();
    return link !== null && isJoined(link, room);
  };
  const wasJoined = joins(room).length > 0 && isRoomJoined();
  const announcedBefore = diagnostics.length;
  const told = new Set<number>();
  /** The times at which trades came on the link, in order. */
  const arrived = new Map<number, number>();
  const newestOn = new Map<Link, number>();
  let newest = -1;
  /** The trades that were emitted after younger ones, with their times. */
  const late = new Map<number, number>();

  const isAnnounced = ({ timestamp }: MadeTrade): boolean =>
    diagnostics.slice(announcedBefore).some(
      (diagnostic) =>
        diagnostic.kind === 'trades-missing' &&
        timestamp <= diagnostic.to &&
        // A diagnostic that stands for others names neither their pair nor their beginning.
        (diagnostic.count > 1 || (diagnostic.pair === pair && (diagnostic.from ?? -Infinity) <= timestamp)),
    );
  /** True if REST had shown the client the trade before the observer came. Others may have got it then. */
  const wasReadBefore = ({ id }: MadeTrade): boolean =>
    oracle.tradesRead.some((read) => read.pair === pair && read.at <= since && read.ids.has(id));
  const owedFrom = (): number => (wasJoined ? since : (joins(room).find((at) => at >= since) ?? Infinity));

  const demand = (isOwed: (trade: VenueTrade) => boolean): void => {
    const first = Math.min(...told);
    const missing = truth(pair).trades.filter(
      (trade) =>
        isOwed(trade) &&
        !told.has(trade.id) &&
        !isAnnounced(trade) &&
        !wasReadBefore(trade) &&
        !isBeyondProof(oracle, pair, trade, first),
    );
    const [lost] = missing;
    if (lost !== undefined) {
      violate(
        `trades$ lost ${missing.length} trades in silence, the first ${lost.id} of ${lost.timestamp}, told at ${lost.published}`,
      );
    }
  };
  const cameBefore =
    (time: number) =>
    ({ id, published }: VenueTrade): boolean =>
      published >= since && (arrived.get(id) ?? Infinity) <= time;

  /**
   * Returns the time a number of ms ago, without the sleeps of the machine, because trades that were held back then are not
   * emitted either.
   */
  const wakingAgo = (ms: number): number =>
    sleeps.reduceRight((at, { from, to }) => (to > at ? at - (to - from) : at), clock.now() - ms);

  return {
    next: (trade: Trade) => {
      Object.freeze(trade);
      const venue = truth(pair).made.get(trade.id);
      if (told.has(trade.id)) violate(`trades$ tells ${trade.id} twice`);
      // Trades from before the observer came may also be emitted, after an outage.
      if (venue !== undefined && !isSame(trade, venue))
        violate(`trades$ tells another ${trade.id} than the venue`);
      if (venue === undefined && trade.timestamp >= oracle.start) violate(`trades$ invents ${trade.id}`);
      if (trade.id < newest) {
        // Trades that REST does not show, because too many newer ones exist, may be emitted after those it shows, once
        // they are reported as missing.
        if (arrived.has(trade.id) && !isAnnounced(trade))
          violate(`trades$ tells ${trade.id} after ${newest}`);
        else late.set(trade.id, clock.now());
      }
      told.add(trade.id);
      newest = Math.max(newest, trade.id);
    },
    onBefore: ({ link, kind, pair: of, message }) => {
      if (kind !== 'transactions' || of !== pair || message === null) return;
      const ids = (message as TransactionsMessage).transactions.map((row) => row.transaction_id);
      const known = newestOn.get(link) ?? -1;
      newestOn.set(link, Math.max(known, ...ids));
      for (const id of ids) if (id > known && !arrived.has(id)) arrived.set(id, clock.now());
    },
    onLeave: () => {
      const joinedAt = joins(room).at(-1) ?? Infinity;
      const due = wakingAgo(longestHeld);
      if (tap.link()?.isReady === true && joinedAt <= due) demand(cameBefore(due));
    },
    onEnd: () => {
      for (const [id, at] of late) {
        const isSaid = diagnostics.some((said) => said.kind === 'trade-late' && said.id === id);
        if (!isSaid && !standsForOneAt(diagnostics, 'trade-late', at))
          violate(`trades$ told ${id} late in silence`);
      }
      const from = owedFrom();
      demand(cameBefore(clock.now() - longestWay));
      // A trade from before the observer came is emitted if the stream has it, but it is not required.
      demand(({ timestamp, published }) => timestamp >= from && published <= clock.now() - longestUnproven);
    },
  };
};
