import { Observable } from 'rxjs';
import type { RoomEvent } from '../connectivity/rooms';
import type { DepthDiff, DepthWhole } from '../model/order-book';
import type { Flat } from '../model/flat-levels';
import { applyDiff, applyWhole, markStale, noBook, type Book, type KeptBook } from '../orderbook/reducer';
import { snapshotRoom$, type Feed, type StreamContext } from './context';

/** The book of a pair: every level known. A frame goes from its room to the book without a step between. */
export const bookFeed =
  (context: StreamContext): Feed<Book> =>
  (pair) =>
    new Observable((subscriber) => {
      let kept = noBook;

      /** Shows the book, if there is another: a dropped frame shows nothing, a stale book is not shown once more. */
      const keep = (next: KeptBook): void => {
        const before = kept;
        kept = next;
        if (next.report !== null) context.diagnose(next.report);
        if (next.book !== null && next.book !== before.book) subscriber.next(next.book);
      };
      const onDiffRoom = (event: RoomEvent<Flat<DepthDiff>>): void => {
        if (event.type === 'message') keep(applyDiff(kept, event.message));
        else if (event.type === 'undecodable') keep(markStale(kept));
      };
      const onWholeRoom = (event: RoomEvent<Flat<DepthWhole>>): void => {
        if (event.type === 'message') keep(applyWhole(kept, event.message));
        else if (event.type === 'silent') keep(markStale(kept));
        else if (event.type === 'lost') {
          keep(markStale(kept));
          kept = noBook;
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
