/** The type of a column: a Unix time in ms, a text, a whole number, a decimal, or a flag. */
export type ColumnType = 'time' | 'text' | 'integer' | 'number' | 'flag';

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
}

export type Cell = string | number | boolean | null;

/** A row with one cell per column; `null` stands for an unknown value, or none. */
export type TableRow = readonly Cell[];

/** The time of an event: wall time, and the time since the beginning of the reading, both in ms. */
export interface Came {
  readonly t: number;
  readonly elapsed: number;
}

/** A frame of a room. */
export interface RoomFrame extends Came {
  readonly kind: string;
  readonly pair: string;
  readonly frame: string;
}

export type Emit = (row: TableRow) => void;

/** Makes rows of the events of a recording, in order. */
export interface TableReader {
  readonly columns: readonly TableColumn[];
  /** The kinds of rooms whose frames it takes. */
  readonly kinds: ReadonlySet<string>;
  /** Handles a frame; returns `false` if the frame could not be read. */
  readonly onFrame: (frame: RoomFrame, emit: Emit) => boolean;
  /** Handles the opening of a link. */
  readonly onOpen: (at: Came) => void;
  /** Handles the loss of the link. */
  readonly onDrop: (at: Came, emit: Emit) => void;
  readonly onEnd: (at: Came, emit: Emit) => void;
  /**
   * Returns the number of trades that came so late that they are in no row. It is missing in tables without such
   * trades.
   */
  readonly late?: () => number;
}

export const columnsOf = (names: Readonly<Record<string, ColumnType>>): readonly TableColumn[] =>
  Object.entries(names).map(([name, type]) => ({ name, type }));

/** One object for each pair, made on the first request. */
export interface PerPair<A> {
  readonly of: (pair: string) => A;
  /** Returns all objects in the order in which they were made. */
  readonly all: () => readonly A[];
}

export const perPair = <A>(make: (pair: string) => A): PerPair<A> => {
  const made = new Map<string, A>();
  return {
    of: (pair) => {
      const known = made.get(pair);
      if (known !== undefined) return known;
      const fresh = make(pair);
      made.set(pair, fresh);
      return fresh;
    },
    all: () => [...made.values()],
  };
};
