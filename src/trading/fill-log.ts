import { concat, defer, from, merge, type Observable, of, Subject } from 'rxjs';
import type { Fill } from '../model/fill';
import type { FillPosition, PlacedFill } from './order-values';

/** The newest fills of an owner, in order, so that a caller who was away gets those that it missed. */
export interface FillLog {
  /** Adds a fill. A known fill is ignored. */
  readonly add: (fill: Fill) => void;
  /** Emits first the place from which it continues, then each fill with the place after it. `null` means from now on. */
  readonly from: (after: FillPosition | null) => Observable<PlacedFill>;
}

const kept = 10_000;

/** The key of a fill. A trade id is unique within its pair, and an order id among all pairs. */
export const fillKey = ({ tradeId, orderId }: Fill): string => `${tradeId}/${orderId}`;

export const createFillLog = (epoch: string): FillLog => {
  const fills: Fill[] = [];
  const known = new Set<string>();
  const added = new Subject<PlacedFill>();
  /** The place of the first kept fill. */
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
