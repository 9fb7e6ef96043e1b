/** A diagnostic. After the first ten of a kind, one per second is reported: the latest, which stands for the others. */
interface Told {
  readonly kind: string;
  readonly at: number;
  readonly count: number;
}

/** The longest time in ms until a diagnostic that is not reported immediately is reported. */
export const longestHeldBack = 1_000;

/** True if a diagnostic of the kind stands for others, one of which may have been at that time. */
export const standsForOneAt = (told: readonly Told[], kind: string, time: number): boolean =>
  told.some(
    (one) => one.kind === kind && one.count > 1 && time <= one.at && one.at <= time + longestHeldBack,
  );

/** Returns how many diagnostics of these kinds were only counted in another. */
export const untold = (told: readonly Told[], ...kinds: readonly string[]): number =>
  told.reduce((sum, { kind, count }) => sum + (kinds.includes(kind) ? count - 1 : 0), 0);
