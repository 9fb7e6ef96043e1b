import { type Budget, shrink } from './shrink';
import type { AnyStorm, Outcome, Played, Storm } from './storm';

/** The number of times that a thin seed is drawn again. */
const mostMore = 4;

/** Returns the violations of a seed: those of its first play, and a difference in the second one. */
const violationsOf = ([first, ...others]: readonly Outcome[]): readonly string[] => {
  const { hash, violations } = first as Outcome;
  const isSame = others.every((other) => other.hash === hash);
  return isSame ? violations : [...violations, 'the same seed gave another course of events'];
};

const isThin = (outcome: Outcome | undefined): boolean => (outcome?.shortfalls ?? []).length > 0;

export const runnable = <Script>(storm: Storm<Script>): AnyStorm => {
  const { name, table, draw, play, lists } = storm;
  const run = (seed: number, times = 2): Played => {
    const begun = performance.now();
    const playWith = (thin: number): Played => {
      const script = draw(seed, thin);
      const outcomes = Array.from({ length: times }, () => play(script));
      const [first] = outcomes;
      const broken = violationsOf(outcomes);
      const isOnlyThin = broken.length === 0 && isThin(first);
      if (isOnlyThin && thin < mostMore) return playWith(thin + 1);
      const shortfalls = (first?.shortfalls ?? []).map((text) => `thin however often it is drawn: ${text}`);
      const violations = isOnlyThin ? shortfalls : broken;
      return { seed, thin, violations, cells: first?.cells ?? [], ms: performance.now() - begun };
    };
    return playWith(0);
  };
  const explain = (seed: number, budget: Budget): string => {
    const fails = (one: Script): boolean => play(one).violations.length > 0;
    const scripts = Array.from({ length: run(seed, 1).thin + 1 }, (_, more) => draw(seed, more));
    const failing = scripts.findIndex(fails);
    if (failing < 0) return `seed ${seed} of ${name}: played by itself, it holds every law`;
    const shrunk = shrink(scripts[failing] as Script, lists, fails, budget);
    const { violations, history } = play(shrunk.script);
    const end = shrunk.isShortest
      ? 'nothing of it can be missed'
      : `it may well be made shorter still: ${budget.plays} plays and ${budget.time / 1_000} s are the most`;
    return [
      `seed ${seed} of ${name}, made shorter by ${shrunk.plays} plays; ${end}:`,
      ...lists.map((list) => `${String(list)}: ${JSON.stringify(shrunk.script[list])}`),
      '',
      ...history,
      '',
      ...violations.map((violation) => `violated: ${violation}`),
    ].join('\n');
  };
  return { name, table, run, explain };
};
