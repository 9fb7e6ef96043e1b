import type {
  JournalRecord,
  OrderRequest,
  WithdrawalRequest,
  WriteEvent,
} from '../../../src/execution/index';

/** Moments in which a random kill seldom falls. A process can be ordered to die at exactly such a moment. */
export const phases = [
  'before the intent is written',
  'in the middle of its line',
  'before it is synced',
  'between intent and POST',
  'in flight',
  'between reply and record',
  'before a compaction takes the place of the file',
  'after it has',
] as const;
export type Phase = (typeof phases)[number];

/** An order or a withdrawal, by its id. All withdrawals of an account have different amounts. */
export type Asked =
  | { readonly id: string; readonly request: OrderRequest }
  | { readonly id: string; readonly withdrawal: WithdrawalRequest };

/** The orders for a trading process. */
export interface Orders {
  readonly urls: { readonly apiUrl: string; readonly pubnubOrigin: string };
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly file: string;
  readonly seed: number;
  /** The number of the process among those of its account. */
  readonly nth: number;
  /** The destination of its withdrawals. */
  readonly destination: string;
  /** The phase at which the process dies by itself, and how often it must reach it before. */
  readonly dieAt: { readonly phase: Phase; readonly nth: number } | null;
  /** The calls of earlier processes. It makes them again, under the same ids. */
  readonly again: readonly Asked[];
  /** `true`: it sends nothing new, and brings everything to its end. */
  readonly isLast: boolean;
}

/** A word of the process, one per line, written before it goes on. */
export type Word =
  | { readonly type: 'ready' }
  /** A record was handed to the journal. It may or may not have come to the disk. */
  | { readonly type: 'record'; readonly record: JournalRecord }
  | { readonly type: 'submitted'; readonly asked: Asked }
  /** A withdrawal emitted this last event. */
  | { readonly type: 'withdrew'; readonly id: string; readonly told: WriteEvent<unknown>['type'] }
  | { readonly type: 'dying'; readonly phase: Phase }
  | { readonly type: 'failed'; readonly message: string };
