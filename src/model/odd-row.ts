/**
 * A row or field that could not be read, in a reply, message or frame that otherwise could: the venue adds words without
 * notice.
 */
export interface OddRow {
  /** `lost`: the row was left out. `replaced`: a field has a stand-in. `lossy`: a total is `null`, because no `number` can carry it. */
  readonly what: 'lost' | 'replaced' | 'lossy';
  /** The name of the row by the wire's own keys, such as `pair=btc_jpy order_id=7`; empty if it has none of them. */
  readonly row: string;
  /** The field, by its name in the domain if that is known. */
  readonly field: string;
  /** The place of the field: `data/orders/3/type`. */
  readonly path: string;
  readonly expected: string;
  /** Returns the received value, shortened. */
  readonly actual: string;
}

const remembered = 1_000;

/** Returns a predicate that is true for news. An odd row is news only the first time, because lists are read again and again. */
export const createOddRowMemory = (): ((event: { readonly kind: string }) => boolean) => {
  const reported = new Set<string>();
  return (event) => {
    if (event.kind !== 'odd-row') return true;
    const { source, what, row, field, actual } = event as { readonly source?: string } & Partial<OddRow>;
    const key = JSON.stringify([source, what, row, field, actual]);
    if (reported.has(key)) return false;
    if (reported.size >= remembered) reported.clear();
    reported.add(key);
    return true;
  };
};
