import type { RoomKind } from '../../../../src/parsing/room-kinds';
import type { Oracle } from '../oracle';
import { type Observer, unknownPair } from '../script';
import type { Link } from '../wiretap';

/** ms: feeds are made of feeds, and each is left a tick of the scheduler after the last subscriber. */
const longestLeaving = 50;

/** ms. So long into the calm a link may still prove dead. */
const longestDying = 75_000;

/** ms. A link on which nothing comes since the clock has leapt is made anew by then. */
const longestUnproven = 6_000;

/** So many links in so short a time (ms) are no back-off, however the waits are drawn. */
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

/** The rooms that somebody looks at are joined, no other, and without any the socket is closed. */
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
    /** The client has noticed that its clock has leapt. */
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
      // One that never stood is refused at once, and may be tried sooner.
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
        // Whether it is asked for at all depends on what REST says of the pair.
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
