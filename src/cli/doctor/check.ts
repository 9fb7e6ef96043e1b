/** What came of one thing that was looked at. */
export interface DoctorCheck {
  readonly check: string;
  readonly state: 'ok' | 'wrong' | 'skipped';
  /** What was found, for people. */
  readonly text: string;
  /** What to do about it; `null`: nothing. */
  readonly advice: string | null;
}

export const ok = (check: string, text: string): DoctorCheck => ({ check, state: 'ok', text, advice: null });

export const wrong = (check: string, text: string, advice: string): DoctorCheck => ({
  check,
  state: 'wrong',
  text,
  advice,
});

/** It could not be looked at, or was not asked for: that is no failure of its own. */
export const skipped = (check: string, text: string): DoctorCheck => ({
  check,
  state: 'skipped',
  text,
  advice: null,
});

const marks = { ok: 'ok', wrong: 'WRONG', skipped: '-' } as const;

/** A text in lines that are no longer than that, broken between words only. */
const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};

/** A terminal that is narrower has its texts below the names of the checks. */
const leastBeside = 60;

/** A check in lines: its mark, its name, what was found, and what to do where there is something to do. */
export const checkLines = (
  { check, state, text, advice }: DoctorCheck,
  width = Infinity,
): readonly string[] => {
  const entry = (mark: string, name: string, said: string): readonly string[] => {
    const head = `${mark.padEnd(5)}  ${name.padEnd(14)}  `;
    const isBeside = width >= leastBeside;
    const indent = isBeside ? head.length : 4;
    const lines = wrapped(said, width - indent).map((line) => ' '.repeat(indent) + line);
    return isBeside ? [head + (lines[0] ?? '').trimStart(), ...lines.slice(1)] : [head.trimEnd(), ...lines];
  };
  return [...entry(marks[state], check, text), ...(advice === null ? [] : entry('', 'to do', advice))];
};
