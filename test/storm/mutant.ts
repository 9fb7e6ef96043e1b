/** A deliberate fault in the code under test: one text of a file replaced by another. */
export interface Mutant {
  readonly name: string;
  /** From the root of the project. */
  readonly file: string;
  /** Occurs exactly once in the file, or the mutant is out of date. */
  readonly find: string;
  readonly replace: string;
  /** What the violation says that has to notice it; without this any will do. */
  readonly noticedBy?: string;
}

/** The violation that notices a mutant. */
export const noticing = ({ noticedBy = '' }: Mutant, violations: readonly string[]): string | undefined =>
  violations.find((violation) => violation.includes(noticedBy));

export const mutate = (source: string, { name, file, find, replace }: Mutant): string => {
  const parts = source.split(find);
  if (parts.length !== 2) {
    throw new Error(`mutant "${name}" is out of date: its text is ${parts.length - 1} times in ${file}`);
  }
  return parts.join(replace);
};
