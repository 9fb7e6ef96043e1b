import type { RoomKind } from '../parsing/room-kinds';

/** What tells that a room which was joined is alive. A room without an entry may be silent for as long as it likes. */
export interface Liveness {
  /** How soon a live room sends its first message, or (`always`) every next one, ms. */
  readonly mustSpeak?: { readonly within: number; readonly always: boolean };
  /**
   * A room that speaks on joining and on change only is joined again after such a silence, ms: otherwise nothing would
   * ever tell that a change got lost.
   */
  readonly renewedAfter?: number;
}

export const livenessOf: Readonly<Partial<Record<RoomKind, Liveness>>> = {
  depth_whole: { mustSpeak: { within: 20_000, always: true } },
  circuit_break_info: { mustSpeak: { within: 5_000, always: false }, renewedAfter: 60_000 },
};
