/** What a column holds: a Unix time in ms, a text, a whole number, a decimal, or whether something is so. */
export type ColumnType = 'time' | 'text' | 'integer' | 'number' | 'flag';

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
}

export type Cell = string | number | boolean | null;

/** As many cells as there are columns; `null`: not known, or none. */
export type TableRow = readonly Cell[];

/** When something came: wall time, and what had passed since the beginning of what is read, both ms. */
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

/** Makes rows of what a recording tells, in order. */
export interface TableReader {
  readonly columns: readonly TableColumn[];
  /** The kinds of rooms whose frames it takes. */
  readonly kinds: ReadonlySet<string>;
  /** `false`: the frame could not be read. */
  readonly onFrame: (frame: RoomFrame, emit: Emit) => boolean;
  /** There is a link from here on. */
  readonly onOpen: (at: Came) => void;
  /** The link is lost. */
  readonly onDrop: (at: Came, emit: Emit) => void;
  readonly onEnd: (at: Came, emit: Emit) => void;
  /** What came so late that it is in no row; without, nothing can be. */
  readonly late?: () => number;
}

export const columnsOf = (names: Readonly<Record<string, ColumnType>>): readonly TableColumn[] =>
  Object.entries(names).map(([name, type]) => ({ name, type }));

/** One of a kind for each pair, made when it is first asked for. */
export interface PerPair<A> {
  readonly of: (pair: string) => A;
  /** In the order in which they were asked for. */
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
