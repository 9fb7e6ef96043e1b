import { shrink } from './shrink';
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
  const explain = (seed: number, attempts: number): string => {
    const script = draw(seed);
    const fails = (one: Script): boolean => play(one).violations.length > 0;
    if (!fails(script)) return `seed ${seed} of ${name}: played by itself, it holds every law`;
    const shortest = shrink(script, lists, fails, attempts);
    const { violations, history } = play(shortest);
    return [
      `seed ${seed} of ${name}, made shorter:`,
      ...lists.map((list) => `${String(list)}: ${JSON.stringify(shortest[list])}`),
      '',
      ...history,
      '',
      ...violations.map((violation) => `violated: ${violation}`),
    ].join('\n');
  };
  return { name, table, run, explain };
};
