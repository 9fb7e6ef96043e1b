import type { RoomKind } from '../../../../src/parsing/room-kinds';
import type { Oracle } from '../oracle';
import { type Observer, unknownPair } from '../script';
import type { Link } from '../wiretap';

/**
 * The longest time in ms until a room is left. Feeds are made of feeds, and each is left a tick of the scheduler after
 * its last subscriber.
 */
const longestLeaving = 50;

/** The time in ms of the calm in which a link may still prove dead. */
const longestDying = 75_000;

/** The longest time in ms until a link is made again if nothing has come on it since the clock leapt. */
const longestUnproven = 6_000;

/** The number of links in so short a time (ms) that is not a back-off, however the waits are drawn. */
const mostLinks = 7;
const shortTime = 4_000;

const roomKindsOf = ({ feed }: Observer): readonly RoomKind[] => {
  switch (feed) {
    case 'book':
    case 'quotes':
      return ['depth_whole', 'depth_diff'];
    case 'trades':
    case 'candles':
      return ['transactions'];
    case 'circuitBreak':
    case 'tradable':
      return ['circuit_break_info'];
    case 'depthWhole':
      return ['depth_whole'];
    case 'depthDiff':
      return ['depth_diff'];
    case 'ticker':
    case 'unknown':
      return ['ticker'];
  }
};

/** The rooms with observers are joined, no others, and without any the socket is closed. */
export const createRoomLaws = ({ clock, start, script, sleeps, tap, violate }: Oracle) => {
  const wanted = new Map<string, number>();
  const leftAt = new Map<string, number>();
  const lost: number[] = [];
  const roomsOf = (observer: Observer): readonly string[] =>
    roomKindsOf(observer).map((kind) => `${kind}_${observer.pair}`);
  const mayStay = (room: string): boolean =>
    clock.now() - (leftAt.get(room) ?? -Infinity) <= script.linger + longestLeaving;

  return {
    enter: (observer: Observer): void => {
      for (const room of roomsOf(observer)) wanted.set(room, (wanted.get(room) ?? 0) + 1);
    },
    leave: (observer: Observer): void => {
      for (const room of roomsOf(observer)) {
        const left = (wanted.get(room) ?? 0) - 1;
        if (left > 0) wanted.set(room, left);
        else {
          wanted.delete(room);
          leftAt.set(room, clock.now());
        }
      }
    },
    /** Handles the client's report that its clock has leapt. */
    onLeap: (): void => {
      const leaptAt = clock.now();
      const link = tap.link();
      if (link?.isReady !== true) return;
      clock.schedule(() => {
        const hasSlept = sleeps.some(({ to }) => to > leaptAt);
        if (link.isUp && link.heardAt < leaptAt && !hasSlept)
          violate('a link is kept on which nothing came since the clock has leapt');
      }, longestUnproven);
    },
    onDown: ({ isReady }: Link): void => {
      // A link that never opened was refused immediately, and may be tried sooner.
      if (isReady) lost.push(clock.now());
      if (isReady && clock.now() - (lost.at(-mostLinks) ?? -Infinity) <= shortTime)
        violate(`${mostLinks} links are opened and lost within ${shortTime} ms`);
      const sinceStorm = clock.now() - start - script.length;
      if (wanted.size > 0 && sinceStorm > longestDying) violate('a link is lost in the calm');
    },
    onTick: (): void => {
      const link = tap.link();
      if (link === null) return;
      const joined = [...link.rooms].filter(([, life]) => life.leftAt === null).map(([room]) => room);
      for (const room of wanted.keys()) {
        // Whether it is requested at all depends on the reply of REST about the pair.
        if (room.endsWith(unknownPair)) continue;
        if (link.isReady && !joined.includes(room)) violate(`${room} is not joined`);
      }
      for (const room of joined) {
        if (!wanted.has(room) && !mayStay(room)) violate(`${room} is still joined, with nobody there`);
      }
      const isNeeded = wanted.size > 0 || [...leftAt.keys()].some(mayStay);
      if (!isNeeded) violate('the socket is open with nobody there');
    },
  };
};
