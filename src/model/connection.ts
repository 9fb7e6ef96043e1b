/** The state of a client's link to the venue. */
export interface Connection {
  /** `idle`: nobody subscribes. `waiting`: the link is down and a retry is due. */
  readonly state: 'idle' | 'connecting' | 'open' | 'waiting';
  /** Failed attempts in a row; zero once the link has carried data. */
  readonly attempt: number;
  /** Why the last link ended; `null` before the first failure and once data flows again. */
  readonly cause: string | null;
}
