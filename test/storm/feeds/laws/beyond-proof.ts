import type { Pair } from '../../../../src/model/pair';
import type { Oracle } from '../oracle';
import type { VenueTrade } from '../truth';

/** The longest time in ms until REST has proved the trades of the stream. */
export const longestUnproven = 75_000;
/** The longest time in ms that a struck call may be on its way. No other is made meanwhile. */
const longestCall = 15_000;
/** The number of trades within this many ms that REST can't prove, because it shows the newest 60. */
const burst = { trades: 30, ms: 3_000 };

/** The longest time in ms until a frozen link goes on, or proves dead. */
const longestFreeze = 60_000;

/** True if the link lost a trade silently, while REST could not show it either. */
export const isBeyondProof = (
  { truth, strikes, sleeps, diagnostics }: Pick<Oracle, 'truth' | 'strikes' | 'sleeps' | 'diagnostics'>,
  pair: Pair,
  { id, published }: VenueTrade,
  /**
   * The first trade that belongs to the feed. If the beginning of a feed is not known, earlier trades belong to nobody.
   */
  firstId: number,
): boolean => {
  const isLost = strikes.some(
    ({ room, at, kind }) => room === `transactions_${pair}` && at === published && kind.startsWith('frame-'),
  );
  if (!isLost) return false;
  const untilProof = truth(pair).trades.filter(
    (trade) => trade.published >= published && trade.published <= published + longestUnproven,
  );
  const wasBurst = untilProof.some(
    (trade, i) => trade.published - (untilProof[i - burst.trades]?.published ?? -Infinity) <= burst.ms,
  );
  const wasRestDown = strikes.some(
    ({ path, at }) =>
      path === `/${pair}/transactions` && at >= published - longestCall && at <= published + longestUnproven,
  );
  /** True if nothing showed the client that there was anything to prove, until REST had gone on. */
  const wasHeldUp =
    untilProof.length > burst.trades &&
    strikes.some(
      ({ kind, at }) =>
        kind === 'stream-freeze' && at >= published - longestFreeze && at <= published + longestUnproven,
    );
  const wasAsleep = sleeps.some(({ from, to }) => to >= published && from <= published + longestUnproven);
  const isBeginUnknown = diagnostics.some((said) => said.kind === 'pair-unchecked' && said.pair === pair);
  return wasBurst || wasRestDown || wasHeldUp || wasAsleep || (isBeginUnknown && id < firstId);
};
