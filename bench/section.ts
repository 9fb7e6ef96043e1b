/**
 * Figures by name. Each is a cost, so that less is better. A name stands for one way of measuring; another way has
 * another name.
 */
export type Figures = Readonly<Record<string, number>>;

/** The findings of a section. */
export interface Section {
  /** The findings as Markdown, for people. */
  readonly lines: readonly string[];
  /** The figures that `--json` prints, and `--compare` compares. */
  readonly figures: Figures;
}

/** The extent of the measurements. */
export interface Extent {
  /** Few rounds: enough for a look, or for one of the many turns of a comparison. */
  readonly short: boolean;
  /** True if other libraries are measured beside ours. */
  readonly peers: boolean;
  /** True if the figures of a section are written into the guide. */
  readonly write: boolean;
  /** The number of frames over which the memory must be flat. */
  readonly flatFrames: number;
}
