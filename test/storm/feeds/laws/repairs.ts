import type { Level } from '../../../../src/model/order-book';
import type { DepthWholeMessage } from '../../../../src/simulator/market/messages';
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

/** Nothing is dropped or repaired in silence, and nothing is said without a reason. */
export const announcementLaw = (
  oracle: Pick<Oracle, 'diagnostics' | 'violate'>,
  /** Since when somebody has looked at the book of a pair without a break; `null`: nobody does. */
  lookedAtSince: (pair: string) => number | null,
) => {
  const { diagnostics, violate } = oracle;
  let before = 0;
  let repairDue = false;
  let mustBeSaid = false;
  const count = (kind: string): number =>
    diagnostics.slice(before).filter((said) => said.kind === kind).length;

  return {
    onBefore: (arrival: Arrival): void => {
      if (count('undecodable-frame') + count('book-repaired') > 0)
        violate('a diagnostic of a frame without a frame');
      before = diagnostics.length;
      const isWhole = arrival.kind === 'depth_whole' && arrival.message !== null;
      repairDue = isWhole && isRepairDue(arrival);
      const since = arrival.pair === null ? null : lookedAtSince(arrival.pair);
      mustBeSaid = repairDue && since !== null && since < arrival.link.heard(arrival.pair as string).wholeAt;
    },
    onAfter: ({ message, room, link }: Arrival): void => {
      const isMissed = room === null || isJoined(link, room);
      if (count('undecodable-frame') !== (message === null && isMissed ? 1 : 0)) {
        violate(
          `a frame of ${room ?? 'no room'} ${message === null ? 'is dropped in silence' : 'is called undecodable'}`,
        );
      }
      const repairs = count('book-repaired');
      if (mustBeSaid && repairs === 0) violate(`a wrong book of ${room} is repaired in silence`);
      if (!repairDue && repairs > 0) violate(`a right book of ${room} is called repaired`);
      before = diagnostics.length;
    },
  };
};
