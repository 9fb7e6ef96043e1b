import type { Trade } from '../../../../src/model/trade';
import type { TransactionsMessage } from '../../../../src/simulator/market/messages';
import { standsForOneAt } from '../../told';
import type { Law } from '../oracle';
import type { MadeTrade, VenueTrade } from '../truth';
import { isJoined, type Link } from '../wiretap';
import { isBeyondProof, longestUnproven } from './beyond-proof';

/** ms. REST is asked for so long what an outage hid, and what the link carried meanwhile is held back. */
const longestHeld = 12_000;
/** ms. A frame on its way in the calm. */
const longestWay = 1_000;

const isSame = (trade: Trade, venue: MadeTrade): boolean =>
  trade.side === venue.side &&
  trade.price === venue.price &&
  trade.amount === venue.amount &&
  trade.timestamp === venue.timestamp;

/** `trades$`: each exactly once and oldest first, or announced as missing. */
export const tradesLaw: Law = (oracle, { pair }) => {
  const { clock, joins, truth, diagnostics, violate, tap } = oracle;
  const room = `transactions_${pair}`;
  const since = clock.now();
  const isRoomJoined = (): boolean => {
    const link = tap.link();
    return link !== null && isJoined(link, room);
  };
  const wasJoined = joins(room).length > 0 && isRoomJoined();
  const announcedBefore = diagnostics.length;
  const told = new Set<number>();
  /** When a trade came by the wire, and in order. */
  const arrived = new Map<number, number>();
  const newestOn = new Map<Link, number>();
  let newest = -1;
  /** Told after younger ones, and when. */
  const late = new Map<number, number>();

  const isAnnounced = ({ timestamp }: MadeTrade): boolean =>
    diagnostics.slice(announcedBefore).some(
      (diagnostic) =>
        diagnostic.kind === 'trades-missing' &&
        timestamp <= diagnostic.to &&
        // One that stands for others tells neither their pair nor where they begin.
        (diagnostic.count > 1 || (diagnostic.pair === pair && (diagnostic.from ?? -Infinity) <= timestamp)),
    );
  const owedFrom = (): number => (wasJoined ? since : (joins(room).find((at) => at >= since) ?? Infinity));

  const demand = (isOwed: (trade: VenueTrade) => boolean): void => {
    const first = Math.min(...told);
    const missing = truth(pair).trades.filter(
      (trade) =>
        isOwed(trade) &&
        !told.has(trade.id) &&
        !isAnnounced(trade) &&
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

  return {
    next: (trade: Trade) => {
      Object.freeze(trade);
      const venue = truth(pair).made.get(trade.id);
      if (told.has(trade.id)) violate(`trades$ tells ${trade.id} twice`);
      // What was made before the observer came may be told too, after an outage.
      if (venue !== undefined && !isSame(trade, venue))
        violate(`trades$ tells another ${trade.id} than the venue`);
      if (venue === undefined && trade.timestamp >= oracle.start) violate(`trades$ invents ${trade.id}`);
      if (trade.id < newest) {
        // What more than REST shows lies between may be told after what it shows, once it is announced.
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
      if (tap.link()?.isReady === true && clock.now() - joinedAt >= longestHeld) {
        demand(cameBefore(clock.now() - longestHeld));
      }
    },
    onEnd: () => {
      for (const [id, at] of late) {
        const isSaid = diagnostics.some((said) => said.kind === 'trade-late' && said.id === id);
        if (!isSaid && !standsForOneAt(diagnostics, 'trade-late', at))
          violate(`trades$ told ${id} late in silence`);
      }
      const from = owedFrom();
      demand(cameBefore(clock.now() - longestWay));
      // One that was made before the observer came is told where the stream tells it, and owed to nobody.
      demand(({ timestamp, published }) => timestamp >= from && published <= clock.now() - longestUnproven);
    },
  };
};
