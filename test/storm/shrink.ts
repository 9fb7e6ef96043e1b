const lengthOf = <Script>(script: Script, list: keyof Script): number =>
  (script[list] as readonly unknown[]).length;

const without = <Script>(script: Script, list: keyof Script, from: number, count: number): Script => {
  const items = script[list] as readonly unknown[];
  return { ...script, [list]: [...items.slice(0, from), ...items.slice(from + count)] };
};

/** The limits for shortening a script: a number of plays, and a time. */
export interface Budget {
  readonly plays: number;
  /** The time in ms. The play under way at its end is played to its end. */
  readonly time: number;
}

export interface Shrunk<Script> {
  readonly script: Script;
  /** True if nothing of it can be left out; `false` if the budget was used up before that was known. */
  readonly isShortest: boolean;
  readonly plays: number;
}

/**
 * Shortens a failing script as long as it fails (delta debugging): removes ever smaller pieces from its lists, again
 * and again until none can be left out, or its budget is used up. `now` is in ms.
 */
export const shrink = <Script>(
  script: Script,
  lists: readonly (keyof Script)[],
  fails: (script: Script) => boolean,
  budget: Budget,
  now = (): number => performance.now(),
): Shrunk<Script> => {
  const end = now() + budget.time;
  let smallest = script;
  let plays = 0;
  const isLeft = (): boolean => plays < budget.plays && now() < end;

  /** Removes pieces of one size wherever they can be left out; returns true if any could. */
  const thin = (list: keyof Script, size: number): boolean => {
    const before = smallest;
    let from = 0;
    while (from < lengthOf(smallest, list)) {
      if (!isLeft()) {
        isShortest = false;
        break;
      }
      plays += 1;
      const shorter = without(smallest, list, from, size);
      if (fails(shorter)) smallest = shorter;
      else from += size;
    }
    return smallest !== before;
  };

  let isShortest = true;
  let hasShrunk = true;
  while (hasShrunk) {
    hasShrunk = false;
    for (const list of lists) {
      for (let size = lengthOf(smallest, list); size >= 1; size = Math.floor(size / 2)) {
        hasShrunk = thin(list, size) || hasShrunk;
      }
    }
  }
  return { script: smallest, isShortest, plays };
};
