/** What the page is told at its start, and whenever it asks again. */
export interface PageConfig {
  /** Of the simulated exchange; nothing for the live venue. */
  readonly urls: { readonly streamUrl: string; readonly publicUrl: string; readonly apiUrl: string } | null;
  /** Opens the gateway's WebSocket; another one after each start of the gateway. `null`: there is no account. */
  readonly token: string | null;
  /** The account's money is paper. */
  readonly isPaper: boolean;
}
