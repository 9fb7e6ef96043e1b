import type { Random } from '../../../src/simulator/market/random';
import type { Observer, Upset } from './script';

/** Steps of a clock in ms: a dual-boot machine in Japan, a summer time, a synchronisation. */
const steps = [-32_400_000, -3_600_000, -20_000, 5_000, 30_000, 3_600_000] as const;

/**
 * Durations of sleep in ms: shorter than the venue's patience, longer than a silence that is noticed, longer than a
 * bar.
 */
const sleeps = [4_000, 25_000, 50_000, 70_000] as const;

/**
 * Draws upsets. In two of three storms the clock of the client's machine is set, or the machine sleeps; in some both.
 */
export const drawUpsets = (random: Random, length: number): readonly Upset[] => {
  const at = (): number => random.between(10_000, length - 30_000);
  const by = steps[random.between(0, steps.length - 1)] as number;
  const ms = sleeps[random.between(0, sleeps.length - 1)] as number;
  return [
    ...(random.chance(0.4) ? [{ at: at(), type: 'set', by } as const] : []),
    ...(random.chance(0.4) ? [{ at: at(), type: 'sleep', ms } as const] : []),
  ];
};

/**
 * Draws an observer who looks at a quiet pair all the time, and one who comes when its clock has leapt. Earlier
 * messages are not current then.
 */
export const drawNewcomers = (random: Random, upsets: readonly Upset[]): readonly Observer[] =>
  (['sol_jpy', 'mkr_jpy'] as const).flatMap((pair) =>
    (['ticker', 'circuitBreak'] as const).flatMap((feed): readonly Observer[] => [
      ...(upsets.length > 0 ? [{ feed, pair, at: 1_000, until: null }] : []),
      ...upsets.map((upset) => {
        const at = upset.at + (upset.type === 'sleep' ? upset.ms : 0) + random.between(1_050, 1_300);
        return { feed, pair, at, until: at + 2_000 };
      }),
    ]),
  );
