/** Returns a predicate that is true for a key which is not among the latest `remember` keys. */
export const recentKeys = (remember: number): ((key: unknown) => boolean) => {
  const seen = new Set<unknown>();
  // One iterator serves all calls: a new one would first pass over the places of all deleted keys.
  const oldest = seen.values();
  return (key) => {
    if (seen.has(key)) return false;
    seen.add(key);
    if (seen.size > remember) seen.delete(oldest.next().value);
    return true;
  };
};
