import type { AssetBalance } from './asset';
import type { Deposit } from './deposit';
import type { Fill } from './fill';
import type { MarginNotice } from './margin';
import type { Order } from './order';
import type { Side } from './pair';
import type { Position } from './position';
import type { Withdrawal } from './withdrawal';

/** An order placed with the venue's dealer, not on the exchange. */
export interface DealerOrder {
  readonly orderId: string;
  readonly asset: string;
  readonly side: Side;
  /** JPY. */
  readonly price: string;
  /** Units of the asset. */
  readonly amount: string;
  /** Unix time, ms. */
  readonly orderedAt: number;
}

/** The content of a private message. `type` is the venue's name of its method. */
export type PrivateNews =
  | { readonly type: 'asset_update'; readonly assets: readonly AssetBalance[] }
  | { readonly type: 'spot_order_new'; readonly orders: readonly Order[] }
  | { readonly type: 'spot_order'; readonly orders: readonly Order[] }
  | { readonly type: 'spot_order_invalidation'; readonly orderIds: readonly number[] }
  | { readonly type: 'spot_trade'; readonly fills: readonly Fill[] }
  | { readonly type: 'dealer_order_new'; readonly orders: readonly DealerOrder[] }
  | { readonly type: 'withdrawal'; readonly withdrawals: readonly Withdrawal[] }
  | { readonly type: 'deposit'; readonly deposits: readonly Deposit[] }
  | { readonly type: 'margin_position_update'; readonly positions: readonly Position[] }
  /** The payables in JPY. */
  | { readonly type: 'margin_payable_update'; readonly amounts: readonly string[] }
  | { readonly type: 'margin_notice_update'; readonly notices: readonly MarginNotice[] }
  /** A method that this library does not know, with its name and its parameters. */
  | { readonly type: 'unknown'; readonly method: string; readonly params: unknown };

/**
 * A message of the private stream. The venue does not guarantee their order.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md
 */
export type PrivateEvent = PrivateNews & {
  /** The time at which PubNub took the message, in units of 100 ns since 1970. It has 17 digits: compare it as `bigint`. */
  readonly timetoken: string;
};
