import type {
  JournalRecord,
  OrderRequest,
  WithdrawalRequest,
  WriteEvent,
} from '../../../src/execution/index';

/** Moments between which a random kill seldom falls: a process can be told to die right there. */
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

/** An order or a withdrawal, by its id. No two withdrawals of an account are of one amount. */
export type Asked =
  | { readonly id: string; readonly request: OrderRequest }
  | { readonly id: string; readonly withdrawal: WithdrawalRequest };

/** What a trading process is told. */
export interface Orders {
  readonly urls: { readonly apiUrl: string; readonly pubnubOrigin: string };
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly file: string;
  readonly seed: number;
  /** Which process of its account it is. */
  readonly nth: number;
  /** Where it may withdraw to. */
  readonly destination: string;
  /** Dies of itself when it comes to this phase for the nth time. */
  readonly dieAt: { readonly phase: Phase; readonly nth: number } | null;
  /** What processes before it asked for: it asks again, under the same ids. */
  readonly again: readonly Asked[];
  /** Sends nothing new, and brings all to its end. */
  readonly isLast: boolean;
}

/** What it says, a line each, written before it goes on. */
export type Word =
  | { readonly type: 'ready' }
  /** Handed to the journal: it may or may not have come to the disk. */
  | { readonly type: 'record'; readonly record: JournalRecord }
  | { readonly type: 'submitted'; readonly asked: Asked }
  /** What a withdrawal told last. */
  | { readonly type: 'withdrew'; readonly id: string; readonly told: WriteEvent<unknown>['type'] }
  | { readonly type: 'dying'; readonly phase: Phase }
  | { readonly type: 'failed'; readonly message: string };
