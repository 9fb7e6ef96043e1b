import type { RunFacts } from '../result/facts';

/** What the thread of a backtest tells. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly at: number; readonly share: number; readonly frames: number }
  | { readonly type: 'facts'; readonly facts: RunFacts }
  /** An error of ours: its fields, as classes do not cross. */
  | { readonly type: 'failed'; readonly message: string; readonly fields: Readonly<Record<string, unknown>> };
