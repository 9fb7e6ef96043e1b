import { type Budget, shrink } from './shrink';
import type { AnyStorm, Outcome, Played, Storm } from './storm';

/** Violations of a seed: those of its first play, and that a second one went otherwise. */
const violationsOf = ([first, ...others]: readonly Outcome[]): readonly string[] => {
  const { hash, violations, shortfalls = [] } = first as Outcome;
  const isSame = others.every((other) => other.hash === hash);
  const wrong = [...violations, ...shortfalls];
  return isSame ? wrong : [...wrong, 'the same seed gave another course of events'];
};

export const runnable = <Script>(storm: Storm<Script>): AnyStorm => {
  const { name, table, draw, play, lists } = storm;
  const run = (seed: number, times = 2): Played => {
    const script = draw(seed);
    const begun = performance.now();
    const outcomes = Array.from({ length: times }, () => play(script));
    const cells = outcomes[0]?.cells ?? [];
    return { seed, violations: violationsOf(outcomes), cells, ms: performance.now() - begun };
  };
  const explain = (seed: number, budget: Budget): string => {
    const script = draw(seed);
    const fails = (one: Script): boolean => play(one).violations.length > 0;
    if (!fails(script)) return `seed ${seed} of ${name}: played by itself, it holds every law`;
    const shrunk = shrink(script, lists, fails, budget);
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
