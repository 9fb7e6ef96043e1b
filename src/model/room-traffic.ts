/** The traffic of a room since somebody began to count it. */
export interface RoomTraffic {
  readonly frames: number;
  /** The number of characters of its frames, each of which is a byte on the wire. */
  readonly bytes: number;
  /** The time of its last frame, Unix ms; `null` if none has come. */
  readonly lastAt: number | null;
  /**
   * The age of the venue's last stamp when its frame came, in ms: this machine's time of day minus the stamp, so that a wrong
   * clock shows here too. It is `null` if no frame had a stamp.
   */
  readonly lag: number | null;
}
