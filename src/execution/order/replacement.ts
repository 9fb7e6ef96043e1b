import type { DecimalInput } from '../../model/order';

/** What the new order has otherwise than the old one. */
export interface Replacement {
  readonly price?: DecimalInput | undefined;
  readonly triggerPrice?: DecimalInput | undefined;
  /** All that both orders together shall execute: what the old one did execute is taken off. Default: the old amount. */
  readonly amount?: DecimalInput | undefined;
  readonly postOnly?: boolean | undefined;
}

/** The order whose place a new one takes, and what was asked for instead. */
export interface Replaces {
  readonly orderId: number;
  readonly changes: Replacement;
}
