/** A sign at a moment, ms of virtual time. */
export interface Mark {
  readonly frame: number;
  readonly sign: string;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

const token = /(?:^|(?<= ))(\d+(?:\.\d+)?)(ms|s|m)(?= |$)|[^ ]/gu;

interface Reading {
  readonly frame: number;
  /** The place of an open `(`. */
  readonly group: number | null;
  readonly marks: readonly Mark[];
}

/**
 * Reads a line. The language is that of RxJS: `-` a step of time, `(ab)` in the moment of the bracket, `|` completion, `#`
 * an error, `^` and `!` a subscription’s begin and end, ` 60s ` a time; spaces only align.
 */
const read = (line: string, step: number): Reading =>
  [...line.matchAll(token)].reduce<Reading>(
    ({ frame, group, marks }, [sign, count, unit = '']) => {
      if (count !== undefined) return { frame: frame + Number(count) * (units[unit] ?? 1), group, marks };
      const next = frame + step;
      if (sign === '(') return { frame: next, group: frame, marks };
      if (sign === ')') return { frame: next, group: null, marks };
      if (sign === '-') return { frame: next, group, marks };
      return { frame: next, group, marks: [...marks, { frame: group ?? frame, sign }] };
    },
    { frame: 0, group: null, marks: [] },
  );

export const marksOf = (line: string, step: number): readonly Mark[] => read(line, step).marks;

/** Joins the signs of a moment between which stands a `+`: they are one value. */
export const joined = (marks: readonly Mark[]): readonly Mark[] =>
  marks.reduce<readonly Mark[]>((before, mark) => {
    const last = before.at(-1);
    const isOne = last?.frame === mark.frame && (mark.sign === '+' || last.sign.endsWith('+'));
    return isOne ? [...before.slice(0, -1), { ...last, sign: last.sign + mark.sign }] : [...before, mark];
  }, []);

/** Returns the end of a line, ms. */
export const endOf = (line: string, step: number): number => read(line, step).frame;

/** Returns the span of an observer; `null` if the line leaves its end open. */
export const spanOf = (line: string, step: number): readonly [from: number, until: number | null] => {
  const find = (wanted: string): number | null =>
    marksOf(line, step).find(({ sign }) => sign === wanted)?.frame ?? null;
  return [find('^') ?? 0, find('!')];
};

/** Returns the marks of a line from its last one on until `now`. */
export const standing = (marks: readonly Mark[], now: number): readonly string[] => {
  const last = marks.findLast(({ frame }) => frame <= now);
  return marks.filter(({ frame }) => frame === last?.frame).map(({ sign }) => sign);
};

/** The longest pause that is drawn as a line. Longer ones are written as times. */
const pause = 80;

/** Draws marks as a line again, each set of marks in one way only. */
export const drawn = (marks: readonly Mark[], step: number): string => {
  const moments = [...new Set(marks.map(({ frame }) => frame))];
  const draw = ([text, frame]: readonly [string, number], moment: number): readonly [string, number] => {
    const signs = marks.filter((mark) => mark.frame === moment).map(({ sign }) => sign);
    const group = signs.length > 1 ? `(${signs.join('')})` : signs.join('');
    const gap = (moment - frame) / step;
    const isLine = Number.isInteger(gap) && gap >= 0 && gap <= pause;
    return [
      `${text}${isLine ? '-'.repeat(gap) : ` [at ${moment} ms] `}${group}`,
      moment + group.length * step,
    ];
  };
  return moments.reduce(draw, ['', 0])[0];
};
