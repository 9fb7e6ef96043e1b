import type { Fault, Quirks } from '../../../src/simulator/index';
import type { OrderType } from '../../../src/model/order';

/** All events of a storm of orders, decided beforehand. Prices are in ticks and amounts in lots of their pair. */
export interface Script {
  readonly settings: Settings;
  readonly quirks: Quirks;
  /** The actions in the order of time. */
  readonly actions: readonly Action[];
  readonly faults: readonly Fault[];
  readonly overtaken: readonly Overtaken[];
}

/** A delay of the nth private message that reaches our client, ms. */
export interface Overtaken {
  readonly nth: number;
  readonly ms: number;
}

export interface Settings {
  readonly authentication: 'time-window' | 'nonce';
  /** `true`: no other program acts. */
  readonly exclusiveAccount: boolean;
  /** The greatest delay of reads, ms. No stale read of the storm is older. */
  readonly settle: number;
  readonly writeTimeout: number;
  /** Latency in each direction, ms. */
  readonly latency: number;
}

export const pairs = ['btc_jpy', 'eth_jpy'] as const;
export type StormPair = (typeof pairs)[number];

/** An order as somebody requests it. */
export interface Asked {
  readonly pair: StormPair;
  readonly side: 'buy' | 'sell';
  readonly type: Exclude<OrderType, 'losscut'>;
  readonly lots: number | null;
  readonly price: number | null;
  readonly trigger: number | null;
  readonly postOnly: boolean;
  readonly positionSide: 'long' | 'short' | null;
}

/** An action. `at` is in ms from the start. A `target` is the `id` of a submit or a replace. */
export type Action = { readonly at: number } & (
  | {
      readonly type: 'submit';
      readonly id: number;
      readonly order: Asked;
      readonly allowEqual: boolean;
      readonly cancelOnUnsubscribe: boolean;
    }
  /** The observer of a submitted order leaves. A relieved one does not leave before another has come. */
  | { readonly type: 'leave'; readonly target: number; readonly isRelieved: boolean }
  | { readonly type: 'replace'; readonly id: number; readonly target: number; readonly price: number }
  | { readonly type: 'cancel'; readonly targets: readonly number[] }
  | { readonly type: 'cancel-all' }
  /** Another program of the same account places an order. */
  | { readonly type: 'foreign'; readonly order: Asked }
  | { readonly type: 'foreign-cancel'; readonly target: number }
  /** The venue finds that the account can't honour the order. */
  | { readonly type: 'invalidate'; readonly target: number }
  /** The time of day of our client's machine is set forward or back. */
  | { readonly type: 'clock'; readonly by: number }
  /** All others quote around a new price, and trade there. */
  | { readonly type: 'tide'; readonly pair: StormPair; readonly mid: number; readonly lots: number }
);
