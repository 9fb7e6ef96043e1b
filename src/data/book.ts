import { defer, filter, map, merge } from 'rxjs';
import type { RoomEvent } from '../connectivity/rooms';
import type { DiagnosticEvent } from '../model/diagnostic';
import type { DepthDiff, DepthWhole } from '../model/order-book';
import type { Pair } from '../model/pair';
import {
  applyDiff,
  applyWhole,
  markStale,
  noBook,
  type Book,
  type BookReport,
  type KeptBook,
} from '../orderbook/reducer';
import { snapshotRoom$, type Feed, type FeedContext } from './context';

const toDiagnostic = (pair: Pair, report: BookReport): DiagnosticEvent | null => {
  switch (report.type) {
    case 'stale-diff':
    case 'stale-whole':
      return { kind: report.type, pair, sequence: report.sequence, known: report.known };
    case 'repaired':
      return { kind: 'book-repaired', pair, sequence: report.sequence, differences: report.differences };
    case 'verified':
      return null;
  }
};

/** The book of a pair: every level known. */
export const bookFeed =
  (context: FeedContext): Feed<Book> =>
  (pair) =>
    defer(() => {
      const { rooms, diagnose } = context;
      let kept = noBook;

      /** Gives the book to show, if any: a dropped frame shows nothing, a stale book is not shown once more. */
      const keep = (next: KeptBook): Book | null => {
        const before = kept;
        kept = next;
        const diagnostic = next === before || next.report === null ? null : toDiagnostic(pair, next.report);
        if (diagnostic !== null) diagnose(diagnostic);
        return next.book === before.book ? null : next.book;
      };
      const onDiffRoom = (event: RoomEvent<DepthDiff>): Book | null =>
        event.type === 'message' ? keep(applyDiff(kept, event.message)) : null;
      const onWholeRoom = (event: RoomEvent<DepthWhole>): Book | null => {
        switch (event.type) {
          case 'message':
            return keep(applyWhole(kept, event.message));
          case 'silent':
            return keep(markStale(kept));
          case 'lost': {
            const stale = keep(markStale(kept));
            kept = noBook;
            return stale;
          }
          case 'joined':
            return null;
        }
      };

      // Diffs first: those that come before the whole are kept for it.
      return merge(
        rooms.room$('depth_diff', pair).pipe(map(onDiffRoom)),
        snapshotRoom$(context, 'depth_whole', pair).pipe(map(onWholeRoom)),
      ).pipe(filter((book) => book !== null));
    });
