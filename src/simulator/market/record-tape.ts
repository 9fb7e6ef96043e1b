import type { Pair } from '../../model/pair';
import { createVenue } from '../venue/index';
import { assets } from './assets';
import { virtualClock } from './clock';
import { createMarket } from './create-market';
import { instruments } from './instruments';
import type { RoomMessage } from './messages';
import { randomOf } from './random';
import { createTape, type Tape } from './tape';

export interface RecordTapeOptions {
  readonly seed: number;
  /** How long a lap is, ms of market time: at least 30 s, so that every pair's whole book comes. */
  readonly length: number;
  /** When it begins: Unix time, ms. */
  readonly start: number;
  /** Default: all 62. */
  readonly pairs?: readonly Pair[];
}

/** Records the stream of a whole market in virtual time, in a moment. */
export const recordTape = ({ seed, length, start, pairs }: RecordTapeOptions): Tape => {
  const clock = virtualClock(start);
  const venue = createVenue({
    instruments: pairs ? instruments.filter(({ pair }) => pairs.includes(pair)) : instruments,
    assets,
    scheduler: clock,
    random: randomOf(seed, 'venue').next,
  });
  const market = createMarket(venue, { scheduler: clock, seed });
  const messages: RoomMessage[] = [];
  market.messages$.subscribe((message) => messages.push(message));
  clock.advanceBy(length);
  market.close();
  venue.close();
  return createTape(messages);
};
