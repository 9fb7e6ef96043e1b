import type { CancelOutcome } from '../../model/cancel-outcome';
import type { DecimalInput, Order, OrderRef, OrderRequest } from '../../model/order';
import type { Pair } from '../../model/pair';
import type { Position } from '../../model/position';

export interface HaltOptions {
  /** Cancels the orders of these pairs only, and is about their positions only; default: of all. No order leaves of any pair. */
  readonly pairs?: readonly Pair[] | undefined;
  /**
   * Reads begun earlier than this after the halt prove nothing, ms: orders that another program placed before it may not
   * be listed yet. Default: `settle` (10 s), and 0 on an `exclusiveAccount` (unless its journal can't be read).
   */
  readonly patience?: number | undefined;
  /**
   * `close`: once no order is open, open margin positions are closed by limit orders within `maxSlippage`, for 30 s. `keep`:
   * they stay, and `Flat` names them. Default: `keep`.
   */
  readonly positions?: 'keep' | 'close' | undefined;
  /**
   * How much worse than the best price of the other side a position may be closed, as a fraction of it: `0.01` is 1 %. The price
   * is the one read when its closing begins, and stays the bound of every try. Needed to close positions.
   */
  readonly maxSlippage?: DecimalInput | undefined;
}

/** The course of a halt. Times are Unix times in ms, by the client's clock. */
export type HaltEvent =
  /** No order leaves any more, but for those that only reduce a margin position. */
  | { readonly type: 'Halted'; readonly at: number }
  /** A cancel of these leaves. */
  | { readonly type: 'Canceling'; readonly orders: readonly OrderRef[] }
  /** What a cancel came to. */
  | { readonly type: 'CancelOutcome'; readonly outcome: CancelOutcome }
  /** What is open, told when it changes. */
  | { readonly type: 'Remaining'; readonly orders: readonly Order[] }
  /** Open orders, or the positions that are to be closed, can't be read; it is tried again. */
  | { readonly type: 'Unreadable'; readonly message: string }
  /** This order is placed to close a position. */
  | { readonly type: 'Closing'; readonly position: Position; readonly order: OrderRequest }
  /** A position was to be closed and is open still. */
  | { readonly type: 'NotClosed'; readonly position: Position; readonly message: string }
  /**
   * Two reads in a row, begun after every order that was on its way had its outcome, listed none. `left`: those the user
   * may not cancel. `positions`: the margin positions that are open still; `null`: they could not be read.
   */
  | {
      readonly type: 'Flat';
      readonly at: number;
      readonly left: readonly Order[];
      readonly positions: readonly Position[] | null;
    };
