/** What is asked of a stream that may be a terminal. */
export interface MaybeTerminal {
  readonly isTTY?: boolean;
  /** 0 or nothing where the terminal does not tell its size. */
  readonly columns?: number;
  readonly rows?: number;
}

/** Can what is shown be written over? Not in a file, nor on a dumb terminal, nor on one of no size: they get plain lines. */
export const canRedraw = (
  { isTTY = false, columns = 0, rows = 0 }: MaybeTerminal,
  term = process.env['TERM'],
): boolean => isTTY && term !== 'dumb' && columns > 0 && rows > 0;
