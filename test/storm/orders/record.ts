import type {
  ExecutionDiagnostic,
  Fill,
  OrderTransition,
  Pair,
  PairPositions,
  AssetBalance,
} from '../../../src/execution/index';
import type { CancelAllOutcome, Order, OrderRef } from '../../../src/execution/index';
import type { VenueOrder, JournalEntry } from '../../../src/simulator/index';
import type { Asked } from './script';

/** A call of ours that places an order, and all that its life told. */
export interface Called {
  readonly id: number;
  readonly askedAt: number;
  /** `null`: what is left of another order. */
  readonly asked: Asked | null;
  /** The order that it replaces. */
  readonly replaces: number | null;
  readonly cancelOnUnsubscribe: boolean;
  readonly transitions: { readonly at: number; readonly transition: OrderTransition }[];
  /** Digests of what it sent. */
  readonly sent: string[];
  /** The code of the last reply to it, where that was a refusal. */
  refusal: number | null;
  /** When its last observer had left before the end; `null`: never. */
  leftAt: number | null;
  error: unknown;
  isOver: boolean;
}

export interface CancelCall {
  readonly refs: readonly OrderRef[];
  readonly askedAt: number;
  readonly outcomes: CancelAllOutcome[];
  error: unknown;
  /** When it was over; `null`: it is not. */
  overAt: number | null;
}

/** A request of ours that writes, as it left. */
export interface Sent {
  readonly digest: string;
  readonly path: string;
  readonly body: string;
  /** `null`: no call was about to send it. */
  readonly call: number | null;
}

/** What our client held at the end. */
export interface Held {
  readonly orders: ReadonlyMap<number, Order>;
  readonly assets: ReadonlyMap<string, AssetBalance>;
  readonly positions: ReadonlyMap<Pair, PairPositions>;
}

/** The same by the venue, in the venue's texts. */
export interface Truth {
  /** Every order of the account as it stands. */
  readonly orders: ReadonlyMap<number, VenueOrder>;
  readonly open: ReadonlyMap<number, string>;
  readonly balances: ReadonlyMap<string, string>;
  readonly positions: ReadonlyMap<string, string>;
  /** Every fill of the account by `trade/order`. */
  readonly fills: ReadonlyMap<string, string>;
}

/** All that a play leaves for the oracle. */
export interface Record {
  /** Of our account. */
  readonly apiKey: string;
  /** Calls a second that our client keeps to, by the venue's lanes. */
  readonly limits: Readonly<globalThis.Record<'UPDATE' | 'QUERY', number>>;
  readonly calls: readonly Called[];
  readonly cancels: readonly CancelCall[];
  readonly sent: readonly Sent[];
  /** Requests that our client was told had no effect, by digest: the same bytes may have had one before. */
  readonly toldRefused: ReadonlySet<string>;
  /** Orders that a cancel of ours was answered for, and since when our client has had the answer. */
  readonly acknowledged: ReadonlyMap<number, number>;
  readonly fills: readonly Fill[];
  readonly diagnostics: readonly ExecutionDiagnostic[];
  /** Orders that another program of the account placed. */
  readonly foreign: ReadonlySet<number>;
  readonly journal: readonly JournalEntry[];
  readonly held: Held;
  readonly truth: Truth;
  /** Stops that wait are in no list of the venue. */
  readonly hidesInactive: boolean;
}
