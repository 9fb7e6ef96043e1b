import type { Observable } from 'rxjs';
import { draw, type DrawingOptions, type Lines, type Output, type Scene } from './drawing';
import { type SteppedClock, steppedClock } from './stepped-clock';

/** Makes the outputs, by the names of their lines, of the inputs, which have the names of theirs. */
export type Makes<L> = (
  inputs: { readonly [K in keyof L]: Observable<string> },
  scene: Scene & { readonly clock: SteppedClock },
) => Readonly<Record<string, Output>>;

export interface OperatorStory<L> extends Omit<DrawingOptions, 'step' | 'after'> {
  /** What the operator makes of its sources. */
  readonly makes: Makes<L>;
  /** How far each sign of the line `clock` sets the time of day, ms. */
  readonly sets?: Readonly<Record<string, number>>;
}

/** No timer of an operator that is drawn is longer. */
const after = 4_000;

/**
 * Runs a drawing of an operator, in which a character is a millisecond. `Lines` in `drawing.ts` explains it: `source` is
 * a source that is hot (one line) or cold (a list), `source$` shows its subscriptions, and the lines of `makes` are what
 * the operator makes of it. Letters and digits are values, and look the same coming in and going out. `#` going out is
 * the error that came in, unless `where` writes another. `clock` shows when the time of day is set, while elapsed time
 * goes on. Nothing more may happen for four seconds after the longest line.
 */
export const inMoments = <L extends Lines>(
  lines: L,
  { makes, sets = {}, ...options }: OperatorStory<L>,
): void => {
  draw(lines, { step: 1, after, ...options }, (scene) => {
    const clock = steppedClock(scene.scheduler);
    const inputs = new Proxy({} as Parameters<Makes<L>>[0], { get: (_, name) => scene.input(String(name)) });
    const outputs = makes(inputs, { ...scene, clock });
    return {
      outputs: Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, () => output])),
      does: {
        clock: (sign) => {
          clock.step(sets[sign] ?? NaN);
        },
      },
    };
  });
};
