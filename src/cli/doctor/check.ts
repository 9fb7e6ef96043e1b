import { wrapped } from '../common/wrap';

/** The result of one check. */
export interface DoctorCheck {
  readonly check: string;
  readonly state: 'ok' | 'wrong' | 'skipped';
  /** The finding, for people. */
  readonly text: string;
  /** The advice; `null` if nothing is to be done. */
  readonly advice: string | null;
}

export const ok = (check: string, text: string): DoctorCheck => ({ check, state: 'ok', text, advice: null });

export const wrong = (check: string, text: string, advice: string): DoctorCheck => ({
  check,
  state: 'wrong',
  text,
  advice,
});

/** Makes the result of a check that was not possible, or not requested. It does not count as a failure. */
export const skipped = (check: string, text: string): DoctorCheck => ({
  check,
  state: 'skipped',
  text,
  advice: null,
});

const marks = { ok: 'ok', wrong: 'WRONG', skipped: '-' } as const;

/** The least width of a terminal that has the texts beside the names of the checks rather than below. */
const leastBeside = 60;

/** Shows a check in lines: its mark, its name, its finding, and its advice if there is one. */
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
