/**
 * Something of a reply, a message or a frame that could not be read, while the rest could: the venue extends its words
 * without notice.
 */
export interface OddRow {
  /** `lost`: the row was left out. `replaced`: a field has a stand-in. `lossy`: a total is `null`, as no `number` can carry it. */
  readonly what: 'lost' | 'replaced' | 'lossy';
  /** Names the row by the wire's own keys, as `pair=btc_jpy order_id=7`; empty where it has none of them. */
  readonly row: string;
  /** By the name that it has in the domain, where that is known. */
  readonly field: string;
  /** The place: `data/orders/3/type`. */
  readonly path: string;
  readonly expected: string;
  /** Tells what stood there, shortened. */
  readonly actual: string;
}

const remembered = 1_000;

/** The first time that an odd row of a source says so is news: a list is read again and again. All else is news, too. */
export const createOddRowMemory = (): ((event: { readonly kind: string }) => boolean) => {
  const told = new Set<string>();
  return (event) => {
    if (event.kind !== 'odd-row') return true;
    const { source, what, row, field, actual } = event as { readonly source?: string } & Partial<OddRow>;
    const key = JSON.stringify([source, what, row, field, actual]);
    if (told.has(key)) return false;
    if (told.size >= remembered) told.clear();
    told.add(key);
    return true;
  };
};
