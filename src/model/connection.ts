/** The state of a client's link to the venue. */
export interface Connection {
  /** `idle`: nobody subscribes. `waiting`: the link is down and a retry will follow. */
  readonly state: 'idle' | 'connecting' | 'open' | 'waiting';
  /**
   * The number of failed attempts in a row; zero while the link carries data. A link that fails within 10 s of data counts as
   * one more failed attempt.
   */
  readonly attempt: number;
  /** The reason why the last link ended; `null` before the first failure and once data flows again. */
  readonly cause: string | null;
}
