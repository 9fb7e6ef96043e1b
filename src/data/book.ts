import { filter, merge, scan, tap } from 'rxjs';
import type { RoomEvent } from '../connectivity/rooms';
import {
  applyDiff,
  applyWhole,
  forget,
  leaveAsIs,
  markStale,
  noBook,
  type Book,
  type KeptBook,
} from '../orderbook/reducer';
import { snapshotRoom$, type Feed, type StreamContext } from './context';

/** What is kept of a book that is to be shown. */
interface ShownBook extends KeptBook {
  readonly show: Book;
}

/** What an event of one of its two rooms makes of a book. */
const keepBook = (kept: KeptBook, event: RoomEvent<'depth_diff'> | RoomEvent<'depth_whole'>): KeptBook => {
  switch (event.type) {
    case 'message':
      if (event.kind === 'depth_whole') return applyWhole(kept, event.message);
      return applyDiff(kept, event.message);
    case 'undecodable':
      // The levels of a diff are missing from now on; a whole only proves, and the next one does so too.
      return event.kind === 'depth_diff' ? markStale(kept) : leaveAsIs(kept);
    case 'silent':
    case 'leapt':
      return markStale(kept);
    case 'lost':
      return forget(kept);
    case 'joined':
      return leaveAsIs(kept);
  }
};

const isShown = (kept: KeptBook): kept is ShownBook => kept.show !== null;

/** The book of a pair: every level known, whenever there is another to show. */
export const bookFeed =
  (context: StreamContext): Feed<ShownBook> =>
  (pair) =>
    merge(
      // Diffs first: those that come before the whole are kept for it.
      context.rooms.room$('depth_diff', pair),
      snapshotRoom$(context, 'depth_whole', pair),
    ).pipe(
      scan(keepBook, noBook),
      tap(({ report }) => {
        if (report !== null) context.diagnose(report);
      }),
      filter(isShown),
    );
