import type { Target } from './target';
import { framesTarget } from './targets/frames';
import { messagesTarget } from './targets/messages';
import { optionsTarget } from './targets/options';
import { packetsTarget } from './targets/packets';
import { recordingsTarget } from './targets/recordings';
import { repliesTarget } from './targets/replies';
import { venueTarget } from './targets/venue';
import { writesTarget } from './targets/writes';

/** Every part of the library that reads data of others. */
export const targets: readonly Target[] = [
  framesTarget(),
  packetsTarget,
  repliesTarget,
  messagesTarget,
  writesTarget,
  recordingsTarget,
  venueTarget,
  optionsTarget,
];
