const most = 1_000;

/** Returns a function that reports whether an id is new. It remembers enough ids for repeated frames. */
export const newIds = (): ((id: number) => boolean) => {
  let ids = new Set<number>();
  return (id) => {
    if (ids.has(id)) return false;
    ids.add(id);
    if (ids.size > most) ids = new Set([...ids].slice(-most / 2));
    return true;
  };
};
