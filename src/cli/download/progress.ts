import { canRedraw, type MaybeTerminal } from '../common/can-redraw';
import { utcTime } from '../common/utc-time';

const width = 30;

/**
 * Describes the progress, `done` of `total` pages and their rows: `btc_jpy 1min  [######------]  50 %  5/10 pages  7200
 * candles`.
 */
export const progressLine = (title: string, done: number, total: number, rows: string): string => {
  const part = total === 0 ? 1 : done / total;
  const filled = Math.floor(part * width);
  const percent = `${Math.floor(part * 100)}`.padStart(3);
  const bar = '#'.repeat(filled) + '-'.repeat(width - filled);
  return `${title}  [${bar}] ${percent} %  ${done}/${total} pages  ${rows}`;
};

/** Describes a page that the venue does not have yet. It is printed once. */
export const waitingLine = (title: string, date: string, until: number): string =>
  `${title}: the venue has no page of ${date} yet; asking again until ${utcTime(until)}`;

export interface Progress {
  /** Shows a line. `part` is the finished share, from 0 to 1. */
  readonly show: (line: string, part: number) => void;
  readonly end: () => void;
}

interface Terminal extends MaybeTerminal {
  readonly write: (text: string) => unknown;
}

/** Shows whole lines, one for each tenth. */
const plainProgress = (terminal: Terminal): Progress => {
  let shown = 0;
  return {
    show: (line, part) => {
      const tenths = Math.floor(part * 10);
      if (tenths > shown) terminal.write(`${line}\n`);
      shown = Math.max(shown, tenths);
    },
    end: () => undefined,
  };
};

/**
 * Shows a line that is overwritten, on a terminal that can do that; plain lines on any other terminal, and nothing
 * elsewhere.
 */
export const progressOn = (terminal: Terminal, term = process.env['TERM']): Progress => {
  if (terminal.isTTY !== true) return { show: () => undefined, end: () => undefined };
  if (!canRedraw(terminal, term)) return plainProgress(terminal);
  let isShown = false;
  return {
    show: (line) => {
      isShown = true;
      terminal.write(`\r${line.slice(0, (terminal.columns ?? 0) - 1)}\u001b[K`);
    },
    end: () => {
      if (isShown) terminal.write('\n');
      isShown = false;
    },
  };
};
