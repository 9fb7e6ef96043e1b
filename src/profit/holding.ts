import { addLot, emptyQueue, takeLots, type LotQueue } from './lots';
import { absolute, shareOf, smaller, type Units } from './money';

/**
 * The amount that is held of a pair, and the gain from reducing it. Amount and cost are negative where more was sold than
 * bought. `average` reduces the cost in proportion, `fifo` takes the oldest lots first. The realised gains of both differ
 * only as long as something is held; realised and unrealised together are the same.
 */
export interface Holding {
  readonly amount: Units;
  /** The cost of the holding by average cost, quote currency. */
  readonly cost: Units;
  readonly lots: LotQueue;
  /** The cost of the lots that are left, quote currency. */
  readonly lotsCost: Units;
  readonly realized: { readonly average: Units; readonly fifo: Units };
}

export const noHolding: Holding = {
  amount: 0n,
  cost: 0n,
  lots: emptyQueue,
  lotsCost: 0n,
  realized: { average: 0n, fifo: 0n },
};

const enlarged = (holding: Holding, amount: Units, cost: Units): Holding =>
  amount === 0n
    ? // No amount was received for the cost, so that the cost is a loss, or a gain, immediately.
      {
        ...holding,
        realized: { average: holding.realized.average - cost, fifo: holding.realized.fifo - cost },
      }
    : {
        ...holding,
        amount: holding.amount + amount,
        cost: holding.cost + cost,
        lots: addLot(holding.lots, { amount, cost }),
        lotsCost: holding.lotsCost + cost,
      };

/**
 * Applies a trade: `amount` is received and `cost` is paid for it, both negative for a sale. Where the trade takes the
 * holding across zero, the rest opens the other side.
 */
export const traded = (holding: Holding, amount: Units, cost: Units): Holding => {
  const isReducing = holding.amount !== 0n && amount !== 0n && holding.amount > 0n !== amount > 0n;
  if (!isReducing) return enlarged(holding, amount, cost);
  const size = absolute(amount);
  const given = smaller(size, absolute(holding.amount));
  const received = shareOf(-cost, given, size);
  const average = shareOf(holding.cost, given, absolute(holding.amount));
  const { rest, cost: fifo } = takeLots(holding.lots, given);
  const sign = amount < 0n ? -1n : 1n;
  const left: Holding = {
    amount: holding.amount + sign * given,
    cost: holding.cost - average,
    lots: rest,
    lotsCost: holding.lotsCost - fifo,
    realized: {
      average: holding.realized.average + received - average,
      fifo: holding.realized.fifo + received - fifo,
    },
  };
  return given === size ? left : enlarged(left, amount - sign * given, cost + received);
};

/** Reduces a margin position by `amount`. The venue reports the gain, by the average cost that it keeps. */
export const closed = (holding: Holding, amount: Units, received: Units, gain: Units): Holding => {
  const isAll = absolute(amount) >= absolute(holding.amount);
  const left = isAll ? 0n : holding.amount + amount;
  const cost = isAll ? 0n : holding.cost - (received - gain);
  const realized = holding.realized.average + gain;
  return {
    amount: left,
    cost,
    lots: isAll ? emptyQueue : addLot(emptyQueue, { amount: left, cost }),
    lotsCost: cost,
    realized: { average: realized, fifo: realized },
  };
};
