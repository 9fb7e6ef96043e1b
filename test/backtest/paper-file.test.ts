import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPaperFile, type PaperFile } from '../../src/backtest/paper-file';
import type { PaperState } from '../../src/backtest/paper-state';

const folder = mkdtempSync(join(tmpdir(), 'paper-file-'));
const stateAt = (savedAt: number): PaperState => ({
  format: 1,
  savedAt,
  balances: {},
  orders: [],
  fills: [],
});

describe('the file of a paper account', () => {
  it('says what is wrong with its path, and names no temporary file', async () => {
    const file = join(folder, 'nowhere', 'account.json');
    await expect(openPaperFile(file, () => undefined)).rejects.toMatchObject({
      _tag: 'PaperError',
      reason: 'unwritable',
      message: `${file}: no such file or folder`,
    });
  });

  it('holds the records that are saved at the moment at which a write ends, like those that are saved later', async () => {
    const file = join(folder, 'moments.json');
    const opened: { paper?: PaperFile } = {};
    const failures: unknown[] = [];
    opened.paper = await openPaperFile(file, (error) => {
      failures.push(error);
      opened.paper?.save(() => stateAt(2));
    });
    opened.paper.save(() => {
      throw new Error('this one can not be written');
    });
    await opened.paper.close();
    expect(failures).toMatchObject([{ _tag: 'PaperError', reason: 'unwritable' }]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ savedAt: 2 });
  });
});
