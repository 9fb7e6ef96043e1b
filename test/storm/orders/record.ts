import type {
  ExecutionDiagnostic,
  Fill,
  OrderTransition,
  Pair,
  PairPositions,
  AssetBalance,
} from '../../../src/execution/index';
import type { CancelAllOutcome, Order, OrderRef } from '../../../src/execution/index';
import type { VenueOrder, AuditEntry } from '../../../src/simulator/index';
import type { Asked } from './script';

/** A call of ours that places an order, with all events of its life. */
export interface Called {
  readonly id: number;
  readonly askedAt: number;
  /** The requested order; `null` for the rest of another order. */
  readonly asked: Asked | null;
  /** The order that it replaces. */
  readonly replaces: number | null;
  readonly cancelOnUnsubscribe: boolean;
  readonly transitions: { readonly at: number; readonly transition: OrderTransition }[];
  /** Digests of its requests. */
  readonly sent: string[];
  /** The code of the last reply, if that was a refusal. */
  refusal: number | null;
  /** The time at which its last observer left before the end; `null`: never. */
  leftAt: number | null;
  error: unknown;
  isOver: boolean;
}

export interface CancelCall {
  readonly refs: readonly OrderRef[];
  readonly askedAt: number;
  readonly outcomes: CancelAllOutcome[];
  error: unknown;
  /** The time at which it was over; `null` if it is not. */
  overAt: number | null;
}

/** A write of ours, as it left. */
export interface Sent {
  readonly digest: string;
  readonly path: string;
  readonly body: string;
  /** The call; `null` if no call was about to send it. */
  readonly call: number | null;
}

/** The state that our client held at the end. */
export interface Held {
  readonly orders: ReadonlyMap<number, Order>;
  readonly assets: ReadonlyMap<string, AssetBalance>;
  readonly positions: ReadonlyMap<Pair, PairPositions>;
}

/** The same state of the venue, in the venue's texts. */
export interface Truth {
  /** Every order of the account in its present state. */
  readonly orders: ReadonlyMap<number, VenueOrder>;
  readonly open: ReadonlyMap<number, string>;
  readonly balances: ReadonlyMap<string, string>;
  readonly positions: ReadonlyMap<string, string>;
  /** Every fill of the account by `trade/order`. */
  readonly fills: ReadonlyMap<string, string>;
}

/** The results of a play for the oracle. */
export interface Record {
  /** The API key of our account. */
  readonly apiKey: string;
  /** The calls per second that our client keeps to, by the venue's lanes. */
  readonly limits: Readonly<globalThis.Record<'UPDATE' | 'QUERY', number>>;
  readonly calls: readonly Called[];
  readonly cancels: readonly CancelCall[];
  readonly sent: readonly Sent[];
  /** Requests that were reported to our client as without effect, by digest. The same bytes may have had one before. */
  readonly toldRefused: ReadonlySet<string>;
  /** Orders for which a cancel of ours was answered, with the time at which our client got the answer. */
  readonly acknowledged: ReadonlyMap<number, number>;
  readonly fills: readonly Fill[];
  readonly diagnostics: readonly ExecutionDiagnostic[];
  /** Orders that another program of the account placed. */
  readonly foreign: ReadonlySet<number>;
  readonly journal: readonly AuditEntry[];
  readonly held: Held;
  readonly truth: Truth;
  /** True if waiting stops are in no list of the venue. */
  readonly hidesInactive: boolean;
}
