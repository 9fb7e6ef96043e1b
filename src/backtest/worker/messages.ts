import type { RunFacts } from '../result/facts';

/** A message of the thread of a backtest. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly at: number; readonly share: number; readonly frames: number }
  | { readonly type: 'facts'; readonly facts: RunFacts }
  /** An error of ours as its fields, because classes can't go to another thread. */
  | { readonly type: 'failed'; readonly message: string; readonly fields: Readonly<Record<string, unknown>> };
