import type { CancelOutcome } from '../../model/cancel-outcome';
import type { DecimalInput, Order, OrderRef, OrderRequest } from '../../model/order';
import type { Pair } from '../../model/pair';
import type { Position } from '../../model/position';

export interface HaltOptions {
  /** Only the orders and positions of these pairs are affected; by default those of all pairs. New orders are stopped for every pair. */
  readonly pairs?: readonly Pair[] | undefined;
  /**
   * A read that begins earlier than this many ms after the halt proves nothing, because orders that another program placed
   * before may not be listed yet. Default: `settle` (10 s), and 0 on an `exclusiveAccount` (unless its journal can't be read).
   */
  readonly patience?: number | undefined;
  /**
   * `close`: once no order is open, open margin positions are closed by limit orders within `maxSlippage`, for up to 30 s.
   * `keep`: positions stay, and `Flat` names them. Default: `keep`.
   */
  readonly positions?: 'keep' | 'close' | undefined;
  /**
   * The allowed difference from the best price of the other side, as a fraction of it: `0.01` is 1 %. The best price is read
   * once, when the closing begins, and bounds every try. It is required for closing positions.
   */
  readonly maxSlippage?: DecimalInput | undefined;
}

/** An event of a halt. Times are Unix times in ms, by the client's clock. */
export type HaltEvent =
  /** From now on no order leaves, except orders that only reduce a margin position. */
  | { readonly type: 'Halted'; readonly at: number }
  /** A cancel of these orders leaves. */
  | { readonly type: 'Canceling'; readonly orders: readonly OrderRef[] }
  /** The outcome of a cancel. */
  | { readonly type: 'CancelOutcome'; readonly outcome: CancelOutcome }
  /** The open orders, each time that they change. */
  | { readonly type: 'Remaining'; readonly orders: readonly Order[] }
  /** Open orders, or the positions to close, could not be read. They are read again. */
  | { readonly type: 'Unreadable'; readonly message: string }
  /** This order is placed in order to close a position. */
  | { readonly type: 'Closing'; readonly position: Position; readonly order: OrderRequest }
  /** A position that should have been closed is still open. */
  | { readonly type: 'NotClosed'; readonly position: Position; readonly message: string }
  /**
   * Two reads in a row, which began after all orders on their way had their outcomes, listed no order. `left` are the orders
   * that the user may not cancel. `positions` are the margin positions that are still open; `null` if they could not be read.
   */
  | {
      readonly type: 'Flat';
      readonly at: number;
      readonly left: readonly Order[];
      readonly positions: readonly Position[] | null;
    };
