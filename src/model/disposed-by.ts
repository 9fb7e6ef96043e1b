/** Has an end that `await using` brings about. */
export interface Disposing {
  /** Command: the same as `close`, for `await using`. */
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** What `await using` calls. Where a page has no `Symbol.asyncDispose`, there is no `await using` that would miss it. */
export const disposedBy = (close: () => Promise<void>): Disposing => {
  const { asyncDispose } = Symbol as { readonly asyncDispose?: symbol };
  return (asyncDispose === undefined ? {} : { [asyncDispose]: close }) as object as Disposing;
};
