const most = 1_000;

/** Tells of each id whether it is new, as far back as a frame is repeated. */
export const newIds = (): ((id: number) => boolean) => {
  let ids = new Set<number>();
  return (id) => {
    if (ids.has(id)) return false;
    ids.add(id);
    if (ids.size > most) ids = new Set([...ids].slice(-most / 2));
    return true;
  };
};
