/**
 * Returns the number of letters that must be changed, added, left out or swapped with their neighbour to turn one word
 * into the other.
 */
const distance = (from: string, to: string): number => {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const isSame = from[i - 1] === to[j - 1];
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (beforeLast[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last[to.length] ?? 0;
};

/** Returns the known word that the user most likely meant; `undefined` if none is near. */
export const nearestWord = (word: string, known: readonly string[]): string | undefined => {
  const typed = word.toLowerCase();
  const byDistance = known
    .map((each) => ({ each, steps: distance(typed, each) }))
    .sort((a, b) => a.steps - b.steps);
  const [nearest] = byDistance;
  if (nearest !== undefined && nearest.steps <= Math.max(1, Math.floor(typed.length / 3)))
    return nearest.each;
  const begun = known.filter((each) => typed.length >= 2 && each.startsWith(typed));
  return begun.length === 1 ? begun[0] : undefined;
};

/** Returns `; did you mean watch?`, or an empty text. */
export const didYouMean = (meant: string | undefined): string =>
  meant === undefined ? '' : `; did you mean ${meant}?`;
