import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordedEnd } from '../../src/recording/index';

it('knows when a recording ends by its last file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'end-'));
  const line = (t: number): string => `${JSON.stringify({ t, frame: '2' })}\n`;
  const [first, last] = [join(folder, 'a.ndjson'), join(folder, 'b.ndjson')];
  writeFileSync(first, line(1_000) + line(2_000));
  writeFileSync(last, line(3_000) + line(4_500));
  expect(recordedEnd([first, last])).toBe(4_500);
  expect(recordedEnd(first)).toBe(2_000);
});
