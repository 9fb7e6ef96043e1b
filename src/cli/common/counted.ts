/** Returns a number with its noun, in the singular for one: `1 pair`, `2 pairs`. */
export const counted = (count: number, noun: string, written = String(count)): string =>
  `${written} ${noun}${count === 1 ? '' : 's'}`;
