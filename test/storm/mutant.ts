/** A deliberate fault in the code under test: one text of a file is replaced by another. */
export interface Mutant {
  readonly name: string;
  /** The path from the root of the project. */
  readonly file: string;
  /** The text to replace. It must occur exactly once in the file; otherwise the mutant is out of date. */
  readonly find: string;
  readonly replace: string;
  /** A text of the violation that must notice it. If it is left out, any violation will do. */
  readonly noticedBy?: string;
}

/** Returns the violation that notices a mutant. */
export const noticing = ({ noticedBy = '' }: Mutant, violations: readonly string[]): string | undefined =>
  violations.find((violation) => violation.includes(noticedBy));

export const mutate = (source: string, { name, file, find, replace }: Mutant): string => {
  const parts = source.split(find);
  if (parts.length !== 2) {
    throw new Error(`mutant "${name}" is out of date: its text is ${parts.length - 1} times in ${file}`);
  }
  return parts.join(replace);
};
