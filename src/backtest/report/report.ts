import { replaceFile } from '../../files/replace-file';
import type { BacktestResult } from '../result/result';
import { both } from './html';
import { sections } from './sections';
import { style } from './style';

/** Returns the report of a backtest as one page of HTML, which loads nothing and runs nothing. */
export const reportOf = (result: BacktestResult): string => `<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Backtest</title><style>${style}</style></head><body>
<input type="radio" name="language" id="en" checked><label for="en">English</label>
<input type="radio" name="language" id="ja"><label for="ja">日本語</label>
<main><h1>${both('Backtest', 'バックテスト')}</h1>
${sections(result)}
</main></body></html>
`;

/** Writes the report of a backtest: one file that needs no server. Rejects with the system's error. */
export const writeReport = (result: BacktestResult, path: string): Promise<void> =>
  replaceFile(path, reportOf(result));
