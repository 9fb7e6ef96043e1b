/** A contender: it is prepared outside of the measured time, and runs inside it. */
export interface Contender {
  readonly name: string;
  /** Returns a function that runs once. */
  readonly prepare: () => () => void;
}

export const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

const timeOnce = ({ prepare }: Contender): number => {
  const run = prepare();
  const begun = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
};

/**
 * Measures the times (ms) of contenders in turns, in rotating order, so that a disturbance of the machine concerns all
 * of them. The first rounds only warm up.
 */
export const interleave = (
  contenders: readonly Contender[],
  rounds: number,
  warmUps = 10,
): ReadonlyMap<string, readonly number[]> => {
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = -warmUps; round < rounds; round += 1) {
    contenders.forEach((_, i) => {
      const contender = contenders[(i + round + warmUps) % contenders.length] as Contender;
      const time = timeOnce(contender);
      if (round >= 0) times.get(contender.name)?.push(time);
    });
  }
  return times;
};

export interface Ratio {
  readonly median: number;
  /** The quartiles. */
  readonly low: number;
  readonly high: number;
}

/** Returns the ratio of each round's time to the base's time of the same round. */
export const ratioOf = (times: readonly number[], base: readonly number[]): Ratio => {
  const ratios = times.map((time, round) => time / (base[round] ?? NaN));
  return { median: median(ratios), low: quantile(ratios, 0.25), high: quantile(ratios, 0.75) };
};
