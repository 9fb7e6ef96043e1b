import type { Level } from '../../../../src/model/order-book';
import type { DepthWholeMessage } from '../../../../src/simulator/market/messages';
import { longestHeldBack } from '../../told';
import type { Oracle } from '../oracle';
import { applyTo, bookOf, sidesOf, type VenueBook } from '../truth';
import { isJoined, type Arrival } from '../wiretap';

/** How far two wholes tell of one side: neither shows what rests beyond its worst level, nor, in an auction, its best. */
const within = (wholes: readonly (readonly Level[])[], isNearCut: readonly boolean[], sign: 1 | -1) => {
  const far = Math.min(...wholes.map((levels) => (levels.at(-1)?.price ?? Infinity * sign) * sign));
  const near = Math.max(
    ...wholes.map((levels, i) =>
      isNearCut[i] === true ? (levels[0]?.price ?? -Infinity * sign) * sign : -Infinity,
    ),
  );
  return (price: number): boolean => price * sign <= far && price * sign >= near;
};

const differs = (
  ours: readonly Level[],
  theirs: readonly Level[],
  counts: (price: number) => boolean,
): boolean => {
  const text = (levels: readonly Level[]): string =>
    JSON.stringify(levels.filter(({ price }) => counts(price)));
  return text(ours) !== text(theirs);
};

/** Does a whole show that a client that kept the recipe to the letter has a wrong book? */
const isRepairDue = ({ link, pair, message }: Arrival): boolean => {
  const whole = message as DepthWholeMessage;
  const { whole: base, diffs } = link.heard(pair as string);
  if (base === null || Number(whole.sequenceId) < Number(base.sequenceId)) return false;
  const upTo = Number(whole.sequenceId);
  const kept = diffs.filter(({ s }) => Number(s) > Number(base.sequenceId) && Number(s) <= upTo);
  const ours = bookOf(kept.reduce(applyTo, sidesOf(base)), upTo);
  const theirs: VenueBook = bookOf(sidesOf(whole), upTo);
  const before = bookOf(sidesOf(base), upTo);
  const bids = within(
    [before.bids, theirs.bids],
    [base, whole].map(({ bids_over }) => Number(bids_over) !== 0),
    -1,
  );
  const asks = within(
    [before.asks, theirs.asks],
    [base, whole].map(({ asks_under }) => Number(asks_under) !== 0),
    1,
  );
  return differs(ours.bids, theirs.bids, bids) || differs(ours.asks, theirs.asks, asks);
};

/**
 * How often something of a kind had to be said, might be said, and was, since the last second in which there was nothing
 * of it to say. What is not said at once is said a second later, in one with its `count`.
 */
const createTally = ({ clock, diagnostics, violate }: Told, kind: string) => {
  let [must, may, said, read] = [0, 0, 0, 0];
  let latest = -Infinity;
  const hear = (): void => {
    for (; read < diagnostics.length; read += 1) {
      const one = diagnostics[read];
      if (one?.kind === kind) said += one.count;
    }
  };

  return {
    occur: (mustBeSaid: boolean): void => {
      may += 1;
      if (mustBeSaid) must += 1;
      latest = clock.now();
    },
    check: (inSilence: string, withoutReason: string): void => {
      hear();
      if (said > may) violate(withoutReason);
      const isDue = clock.now() - latest > longestHeldBack;
      if (isDue && said < must) violate(inSilence);
      if (isDue || said > may) [must, may, said] = [0, 0, 0];
    },
  };
};

type Told = Pick<Oracle, 'clock' | 'diagnostics' | 'violate'>;

/** Nothing is dropped or repaired in silence, and nothing is said without a reason. */
export const announcementLaw = (
  oracle: Told,
  /** Since when somebody has looked at the book of a pair without a break; `null`: nobody does. */
  lookedAtSince: (pair: string) => number | null,
) => {
  const undecodable = createTally(oracle, 'undecodable-frame');
  const repaired = createTally(oracle, 'book-repaired');
  let repairDue = false;
  let mustBeSaid = false;
  const check = (name = 'an earlier frame'): void => {
    undecodable.check(
      `a frame is dropped in silence, before one of ${name}`,
      `a frame is called undecodable, at one of ${name}`,
    );
    repaired.check(
      `a wrong book is repaired in silence, before a frame of ${name}`,
      `a right book is called repaired, at a frame of ${name}`,
    );
  };

  return {
    onBefore: (arrival: Arrival): void => {
      check();
      const isWhole = arrival.kind === 'depth_whole' && arrival.message !== null;
      repairDue = isWhole && isRepairDue(arrival);
      const since = arrival.pair === null ? null : lookedAtSince(arrival.pair);
      mustBeSaid = repairDue && since !== null && since < arrival.link.heard(arrival.pair as string).wholeAt;
    },
    onAfter: ({ message, room, link }: Arrival): void => {
      const isMissed = room === null || isJoined(link, room);
      // Whose a broken frame is may not be seen: one of a room that was left may be said to be none's.
      if (message === null) undecodable.occur(isMissed);
      if (repairDue) repaired.occur(mustBeSaid);
      check(room ?? 'no room');
    },
    /** All is over, and more than a second has passed. */
    onEnd: (): void => check(),
  };
};
