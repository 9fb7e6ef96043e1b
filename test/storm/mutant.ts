/** A deliberate fault in the code under test: one text of a file replaced by another. */
export interface Mutant {
  readonly name: string;
  /** From the root of the project. */
  readonly file: string;
  /** Occurs exactly once in the file, or the mutant is out of date. */
  readonly find: string;
  readonly replace: string;
}

export const mutate = (source: string, { name, file, find, replace }: Mutant): string => {
  const parts = source.split(find);
  if (parts.length !== 2) {
    throw new Error(`mutant "${name}" is out of date: its text is ${parts.length - 1} times in ${file}`);
  }
  return parts.join(replace);
};
