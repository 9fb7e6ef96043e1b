/** The state of a client's link to the venue. */
export interface Connection {
  /** `idle`: nobody subscribes. `waiting`: the link is down and a retry is due. */
  readonly state: 'idle' | 'connecting' | 'open' | 'waiting';
  /**
   * Failed attempts in a row; zero while the link carries data. A link that fails before it has done so for 10 s counts as
   * one more of the row.
   */
  readonly attempt: number;
  /** Why the last link ended; `null` before the first failure and once data flows again. */
  readonly cause: string | null;
}
