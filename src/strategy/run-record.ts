import type { CancelAllOutcome, CancelOutcome } from '../model/cancel-outcome';
import type { Fill } from '../model/fill';
import type { OrderTransition } from '../model/order-transition';
import type { Pair } from '../model/pair';
import type { MarketNotice } from '../simulator/index';

/** The best prices of a pair as plain decimals; `null` for an empty side. */
export interface RunMark {
  readonly pair: Pair;
  readonly bid: string | null;
  readonly ask: string | null;
}

/** A record of a run. `at` is the time by the world's clock (Unix, ms). `command` is the number of a command in the run. */
export type RunRecord = { readonly at: number } & (
  | { readonly type: 'command'; readonly command: number; readonly call: string; readonly request: unknown }
  | { readonly type: 'transition'; readonly command: number; readonly transition: OrderTransition }
  | { readonly type: 'outcome'; readonly command: number; readonly outcome: CancelOutcome | CancelAllOutcome }
  | { readonly type: 'error'; readonly command: number; readonly cause: string }
  | { readonly type: 'fill'; readonly fill: Fill }
  | ({ readonly type: 'mark' } & RunMark)
  | { readonly type: 'notice'; readonly notice: MarketNotice }
);
