/** The verdict on the figures of two revisions that were measured in turns. */
import { median, ratioOf, type Ratio } from '../measure';
import type { Figures } from '../section';

/** The figures of one turn of each revision. */
export interface Turn {
  readonly now: Figures;
  readonly then: Figures;
}

/**
 * The verdict. `worse` and `better`: by more than 5 %, and three quarters of the turns agree on the direction.
 * `worse?`: by more than 5 % in the middle, but a quarter of the turns say the opposite; more rounds, or a quieter
 * machine, would decide.
 */
export type Verdict = 'worse' | 'worse?' | 'better' | 'same';

export interface Compared {
  readonly name: string;
  readonly now: number;
  readonly then: number;
  /** The ratio of each turn's present figure to the same turn's former figure. */
  readonly ratio: Ratio;
  readonly verdict: Verdict;
}

const tolerance = 0.05;

export const verdictOf = ({ median: middle, low, high }: Ratio): Verdict => {
  if (middle > 1 + tolerance) return low > 1 ? 'worse' : 'worse?';
  return middle < 1 - tolerance && high < 1 ? 'better' : 'same';
};

export interface Comparison {
  readonly compared: readonly Compared[];
  /** Figures that only one of the revisions has. */
  readonly onlyNow: readonly string[];
  readonly onlyThen: readonly string[];
}

/** Matches figures by name. */
export const compareTurns = (turns: readonly Turn[]): Comparison => {
  const namesOf = (figuresOf: (turn: Turn) => Figures): ReadonlySet<string> =>
    new Set(turns.flatMap((turn) => Object.keys(figuresOf(turn))));
  const ofNow = namesOf(({ now }) => now);
  const ofThen = namesOf(({ then }) => then);
  const compared = [...ofNow]
    .filter((name) => ofThen.has(name))
    .map((name) => {
      const nows = turns.map(({ now }) => now[name] ?? NaN);
      const thens = turns.map(({ then }) => then[name] ?? NaN);
      const ratio = ratioOf(nows, thens);
      return { name, now: median(nows), then: median(thens), ratio, verdict: verdictOf(ratio) };
    });
  return {
    compared,
    onlyNow: [...ofNow].filter((name) => !ofThen.has(name)),
    onlyThen: [...ofThen].filter((name) => !ofNow.has(name)),
  };
};
