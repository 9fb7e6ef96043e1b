/**
 * An entry of a heap. The heap keeps the entry's place up to date, so that it can remove the entry without a search.
 */
export interface HeapEntry {
  index: number;
}

export interface Heap<T extends HeapEntry> {
  readonly push: (entry: T) => void;
  readonly first: () => T | undefined;
  readonly remove: (entry: T) => void;
  readonly size: () => number;
}

/** A binary heap with the least entry first. Adding and removing cost the logarithm of its size. */
export const heap = <T extends HeapEntry>(isBefore: (a: T, b: T) => boolean): Heap<T> => {
  const entries: T[] = [];

  const put = (entry: T, index: number): void => {
    entries[index] = entry;
    entry.index = index;
  };

  /** Moves the entry from a free place towards the root, then towards the leaves, until it is where it belongs. */
  const moveToPlace = (entry: T, free: number): void => {
    let index = free;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = entries[above];
      if (parent === undefined || !isBefore(entry, parent)) break;
      put(parent, index);
      index = above;
    }
    for (;;) {
      const left = entries[2 * index + 1];
      const right = entries[2 * index + 2];
      const child = left && right && isBefore(right, left) ? right : left;
      if (child === undefined || !isBefore(child, entry)) break;
      const below = child.index;
      put(child, index);
      index = below;
    }
    put(entry, index);
  };

  return {
    push: (entry) => {
      entries.push(entry);
      moveToPlace(entry, entries.length - 1);
    },
    first: () => entries[0],
    remove: (entry) => {
      if (entries[entry.index] !== entry) return;
      const last = entries.pop();
      if (last !== undefined && last !== entry) moveToPlace(last, entry.index);
      entry.index = -1;
    },
    size: () => entries.length,
  };
};
