import { Observable } from 'rxjs';
import type { RoomEvent } from '../connectivity/rooms';
import type { DiagnosticEvent } from '../model/diagnostic';
import type { DepthWhole } from '../model/order-book';
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

const onWholeRoom = (kept: KeptBook, event: RoomEvent<DepthWhole>): KeptBook => {
  switch (event.type) {
    case 'message':
      return applyWhole(kept, event.message);
    case 'silent':
    case 'lost':
      return markStale(kept);
    case 'joined':
      return kept;
  }
};

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
    new Observable((subscriber) => {
      const { rooms, diagnose } = context;
      let kept = noBook;

      /** Shows the book that follows: a dropped frame shows nothing, a stale book is not shown once more. */
      const keep = (next: KeptBook): void => {
        const before = kept;
        kept = next;
        const diagnostic = next === before || next.report === null ? null : toDiagnostic(pair, next.report);
        if (diagnostic !== null) diagnose(diagnostic);
        if (next.book !== null && next.book !== before.book) subscriber.next(next.book);
      };

      const end = {
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      };
      // Diffs first: those that come before the whole are kept for it.
      subscriber.add(
        rooms.room$('depth_diff', pair).subscribe({
          ...end,
          next: (event) => {
            if (event.type === 'message') keep(applyDiff(kept, event.message));
          },
        }),
      );
      subscriber.add(
        snapshotRoom$(context, 'depth_whole', pair).subscribe({
          ...end,
          next: (event) => {
            keep(onWholeRoom(kept, event));
            if (event.type === 'lost') kept = noBook;
          },
        }),
      );
    });
