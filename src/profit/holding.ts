import { addLot, emptyQueue, takeLots, type LotQueue } from './lots';
import { absolute, shareOf, smaller, type Units } from './money';

/**
 * What is held of a pair, and what was gained by giving some of it up. Amount and cost are negative where more was sold
 * than bought. `average` gives up its cost in proportion, `fifo` the oldest first: what is realised differs between them
 * by what is still held, and never in their sum.
 */
export interface Holding {
  readonly amount: Units;
  /** Quote currency, of what is held, by average cost. */
  readonly cost: Units;
  readonly lots: LotQueue;
  /** Quote currency, of what is held, by the lots that are left. */
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
    ? // Nothing came for it: it is a gain or a loss at once.
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
 * A trade: `amount` comes in and `cost` is paid for it, both negative for a sale. A part of it that takes the holding
 * over zero opens the other side.
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

/** A margin position is reduced by `amount`: what was gained the venue says, by the average cost that it keeps. */
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
