import { taggedError, type Tagged } from '../../model/tagged';

/**
 * The error of a backtest that can't go on. `strategy`: the module could not be loaded, or the strategy threw; `file` and
 * `line` name the place, as far as it is known. `real-io`: the strategy accessed something outside of its world. `pair`: the
 * strategy named a pair that the recording does not have. `stuck`: the time of the run stood still. `recording`: the
 * recording can't be read. `worker`: the thread of the run has ended.
 */
export type BacktestError = Tagged<
  'BacktestError',
  {
    readonly reason: 'strategy' | 'real-io' | 'pair' | 'stuck' | 'recording' | 'worker';
    readonly detail: string;
    readonly file: string | null;
    readonly line: number | null;
  }
>;

/**
 * Returns the place where a stack first names the strategy's own module, or else any module that is not ours or Node's.
 */
export const placeIn = (
  stack: string,
  module: string,
): { readonly file: string | null; readonly line: number | null } => {
  for (const row of stack.split('\n')) {
    // A row of a stack ends with line and column; the row before the text of an error in the syntax, with the line.
    const found = /((?:file:\/\/)?\/[^\s()]+?):(\d+)(?::\d+|$)/.exec(row);
    const [, file, line] = found ?? [];
    if (file === undefined || line === undefined) continue;
    const path = file.replace('file://', '').replace(/\?.*$/, '');
    if (path === module) return { file: path, line: Number(line) };
  }
  return { file: module, line: null };
};

export const backtestError = (
  reason: BacktestError['reason'],
  detail: string,
  { file, line }: { readonly file: string | null; readonly line: number | null } = { file: null, line: null },
): BacktestError => {
  const place = file === null ? '' : ` (${file}${line === null ? '' : `:${line}`})`;
  return taggedError('BacktestError', `${detail}${place}`, { reason, detail, file, line });
};
