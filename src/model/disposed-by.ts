/** An object that `await using` can close. */
export interface Disposing {
  /** Command: the same as `close`, for `await using`. */
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** Makes the member that `await using` calls. A page without `Symbol.asyncDispose` has no `await using` either. */
export const disposedBy = (close: () => Promise<void>): Disposing => {
  const { asyncDispose } = Symbol as { readonly asyncDispose?: symbol };
  return (asyncDispose === undefined ? {} : { [asyncDispose]: close }) as object as Disposing;
};
