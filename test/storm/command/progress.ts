/** One line that shows the progress. On a terminal it is overwritten; elsewhere a new one comes every 10 s. */
export interface Progress {
  readonly show: (text: string) => void;
  /** Leaves the terminal's line empty. */
  readonly end: () => void;
}

const interval = 10_000;

export const progressOn = (stream: NodeJS.WriteStream): Progress => {
  let last = performance.now();
  return {
    show: (text) => {
      if (stream.isTTY) stream.write(`\r\x1b[K${text}`);
      else if (performance.now() - last >= interval) {
        last = performance.now();
        stream.write(`${text}\n`);
      }
    },
    end: () => {
      if (stream.isTTY) stream.write('\r\x1b[K');
    },
  };
};

/** Formats a duration: `3 m 20 s`. */
export const duration = (ms: number): string => {
  const seconds = Math.round(ms / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
};
