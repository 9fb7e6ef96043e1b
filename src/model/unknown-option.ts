/** A name that is no option. */
export interface UnknownOption {
  readonly name: string;
  readonly expected: string;
  readonly actual: string;
}

/**
 * Returns the first name of the given options that is not known; `null` if there is none. A misspelt option would silently do
 * nothing.
 */
export const unknownOption = (known: readonly string[], given: object): UnknownOption | null => {
  const name = Object.keys(given).find((key) => !known.includes(key));
  return name === undefined
    ? null
    : { name, expected: `one of ${known.join(', ')}`, actual: 'an unknown option' };
};
