import { describe, expect, it } from 'vitest';
import { canRedraw } from '../../../src/cli/common/can-redraw';
import { progressLine, progressOn, waitingLine } from '../../../src/cli/download/progress';

describe('progressLine', () => {
  it('shows how far the pages are', () => {
    expect(progressLine('btc_jpy 1min', 5, 10, '7200 candles')).toBe(
      `btc_jpy 1min  [${'#'.repeat(15)}${'-'.repeat(15)}]  50 %  5/10 pages  7200 candles`,
    );
  });

  it('is full only at the end', () => {
    expect(progressLine('x', 999, 1000, '')).toContain(' 99 %');
    expect(progressLine('x', 10, 10, '')).toContain(`[${'#'.repeat(30)}] 100 %`);
  });
});

describe('waitingLine', () => {
  it('says which page is waited for, and until when', () => {
    expect(waitingLine('btc_jpy 1min', '20261128', Date.UTC(2026, 10, 28, 0, 30))).toBe(
      'btc_jpy 1min: the venue has no page of 20261128 yet; asking again until 2026-11-28T00:30:00.000Z',
    );
  });
});

describe('progressOn', () => {
  const shownOn = (terminal: object, term: string): string => {
    let text = '';
    const progress = progressOn({ ...terminal, write: (more: string) => (text += more) }, term);
    for (let done = 1; done <= 20; done += 1) progress.show(`${done} of 20`, done / 20);
    progress.end();
    return text;
  };
  const sized = { isTTY: true, columns: 80, rows: 24 };
  const plain = Array.from({ length: 10 }, (_, tenth) => `${2 * tenth + 2} of 20\n`).join('');

  it('writes over its line on a terminal, no wider than that', () => {
    const line = (text: string): string => `\r${text}\u001b[K`;
    const lines = Array.from({ length: 20 }, (_, i) => line(`${i + 1} of 20`)).join('');
    expect(shownOn(sized, 'xterm')).toBe(`${lines}\n`);
    expect(shownOn({ ...sized, columns: 4 }, 'xterm').startsWith(line('1 o'))).toBe(true);
  });

  it.each([
    ['a dumb terminal', sized, 'dumb'],
    ['a terminal of no size', { isTTY: true, columns: 0, rows: 0 }, 'xterm'],
    ['a terminal without a size', { isTTY: true }, 'xterm'],
  ])('gives %s plain lines, one for each tenth', (_, terminal, term) => {
    expect(shownOn(terminal, term)).toBe(plain);
  });

  it('writes nothing into a file', () => {
    expect(shownOn({ columns: 80, rows: 24 }, 'xterm')).toBe('');
  });
});

describe('canRedraw', () => {
  it.each([
    [{ isTTY: true, columns: 80, rows: 24 }, 'xterm', true],
    [{ isTTY: true, columns: 80, rows: 24 }, undefined, true],
    [{ isTTY: true, columns: 80, rows: 24 }, 'dumb', false],
    [{ isTTY: true, columns: 80, rows: 0 }, 'xterm', false],
    [{ isTTY: true }, 'xterm', false],
    [{ columns: 80, rows: 24 }, 'xterm', false],
  ])('of %j with TERM %s is %s', (terminal, term, expected) => {
    // `undefined` would take the variable of this process.
    expect(canRedraw(terminal, term ?? 'xterm-256color')).toBe(expected);
  });
});
