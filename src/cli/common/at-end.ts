const endings = new Set<Promise<unknown>>();

/** Keeps the process alive until a promise is done. It began as something else ended, and nobody else waits for it. */
export const awaitedAtEnd = (ending: Promise<unknown>): void => {
  endings.add(ending);
};

/** Waits until everything that must be awaited is done, well or not. */
export const allEnded = async (): Promise<void> => {
  await Promise.allSettled(endings);
};
