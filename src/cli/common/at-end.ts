const endings = new Set<Promise<unknown>>();

/** The process does not end before this is done: it has begun as something ended, and nobody else waits for it. */
export const awaitedAtEnd = (ending: Promise<unknown>): void => {
  endings.add(ending);
};

/** All that was to be awaited is done, well or not. */
export const allEnded = async (): Promise<void> => {
  await Promise.allSettled(endings);
};
