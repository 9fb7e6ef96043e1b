/** Returns the mean of the last `length` values at an index; `null` if there are not as many before it. */
export const averageAt = (values: readonly number[], i: number, length: number): number | null => {
  if (i + 1 < length) return null;
  let sum = 0;
  for (let at = i + 1 - length; at <= i; at += 1) sum += values[at] ?? 0;
  return sum / length;
};
