import { dictionary, ownRecord } from '../parsing/combinators';
import { decodeJson, type Decoded } from '../parsing/decode';
import { Finite, Flag, Id } from '../parsing/primitives';

/** What a gateway says once a second. */
export interface Beat {
  /** Of the run of frames: it grows with each gateway that takes over, and with each new link to the venue. */
  readonly epoch: number;
  /** The gateway's link to the venue stands. */
  readonly isOpen: boolean;
  /** How long ago the latest frame of each room came, by its name, ms. */
  readonly rooms: Readonly<Record<string, number>>;
}

const BeatValue = ownRecord<Beat>('a beat', {
  epoch: Id,
  isOpen: Flag,
  rooms: dictionary('ages', Finite),
});

export const encodeBeat = (beat: Beat): string => JSON.stringify(beat);

/** Never throws. */
export const decodeBeat = (text: string): Decoded<Beat> => decodeJson(BeatValue, text);
