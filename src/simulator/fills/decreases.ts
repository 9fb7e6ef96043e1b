import type { Side } from '../../model/pair';
import { minLots, type Lots, type Ticks } from '../venue/index';
import { type Print } from './model';

/**
 * Explains why levels have become smaller. A decrease is first explained by prints at its price within 2 s before or
 * after it. Each print explains a decrease only once. The amount that no print explains by then was cancelled.
 */

/** The greatest distance in ms of a print from the decrease that it explains, before or after. */
const explainedWithin = 2_000;

/** A decrease of a level of the others. */
export interface Decrease {
  /** The side of the level: `buy` for a bid. */
  readonly side: Side;
  readonly price: Ticks;
  readonly amount: Lots;
  /** The amount of the level before. */
  readonly before: Lots;
  readonly time: number;
}

/** Prints and decreases that do not have a counterpart yet, each with the amount that is left of it, oldest first. */
export interface Decreases {
  readonly prints: readonly Print[];
  readonly waiting: readonly Decrease[];
}

export const noDecreases: Decreases = { prints: [], waiting: [] };

interface Part {
  readonly amount: Lots;
  readonly time: number;
}

/** Takes an amount from those parts that fit. `left` is the rest of the amount. */
const takeFrom = <P extends Part>(
  parts: readonly P[],
  amount: Lots,
  isFit: (part: P) => boolean,
): { readonly parts: readonly P[]; readonly left: Lots } => {
  let left = amount;
  const after = parts.map((part) => {
    if (left === 0n || !isFit(part)) return part;
    const gone = minLots(part.amount, left);
    left -= gone;
    return { ...part, amount: part.amount - gone };
  });
  return { parts: after.filter((part) => part.amount > 0n), left };
};

const isNear = (a: Part, b: Part): boolean => Math.abs(a.time - b.time) <= explainedWithin;

/** True if the print may explain the decrease. A taker who sold has taken from bids. */
const areOne = (print: Print, { side, price }: Decrease): boolean =>
  print.side !== side && print.price === price;

export const afterPrint = ({ prints, waiting }: Decreases, print: Print): Decreases => {
  const { parts, left } = takeFrom(
    waiting,
    print.amount,
    (decrease) => areOne(print, decrease) && isNear(print, decrease),
  );
  const recent = prints.filter(({ time }) => print.time - time <= explainedWithin);
  return { prints: left > 0n ? [...recent, { ...print, amount: left }] : recent, waiting: parts };
};

export const afterDecrease = ({ prints, waiting }: Decreases, decrease: Decrease): Decreases => {
  const { parts, left } = takeFrom(
    prints,
    decrease.amount,
    (print) => areOne(print, decrease) && isNear(print, decrease),
  );
  return { prints: parts, waiting: left > 0n ? [...waiting, { ...decrease, amount: left }] : waiting };
};

/** Takes out the decreases that no print can explain any more. They were cancels. */
export const cancelsBy = (
  state: Decreases,
  now: number,
): { readonly state: Decreases; readonly cancels: readonly Decrease[] } => {
  const isOver = ({ time }: Part): boolean => now - time > explainedWithin;
  if (!state.waiting.some(isOver)) return { state, cancels: [] };
  return {
    state: { ...state, waiting: state.waiting.filter((decrease) => !isOver(decrease)) },
    cancels: state.waiting.filter(isOver),
  };
};
