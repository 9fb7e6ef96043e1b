import type { Pair } from '../../../../src/model/pair';
import type { Oracle } from '../oracle';
import type { VenueTrade } from '../truth';

/** ms. So soon REST has proved what the stream told. */
export const longestUnproven = 75_000;
/** ms. So long a call that was struck may still be on its way, and no other is made. */
const longestCall = 15_000;
/** So many trades in so many ms are more than REST, which shows the newest 60, can prove. */
const burst = { trades: 30, ms: 3_000 };

/** ms. A frozen link goes on, or proves dead, by then. */
const longestFreeze = 60_000;

/** Was a trade lost by the link without a sign, while REST could not tell of it either? */
export const isBeyondProof = (
  { truth, strikes, sleeps, diagnostics }: Pick<Oracle, 'truth' | 'strikes' | 'sleeps' | 'diagnostics'>,
  pair: Pair,
  { id, published }: VenueTrade,
  /** Where it is not known when a feed began, what came before its first trade is nobody's. */
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
  /** Nothing told the client that there was anything to prove, until REST had gone on. */
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
