/** Tells of a key whether it is new, in bounded memory: of the latest `remember`. */
export const recentKeys = (remember: number): ((key: unknown) => boolean) => {
  const seen = new Set<unknown>();
  // One iterator throughout: a new one would first pass over the places of all that were deleted.
  const oldest = seen.values();
  return (key) => {
    if (seen.has(key)) return false;
    seen.add(key);
    if (seen.size > remember) seen.delete(oldest.next().value);
    return true;
  };
};
