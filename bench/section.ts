/** Figures by name. Each is a cost: less is better. A name stands for one way of measuring: another way, another name. */
export type Figures = Readonly<Record<string, number>>;

/** What a section found. */
export interface Section {
  /** Markdown, to be read. */
  readonly lines: readonly string[];
  /** What `--json` prints, and `--compare` compares. */
  readonly figures: Figures;
}

/** How much is measured. */
export interface Extent {
  /** Few rounds: enough for a look, or for one of the many turns of a comparison. */
  readonly short: boolean;
  /** Whether other libraries are measured beside ours. */
  readonly peers: boolean;
  /** Over how many frames the memory has to be flat. */
  readonly flatFrames: number;
}
