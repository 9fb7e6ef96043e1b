import type { Side } from '../../model/pair';
import { minLots, type Lots, type Ticks } from '../venue/index';
import { type Print } from './model';

/**
 * Why levels have become smaller. A decrease is first explained by prints at its price within 2 s before or after it, each
 * print once; what no print explains by then was cancelled.
 */

/** ms, either way. */
const explainedWithin = 2_000;

/** A level of the others became smaller. */
export interface Decrease {
  /** `buy`: a bid. */
  readonly side: Side;
  readonly price: Ticks;
  readonly amount: Lots;
  /** What the level had before. */
  readonly before: Lots;
  readonly time: number;
}

/** Prints and decreases that have nothing to go with yet, each with what is left of it, the oldest first. */
export interface Decreases {
  readonly prints: readonly Print[];
  readonly waiting: readonly Decrease[];
}

export const noDecreases: Decreases = { prints: [], waiting: [] };

interface Part {
  readonly amount: Lots;
  readonly time: number;
}

/** Takes from parts what another one may go with; `left` is what is left of that one. */
const settle = <P extends Part>(
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

/** A taker who sold has taken from bids. */
const areOne = (print: Print, { side, price }: Decrease): boolean =>
  print.side !== side && print.price === price;

export const afterPrint = ({ prints, waiting }: Decreases, print: Print): Decreases => {
  const { parts, left } = settle(
    waiting,
    print.amount,
    (decrease) => areOne(print, decrease) && isNear(print, decrease),
  );
  const recent = prints.filter(({ time }) => print.time - time <= explainedWithin);
  return { prints: left > 0n ? [...recent, { ...print, amount: left }] : recent, waiting: parts };
};

export const afterDecrease = ({ prints, waiting }: Decreases, decrease: Decrease): Decreases => {
  const { parts, left } = settle(
    prints,
    decrease.amount,
    (print) => areOne(print, decrease) && isNear(print, decrease),
  );
  return { prints: parts, waiting: left > 0n ? [...waiting, { ...decrease, amount: left }] : waiting };
};

/** Those that no print will explain any more were cancels. */
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
