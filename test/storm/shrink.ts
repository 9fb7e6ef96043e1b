const lengthOf = <Script>(script: Script, list: keyof Script): number =>
  (script[list] as readonly unknown[]).length;

const without = <Script>(script: Script, list: keyof Script, from: number, count: number): Script => {
  const items = script[list] as readonly unknown[];
  return { ...script, [list]: [...items.slice(0, from), ...items.slice(from + count)] };
};

/**
 * Makes a failing script shorter as long as it fails (delta debugging): takes ever smaller pieces out of its lists,
 * over and over until none can be missed. `fails` is asked `attempts` times at most.
 */
export const shrink = <Script>(
  script: Script,
  lists: readonly (keyof Script)[],
  fails: (script: Script) => boolean,
  attempts: number,
): Script => {
  let smallest = script;
  let left = attempts;

  /** Takes away pieces of one size wherever they can be missed; tells whether any could. */
  const thin = (list: keyof Script, size: number): boolean => {
    const before = smallest;
    let from = 0;
    while (from < lengthOf(smallest, list) && left > 0) {
      left -= 1;
      const shorter = without(smallest, list, from, size);
      if (fails(shorter)) smallest = shorter;
      else from += size;
    }
    return smallest !== before;
  };

  let hasShrunk = true;
  while (hasShrunk && left > 0) {
    hasShrunk = false;
    for (const list of lists) {
      for (let size = lengthOf(smallest, list); size >= 1; size = Math.floor(size / 2)) {
        hasShrunk = thin(list, size) || hasShrunk;
      }
    }
  }
  return smallest;
};
