const lengthOf = <Script>(script: Script, list: keyof Script): number =>
  (script[list] as readonly unknown[]).length;

const without = <Script>(script: Script, list: keyof Script, from: number, count: number): Script => {
  const items = script[list] as readonly unknown[];
  return { ...script, [list]: [...items.slice(0, from), ...items.slice(from + count)] };
};

/** How long a script may be made shorter: so many plays, and so much time. */
export interface Budget {
  readonly plays: number;
  /** ms. The play that is under way then is played to its end. */
  readonly time: number;
}

export interface Shrunk<Script> {
  readonly script: Script;
  /** Nothing of it can be missed; `false`: the budget was used up before that was known. */
  readonly isShortest: boolean;
  readonly plays: number;
}

/**
 * Makes a failing script shorter as long as it fails (delta debugging): takes ever smaller pieces out of its lists,
 * over and over until none can be missed, or its budget is used up. `now` is in ms.
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

  /** Takes away pieces of one size wherever they can be missed; tells whether any could. */
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
