import { absolute, shareOf, smaller, type Units } from './money';

/** One purchase, or one sale if both are negative: its amount in base currency and its cost in quote currency. */
export interface Lot {
  readonly amount: Units;
  readonly cost: Units;
}

interface Link {
  readonly lot: Lot;
  readonly next: Link | null;
}

/** An immutable first-in, first-out queue of lots. Adding and taking cost the same for any number of lots. */
export interface LotQueue {
  /** The lots to take next, oldest first. */
  readonly front: Link | null;
  /** The lots that were added last, newest first. */
  readonly back: Link | null;
}

export const emptyQueue: LotQueue = { front: null, back: null };

export const addLot = ({ front, back }: LotQueue, lot: Lot): LotQueue => ({
  front,
  back: { lot, next: back },
});

const turned = (back: Link | null): Link | null => {
  let front: Link | null = null;
  for (let link = back; link !== null; link = link.next) front = { lot: link.lot, next: front };
  return front;
};

/** Takes the oldest lots up to the amount, whose sign does not matter, and returns their cost. */
export const takeLots = (
  lots: LotQueue,
  amount: Units,
): { readonly rest: LotQueue; readonly cost: Units } => {
  let left = absolute(amount);
  let cost = 0n;
  let { front, back } = lots;
  while (left > 0n) {
    if (front === null) {
      front = turned(back);
      back = null;
      if (front === null) break;
    }
    const { lot, next } = front;
    const size = absolute(lot.amount);
    const taken = smaller(size, left);
    const part = shareOf(lot.cost, taken, size);
    cost += part;
    left -= taken;
    const sign = lot.amount < 0n ? -1n : 1n;
    front =
      taken === size ? next : { lot: { amount: lot.amount - sign * taken, cost: lot.cost - part }, next };
  }
  return { rest: { front, back }, cost };
};
