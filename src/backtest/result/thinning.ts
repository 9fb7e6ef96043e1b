/** The most points of a curve: as many as a chart shows. */
const mostPoints = 2_000;

/** The two values of a point by which its curve is cut: the lowest and the highest that the chart draws there. */
export interface PointRange<T> {
  readonly low: (point: T) => number;
  readonly high: (point: T) => number;
}

/** Returns the lowest and the highest point of some, in their order; one point if they are the same. */
const extremesOf = <T>(points: readonly T[], { low, high }: PointRange<T>): readonly T[] => {
  if (points.length < 2) return points;
  let [lowest, highest] = [0, 0];
  let [least, most] = [Infinity, -Infinity];
  points.forEach((point, i) => {
    const [below, above] = [low(point), high(point)];
    if (below < least) [lowest, least] = [i, below];
    if (above > most) [highest, most] = [i, above];
  });
  const places = lowest === highest ? [lowest] : [Math.min(lowest, highest), Math.max(lowest, highest)];
  return places.map((i) => points[i] as T);
};

/**
 * Keeps a curve of any length in the memory of a chart. Once there are too many points, of each few in a row only the lowest and
 * the highest stay, so that every turn of the curve is still seen. The first and the last point always stay.
 */
export const createThinning = <T extends object>(range: PointRange<T>, most: number = mostPoints) => {
  /** The first point is apart, because it is not thinned. */
  let first: T | null = null;
  let latest: T | null = null;
  let kept: T[] = [];
  /** The newest points, which do not fill a row yet. */
  let row: T[] = [];
  let rowLength = 1;

  const inRows = (points: readonly T[], length: number): T[] => {
    const rows = Math.ceil(points.length / length);
    return Array.from({ length: rows }, (_, i) =>
      extremesOf(points.slice(i * length, (i + 1) * length), range),
    ).flat();
  };

  return {
    add: (point: T): void => {
      if (first === null) {
        first = point;
        return;
      }
      latest = point;
      row.push(point);
      if (row.length < rowLength) return;
      kept.push(...extremesOf(row, range));
      row = [];
      if (kept.length < 2 * most) return;
      kept = inRows(kept, 4);
      rowLength = rowLength === 1 ? 4 : rowLength * 2;
    },
    points: (): readonly T[] => {
      if (first === null) return [];
      if (latest === null) return [first];
      let between = [...kept, ...extremesOf(row, range)];
      while (between.length > most - 2) between = inRows(between, 4);
      return between.at(-1) === latest ? [first, ...between] : [first, ...between, latest];
    },
  };
};
