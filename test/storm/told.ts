/** One of a kind may stand for others: after the first ten, one a second is told, the latest. */
interface Told {
  readonly kind: string;
  readonly at: number;
  readonly count: number;
}

/** ms. What is not told at once is told by then. */
export const longestHeldBack = 1_000;

/** Does one of the kind stand for others, of which one may have been at that time? */
export const standsForOneAt = (told: readonly Told[], kind: string, time: number): boolean =>
  told.some(
    (one) => one.kind === kind && one.count > 1 && time <= one.at && one.at <= time + longestHeldBack,
  );

/** How many of these kinds nothing was told but their number. */
export const untold = (told: readonly Told[], ...kinds: readonly string[]): number =>
  told.reduce((sum, { kind, count }) => sum + (kinds.includes(kind) ? count - 1 : 0), 0);
