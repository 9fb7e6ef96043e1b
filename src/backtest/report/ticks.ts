/** Returns two to six round values between two others, lowest first. */
export const valueTicks = (low: number, high: number): readonly number[] => {
  const rough = (high - low) / 5;
  if (!(rough > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  // A multiple of a step such as 0.1 is rounded, because it would be written with many digits.
  return Array.from({ length: Math.max(0, count) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
};

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];

/** The distances of times on a scale, ms. */
const timeSteps = [
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * minute),
  ...[1, 2, 3, 4, 6, 8, 12].map((n) => n * hour),
  ...[1, 2, 5, 10, 30].map((n) => n * day),
];

/** The most times on a scale: as many as a phone shows side by side. */
const mostTimes = 4;

interface TimeTick {
  readonly at: number;
  readonly text: string;
}

const textAt = (at: number, step: number): string => {
  const text = new Date(at).toISOString();
  if (step >= day) return text.slice(5, 10);
  return at % day === 0 ? text.slice(5, 10) : text.slice(11, step < minute ? 19 : 16);
};

/** Returns a few round times (UTC) between two others. A midnight is written as its date. */
export const timeTicks = (from: number, to: number): readonly TimeTick[] => {
  const step =
    timeSteps.find((length) => (to - from) / length <= mostTimes) ?? Math.ceil((to - from) / mostTimes);
  const first = Math.ceil(from / step) * step;
  const count = Math.floor((to - first) / step) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const at = first + i * step;
    return { at, text: textAt(at, step) };
  });
};
