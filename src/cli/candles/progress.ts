const width = 30;

/** `btc_jpy 1min  [######------]  50 %  5/10 pages  7200 candles`; `done` of `total` pages. */
export const progressLine = (title: string, done: number, total: number, candles: number): string => {
  const part = total === 0 ? 1 : done / total;
  const filled = Math.floor(part * width);
  const percent = `${Math.floor(part * 100)}`.padStart(3);
  const bar = '#'.repeat(filled) + '-'.repeat(width - filled);
  return `${title}  [${bar}] ${percent} %  ${done}/${total} pages  ${candles} candles`;
};

type Terminal = NodeJS.WriteStream;

export interface Progress {
  readonly show: (line: string) => void;
  readonly end: () => void;
}

/** A line that is written over, on a terminal; nothing anywhere else. */
export const progressOn = (terminal: Terminal): Progress => {
  if (!terminal.isTTY) return { show: () => undefined, end: () => undefined };
  let isShown = false;
  return {
    show: (line) => {
      // A terminal may not know its size.
      isShown = true;
      terminal.write(`\r${line.slice(0, (terminal.columns || 80) - 1)}\u001b[K`);
    },
    end: () => {
      if (isShown) terminal.write('\n');
      isShown = false;
    },
  };
};
