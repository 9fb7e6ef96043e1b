import { Observable } from 'rxjs';
import type { RoomEvent } from '../connectivity/rooms';
import type { DiagnosticEvent } from '../model/diagnostic';
import type { DepthDiff, DepthWhole } from '../model/order-book';
import type { Pair } from '../model/pair';
import type { Flat } from '../parsing/level';
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

/** A diagnostic is kept for those who ask later: of a book that is wholly another, not every level. */
const mostDifferences = 100;

const toDiagnostic = (pair: Pair, report: BookReport): DiagnosticEvent | null => {
  switch (report.type) {
    case 'stale-diff':
    case 'stale-whole':
      return { kind: report.type, pair, sequence: report.sequence, known: report.known };
    case 'repaired': {
      const { sequence, differences } = report;
      const count = differences.length;
      return {
        kind: 'book-repaired',
        pair,
        sequence,
        count,
        differences: differences.slice(0, mostDifferences),
      };
    }
    case 'verified':
      return null;
  }
};

/** The book of a pair: every level known. A frame goes from its room to the book without a step between. */
export const bookFeed =
  (context: FeedContext): Feed<Book> =>
  (pair) =>
    new Observable((subscriber) => {
      let kept = noBook;

      /** Shows the book, if there is another: a dropped frame shows nothing, a stale book is not shown once more. */
      const keep = (next: KeptBook): void => {
        const before = kept;
        kept = next;
        const diagnostic = next === before || next.report === null ? null : toDiagnostic(pair, next.report);
        if (diagnostic !== null) context.diagnose(diagnostic);
        if (next.book !== null && next.book !== before.book) subscriber.next(next.book);
      };
      const onDiffRoom = (event: RoomEvent<Flat<DepthDiff>>): void => {
        if (event.type === 'message') keep(applyDiff(kept, event.message));
        else if (event.type === 'undecodable') keep(markStale(kept));
      };
      const onWholeRoom = (event: RoomEvent<Flat<DepthWhole>>): void => {
        switch (event.type) {
          case 'message': {
            keep(applyWhole(kept, event.message));
            return;
          }
          case 'silent': {
            keep(markStale(kept));
            return;
          }
          case 'lost':
            keep(markStale(kept));
            kept = noBook;
            return;
          case 'joined':
          case 'undecodable':
            return;
        }
      };
      let rooms = 2;
      const end = {
        error: (cause: unknown) => subscriber.error(cause),
        complete: () => {
          rooms -= 1;
          if (rooms === 0) subscriber.complete();
        },
      };

      // Diffs first: those that come before the whole are kept for it.
      subscriber.add(context.rooms.room$('depth_diff', pair).subscribe({ next: onDiffRoom, ...end }));
      subscriber.add(snapshotRoom$(context, 'depth_whole', pair).subscribe({ next: onWholeRoom, ...end }));
    });
