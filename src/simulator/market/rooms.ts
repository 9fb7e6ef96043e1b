import { delay, EMPTY, map, mergeMap, type Observable, of, type SchedulerLike, timer } from 'rxjs';
import type { Pair } from '../../model/pair';
import type { PublishedMessage } from './messages';
import type { PairMarket } from './pair-market';
import type { Random } from './random';

/** The delay of the first message after a join, ms. */
const firstMessageDelay = { least: 100, most: 160 };
/** The age of some first books at their delivery, ms. They may come after a newer diff. */
const takenBefore = 40;
const takenBeforeChance = 0.25;

/** Returns the messages of a room to a new member. */
type FirstMessages = () => readonly PublishedMessage[];

const nothing: FirstMessages = () => [];

const roomsOf = (pair: Pair, { feed }: PairMarket): readonly (readonly [string, FirstMessages])[] => [
  [`ticker_${pair}`, nothing],
  [`transactions_${pair}`, nothing],
  [`depth_diff_${pair}`, nothing],
  [`depth_whole_${pair}`, () => [{ room: `depth_whole_${pair}`, type: 'depth_whole', data: feed.whole() }]],
  [
    `circuit_break_info_${pair}`,
    () => {
      const data = feed.circuitBreak();
      return data ? [{ room: `circuit_break_info_${pair}`, type: 'circuit_break_info', data }] : [];
    },
  ],
];

export interface MarketRooms {
  readonly has: (room: string) => boolean;
  readonly joined$: (room: string) => Observable<PublishedMessage>;
}

export const createMarketRooms = (
  markets: ReadonlyMap<Pair, PairMarket>,
  scheduler: SchedulerLike,
  random: Random,
): MarketRooms => {
  const rooms = new Map([...markets].flatMap(([pair, market]) => roomsOf(pair, market)));
  return {
    has: (room) => rooms.has(room),
    joined$: (room) => {
      const first = rooms.get(room) ?? nothing;
      if (first === nothing) return EMPTY;
      const wait = random.between(firstMessageDelay.least, firstMessageDelay.most);
      const age = random.chance(takenBeforeChance) ? takenBefore : 0;
      return timer(wait, scheduler).pipe(
        map(first),
        mergeMap((messages) => (age > 0 ? of(messages).pipe(delay(age, scheduler)) : of(messages))),
        mergeMap((messages) => messages),
      );
    },
  };
};
