/** The configuration that the page gets at its start, and at each later request. */
export interface PageConfig {
  /** The addresses of the simulated exchange; `null` for the live venue. */
  readonly urls: { readonly streamUrl: string; readonly publicUrl: string; readonly apiUrl: string } | null;
  /**
   * The token that opens the gateway's WebSocket. Each start of the gateway has another one. `null`: there is no
   * account.
   */
  readonly token: string | null;
  /** True if the account's money is paper. */
  readonly isPaper: boolean;
}
