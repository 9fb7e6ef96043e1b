import type { DecimalInput } from '../../model/order';

/** The changes of a new order compared with the old one. */
export interface Replacement {
  readonly price?: DecimalInput | undefined;
  readonly triggerPrice?: DecimalInput | undefined;
  /**
   * The amount that both orders together may execute: the executed amount of the old one is subtracted. Default: the
   * old amount.
   */
  readonly amount?: DecimalInput | undefined;
  readonly postOnly?: boolean | undefined;
}

/** The order that a new one replaces, with the requested changes. */
export interface Replaces {
  readonly orderId: number;
  readonly changes: Replacement;
}
