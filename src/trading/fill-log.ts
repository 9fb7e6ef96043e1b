import { concat, defer, from, merge, type Observable, of, Subject } from 'rxjs';
import type { Fill } from '../model/fill';
import type { FillPosition, PlacedFill } from './order-values';

/** The fills that an owner was told, the newest of them, in order: so that a caller who was away hears what it missed. */
export interface FillLog {
  /** A fill that is known already is not told again. */
  readonly add: (fill: Fill) => void;
  /** First the place from which it goes on, then each fill with the place after it. `null`: from now on. */
  readonly from: (after: FillPosition | null) => Observable<PlacedFill>;
}

const kept = 10_000;

/** A trade has its id within its pair, and an order within all. */
export const fillKey = ({ tradeId, orderId }: Fill): string => `${tradeId}/${orderId}`;

export const createFillLog = (epoch: string): FillLog => {
  const fills: Fill[] = [];
  const known = new Set<string>();
  const added = new Subject<PlacedFill>();
  /** The place of the first that is kept. */
  let begin = 0;

  return {
    add: (fill) => {
      if (known.has(fillKey(fill))) return;
      known.add(fillKey(fill));
      fills.push(fill);
      if (fills.length > kept) {
        known.delete(fillKey(fills.shift() as Fill));
        begin += 1;
      }
      added.next({ epoch, index: begin + fills.length, fill, missed: false });
    },
    from: (after) =>
      defer(() => {
        const end = begin + fills.length;
        const isKnown = after !== null && after.epoch === epoch && after.index <= end;
        const start = isKnown ? Math.max(begin, after.index) : end;
        const missed = after !== null && (!isKnown || after.index < begin);
        const first: PlacedFill = { epoch, index: start, fill: null, missed };
        const past = fills
          .slice(start - begin)
          .map((fill, i) => ({ epoch, index: start + i + 1, fill, missed: false }));
        return merge(concat(of(first), from(past)), added);
      }),
  };
};
