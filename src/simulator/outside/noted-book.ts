import type { Flat } from '../../model/flat-levels';
import type { DepthDiff, DepthWhole } from '../../model/order-book';
import {
  forget,
  type KeptBook,
  markStale,
  maxHeldLevels,
  noBook,
  refuseLarge,
  sizeOf,
} from '../../orderbook/kept-book';
import { applyDiff, applyWhole } from '../../orderbook/reducer';

export type BookFrame =
  | { readonly type: 'whole'; readonly message: Flat<DepthWhole> }
  | { readonly type: 'diff'; readonly message: Flat<DepthDiff> };

/**
 * A kept book that is made when somebody looks at it. A frame in its place can't bring the book into doubt, and is only
 * noted. A whole in its place replaces everything before it, so that most diffs of a market without orders are never applied.
 */
export interface NotedBook {
  readonly apply: (frame: BookFrame) => void;
  readonly doubt: () => void;
  readonly lose: () => void;
  /** Returns the state of the book. It is known without the book. */
  readonly state: () => 'live' | 'stale' | 'gap';
  readonly kept: () => KeptBook;
}

const applied = (kept: KeptBook, frame: BookFrame): KeptBook =>
  frame.type === 'whole' ? applyWhole(kept, frame.message) : applyDiff(kept, frame.message);

export const createNotedBook = (): NotedBook => {
  /** The book before the noted frames. */
  let before: KeptBook = noBook;
  let noted: BookFrame[] = [];
  // The place of the book after the noted frames.
  let state: 'live' | 'stale' | 'gap' = 'gap';
  let sequence = 0;
  /** The sequence of the newest whole, and its time. */
  let since = 0;
  let wholeAt = 0;
  /** The number of levels in the diffs after it. */
  let held = 0;

  const become = (kept: KeptBook): void => {
    const { book, base, diffs } = kept;
    before = kept;
    noted = [];
    state = book === null ? 'gap' : book.stale ? 'stale' : 'live';
    sequence = book?.sequence ?? diffs?.diff.sequence ?? kept.since;
    ({ since, held } = kept);
    wholeAt = base?.timestamp ?? 0;
  };
  const kept = (): KeptBook => {
    if (noted.length > 0) become(noted.reduce(applied, before));
    return before;
  };

  /** Notes a frame; returns false if it has to be applied. */
  const note = (frame: BookFrame): boolean => {
    if (before.doubt !== null) return false;
    const { message } = frame;
    if (frame.type === 'diff') {
      const size = sizeOf(frame.message);
      if (message.sequence <= sequence || held + size > maxHeldLevels) return false;
      held += size;
      noted.push(frame);
    } else {
      const isInPlace =
        message.sequence >= sequence && message.sequence >= since && message.timestamp >= wholeAt;
      if (!isInPlace || refuseLarge(noBook, frame.message) !== null) return false;
      state = 'live';
      since = message.sequence;
      wholeAt = message.timestamp;
      held = 0;
      noted = [frame];
    }
    ({ sequence } = message);
    return true;
  };

  return {
    apply: (frame) => {
      if (!note(frame)) become(applied(kept(), frame));
    },
    doubt: () => become(markStale(kept())),
    lose: () => become(forget(before)),
    state: () => state,
    kept,
  };
};
