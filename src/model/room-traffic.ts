/** What a room has brought since it was first looked at. */
export interface RoomTraffic {
  readonly frames: number;
  /** Characters of its frames, each of which is a byte on the wire. */
  readonly bytes: number;
  /** When its last frame came: Unix time, ms; `null`: none has come. */
  readonly lastAt: number | null;
  /**
   * How old the venue's last stamp was when its frame came, ms: the wall of this machine minus the venue's, so that a
   * clock that is set wrong shows here as well. `null`: no frame had a stamp.
   */
  readonly lag: number | null;
}
