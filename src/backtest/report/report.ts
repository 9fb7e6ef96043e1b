import { replaceFile } from '../../files/replace-file';
import type { BacktestResult } from '../result/result';
import { lengthText, timeText } from './figures';
import { both, escaped } from './html';
import { sections } from './sections';
import { style } from './style';

/** Returns the file name of the strategy. */
const nameOf = ({ input }: BacktestResult): string =>
  decodeURIComponent(input.strategy.split('/').at(-1) ?? input.strategy).replace(/\?.*$/, '');

/** Returns the sentence about what was played: the pairs, and the time in which the strategy ran. */
const spanOf = ({ input, span }: BacktestResult): string => {
  const pairs = Object.keys(input.fees);
  // A warm-up that is longer than the recording never ends.
  const begun = Math.min(span.begun, span.to);
  const [from, to] = [begun, span.to].map((at) => timeText(at).slice(0, 16));
  const length = lengthText(span.to - begun);
  const named = pairs.length > 5 ? [...pairs.slice(0, 5), '…'] : pairs;
  return both(
    `A backtest on a recording of ${named.join(', ')}: ${length}, from ${from} to ${to} UTC.`,
    `${named.join('、')}の記録によるバックテスト：${length}（${from}〜${to} UTC）。`,
  );
};

/** Returns the report of a backtest as one page of HTML, which loads nothing and runs nothing. */
export const reportOf = (result: BacktestResult): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(nameOf(result))}: backtest</title><style>${style}</style></head><body>
<input type="radio" name="language" id="en" checked><label for="en">English</label>
<input type="radio" name="language" id="ja"><label for="ja">日本語</label>
<main><h1>${escaped(nameOf(result))}</h1>
<p>${spanOf(result)}</p>
${sections(result)}
</main></body></html>
`;

/** Writes the report of a backtest: one file that needs no server. Rejects with the system's error. */
export const writeReport = (result: BacktestResult, path: string): Promise<void> =>
  replaceFile(path, reportOf(result));
