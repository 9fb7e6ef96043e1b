import type { Fault, Quirks } from '../../../src/simulator/index';
import type { OrderType } from '../../../src/model/order';

/** All that happens in a storm of orders, decided beforehand. Prices in ticks and amounts in lots of their pair. */
export interface Script {
  readonly settings: Settings;
  readonly quirks: Quirks;
  /** In the order of time. */
  readonly actions: readonly Action[];
  readonly faults: readonly Fault[];
  readonly overtaken: readonly Overtaken[];
}

/** The nth private message that reaches our client, ms later than it would. */
export interface Overtaken {
  readonly nth: number;
  readonly ms: number;
}

export interface Settings {
  readonly authentication: 'time-window' | 'nonce';
  /** Then no other program acts. */
  readonly exclusiveAccount: boolean;
  /** How long reads may lag, ms: no stale read of the storm is older. */
  readonly settle: number;
  readonly writeTimeout: number;
  /** Each way, ms. */
  readonly latency: number;
}

export const pairs = ['btc_jpy', 'eth_jpy'] as const;
export type StormPair = (typeof pairs)[number];

/** An order as somebody asks for it. */
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

/** `at`: ms from the start. A `target` is the `id` of a submit or a replace. */
export type Action = { readonly at: number } & (
  | {
      readonly type: 'submit';
      readonly id: number;
      readonly order: Asked;
      readonly allowEqual: boolean;
      readonly cancelOnUnsubscribe: boolean;
    }
  /** The observer of a submitted order leaves; a relieved one not before another has come. */
  | { readonly type: 'leave'; readonly target: number; readonly isRelieved: boolean }
  | { readonly type: 'replace'; readonly id: number; readonly target: number; readonly price: number }
  | { readonly type: 'cancel'; readonly targets: readonly number[] }
  | { readonly type: 'cancel-all' }
  /** Another program of the same account. */
  | { readonly type: 'foreign'; readonly order: Asked }
  | { readonly type: 'foreign-cancel'; readonly target: number }
  /** The venue finds that the account can't honour the order. */
  | { readonly type: 'invalidate'; readonly target: number }
  /** The time of day of our client's machine is set forward, or back. */
  | { readonly type: 'clock'; readonly by: number }
  /** Everybody else quotes around a price anew, and trades there. */
  | { readonly type: 'tide'; readonly pair: StormPair; readonly mid: number; readonly lots: number }
);
