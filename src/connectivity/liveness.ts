import type { RoomKind } from '../parsing/room-kinds';

/** The rules by which a joined room counts as alive. A room without rules may be silent for any time. */
export interface Liveness {
  /** The time in ms within which a live room sends its first message, or every message if `always`. */
  readonly mustSpeak?: { readonly within: number; readonly always: boolean };
  /**
   * The silence in ms after which the room is joined again. It is for rooms that send a message only on joining and on a
   * change: otherwise nobody would notice a lost change.
   */
  readonly renewedAfter?: number;
}

export const livenessOf: Readonly<Partial<Record<RoomKind, Liveness>>> = {
  depth_whole: { mustSpeak: { within: 20_000, always: true } },
  circuit_break_info: { mustSpeak: { within: 5_000, always: false }, renewedAfter: 60_000 },
};
