import { dictionary, ownRecord } from '../parsing/combinators';
import { decodeJson, type Decoded } from '../parsing/decode';
import { Finite, Flag, Id } from '../parsing/primitives';

/** The heartbeat of a gateway, once per second. */
export interface Beat {
  /**
   * The epoch of the run of frames. It grows with each gateway that takes over, and with each new link to the venue.
   */
  readonly epoch: number;
  /** True if the gateway has a link to the venue. */
  readonly isOpen: boolean;
  /** The age of the latest frame of each room in ms, by the room's name. */
  readonly rooms: Readonly<Record<string, number>>;
}

const BeatValue = ownRecord<Beat>('a beat', {
  epoch: Id,
  isOpen: Flag,
  rooms: dictionary('ages', Finite),
});

export const encodeBeat = (beat: Beat): string => JSON.stringify(beat);

/** Decodes a beat. It never throws. */
export const decodeBeat = (text: string): Decoded<Beat> => decodeJson(BeatValue, text);
