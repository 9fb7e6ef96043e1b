import type { RoomKind } from '../../../src/parsing/room-kinds';
import type {
  DepthDiffMessage,
  DepthWholeMessage,
  PublishedMessage,
} from '../../../src/simulator/market/messages';
import type { Level } from '../../../src/model/order-book';
import { applyTo, bookOf, sidesOf } from './truth';

/**
 * The knowledge that a client can have of a pair's book if it follows the venue's documentation to the letter, and
 * believes no frame that others contradict.
 */

/** A contradiction of the venue. Nothing is known until a whole from `after` on (the venue's time). */
export interface Doubted {
  /** The time of the contradiction, by the clock of the storm. */
  readonly at: number;
  readonly after: number;
  readonly number: number;
  readonly refused: number;
}

/** The frames of a pair's book that reached the client on a link. */
export interface Heard {
  whole: DepthWholeMessage | null;
  wholeAt: number;
  /** The newest sequence of all, in two forms: as it came, and as the venue meant it. */
  newestNumber: number;
  newest: number;
  /** The diffs in order, since `whole`, and earlier ones where they are newer. */
  readonly diffs: DepthDiffMessage[];
  /** The sequences as the venue meant them. */
  readonly sequences: Set<number>;
  /** True if a diff since `whole` could not be read. */
  isUnread: boolean;
  doubted: Doubted | null;
}

export const nothingKnown = (): Heard => ({
  whole: null,
  wholeAt: -Infinity,
  newestNumber: -1,
  newest: -1,
  diffs: [],
  sequences: new Set(),
  isUnread: false,
  doubted: null,
});

/** Starts again, because somebody begins to observe the book. */
export const hearAnew = (heard: Heard): void => void Object.assign(heard, nothingKnown());

/**
 * The number by which a fault may let a sequence leap. Sequences that start again lack the first digits of the venue's.
 */
const leap = 9e15;
const firstDigits = 30e9;

/** Returns the sequence that the venue meant by a received number. */
export const meantBy = (number: number): number => {
  const landed = number >= leap ? number - leap : number;
  return landed < firstDigits ? landed + firstDigits : landed;
};

const numberOf = (whole: DepthWholeMessage): number => Number(whole.sequenceId);

/**
 * Selects the levels of one side that several wholes show. None shows the levels beyond its worst one or, in an
 * auction, its best.
 */
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

/** True if a whole shows that a client that followed the documentation to the letter has a wrong book. */
const isOther = ({ whole: base, diffs }: Heard, whole: DepthWholeMessage): boolean => {
  if (base === null) return false;
  const upTo = numberOf(whole);
  const kept = diffs.filter(({ s }) => Number(s) > numberOf(base) && Number(s) <= upTo);
  const ours = bookOf(kept.reduce(applyTo, sidesOf(base)), upTo);
  const theirs = bookOf(sidesOf(whole), upTo);
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

const isBehindTheLast = ({ whole: base }: Heard, whole: DepthWholeMessage): boolean =>
  base !== null && (numberOf(whole) < numberOf(base) || whole.timestamp < base.timestamp);

/** True if a whole that nothing contradicts repairs a wrong book. */
export const isRepair = (heard: Heard, whole: DepthWholeMessage): boolean =>
  heard.doubted === null &&
  !isBehindTheLast(heard, whole) &&
  numberOf(whole) >= heard.newestNumber &&
  isOther(heard, whole);

const doubt = (heard: Heard, number: number, time: number, now: number): void => {
  const times = [time, heard.doubted?.after, heard.whole?.timestamp, heard.diffs.at(-1)?.t];
  heard.doubted = {
    at: now,
    after: Math.max(...times.map((one) => one ?? 0)),
    number,
    refused: heard.doubted?.refused ?? 0,
  };
  heard.diffs.length = 0;
};

const hearDiff = (heard: Heard, diff: DepthDiffMessage, now: number): void => {
  const { diffs, doubted, whole } = heard;
  const number = Number(diff.s);
  const isKnown =
    diffs.some((one) => JSON.stringify(one) === JSON.stringify(diff)) ||
    (doubted === null
      ? whole !== null && number <= numberOf(whole) && diff.t <= whole.timestamp
      : diff.t < doubted.after);
  if (isKnown) return;
  const last = doubted === null ? heard.newestNumber : Number(diffs.at(-1)?.s ?? doubted.number);
  if (number <= last) {
    doubt(heard, number, diff.t, now);
    return;
  }
  diffs.push(diff);
  heard.newestNumber = number;
  heard.newest = meantBy(number);
  heard.sequences.add(heard.newest);
};

/** The number of wholes that are refused because they are too old. */
const mostRefused = 2;

const hearWhole = (heard: Heard, whole: DepthWholeMessage, now: number): void => {
  const { doubted, diffs } = heard;
  const number = numberOf(whole);
  heard.wholeAt = now;
  if (doubted !== null && whole.timestamp < doubted.after && doubted.refused < mostRefused) {
    heard.doubted = { ...doubted, refused: doubted.refused + 1 };
    return;
  }
  const isBehind = isBehindTheLast(heard, whole) || (number < heard.newestNumber && isOther(heard, whole));
  if (doubted === null && isBehind) {
    doubt(heard, number, whole.timestamp, now);
    return;
  }
  const later = diffs.filter(({ s }) => Number(s) > number);
  diffs.splice(0, Infinity, ...later);
  heard.whole = whole;
  heard.isUnread = false;
  heard.doubted = null;
  heard.newestNumber = Number(diffs.at(-1)?.s ?? number);
  heard.newest = meantBy(heard.newestNumber);
};

/** Handles a frame; `message` is `null` if the frame is cut. */
export const hear = (
  heard: Heard,
  kind: RoomKind | null,
  message: PublishedMessage['data'] | null,
  now: number,
): void => {
  if (kind === 'depth_diff') {
    if (message === null) heard.isUnread = true;
    else hearDiff(heard, message as DepthDiffMessage, now);
  }
  if (kind === 'depth_whole' && message !== null) hearWhole(heard, message as DepthWholeMessage, now);
};
