import { interleave, median, ratioOf, type Contender } from './measure';
import { sink } from './sink';

export const base = '`JSON.parse` alone';

/** The contender that is the measure of all others. */
export const parseOnly = (frames: readonly string[]): Contender => {
  const bodies = frames.map((frame) => frame.slice(2));
  return {
    name: base,
    prepare: () => () => {
      for (const body of bodies) sink.value = JSON.parse(body);
    },
  };
};

export interface RatioTable {
  readonly lines: readonly string[];
  /** Returns the median of each round's ratio to the base. */
  readonly cost: (name: string) => number;
}

export const ratioTable = (
  frames: readonly string[],
  contenders: readonly Contender[],
  rounds: number,
): RatioTable => {
  const times = interleave([parseOnly(frames), ...contenders], rounds);
  const timesOf = (name: string): readonly number[] => times.get(name) ?? [];
  return {
    lines: [
      `| | of \`JSON.parse\` | quartiles | µs per frame |`,
      '|---|---:|---:|---:|',
      ...[...times].map(([name, all]) => {
        const ratio = ratioOf(all, timesOf(base));
        const perFrame = (1000 * median(all)) / frames.length;
        return `| ${name} | ${ratio.median.toFixed(2)} | ${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)} | ${perFrame.toFixed(2)} |`;
      }),
      '',
    ],
    cost: (name) => ratioOf(timesOf(name), timesOf(base)).median,
  };
};
