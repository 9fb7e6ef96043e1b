export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const logReturns = (prices: readonly number[]): readonly number[] =>
  prices.slice(1).map((price, i) => Math.log(price / (prices[i] ?? NaN)));

/** Returns Pearson's coefficient of two series of the same length. */
export const correlation = (a: readonly number[], b: readonly number[]): number => {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, onlyA, onlyB] = [0, 0, 0];
  a.forEach((value, i) => {
    const [da, db] = [value - meanA, (b[i] ?? NaN) - meanB];
    both += da * db;
    onlyA += da * da;
    onlyB += db * db;
  });
  return both / Math.sqrt(onlyA * onlyB);
};
