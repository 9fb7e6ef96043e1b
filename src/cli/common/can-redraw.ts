/** The used properties of a stream that may be a terminal. */
export interface MaybeTerminal {
  readonly isTTY?: boolean;
  /** The width; 0 or nothing if the terminal does not report its size. */
  readonly columns?: number;
  readonly rows?: number;
}

/**
 * True if the output can be overwritten. It can't in a file, on a dumb terminal, or on one without a size: they get
 * plain lines.
 */
export const canRedraw = (
  { isTTY = false, columns = 0, rows = 0 }: MaybeTerminal,
  term = process.env['TERM'],
): boolean => isTTY && term !== 'dumb' && columns > 0 && rows > 0;
