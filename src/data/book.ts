import { filter, merge, Observable, observeOn, scan, Subject, throttleTime } from 'rxjs';
import type { RoomEvent } from '../connectivity/room-member';
import {
  forget,
  leaveAsIs,
  markStale,
  noBook,
  type Book,
  type BookReport,
  type KeptBook,
} from '../orderbook/kept-book';
import { applyDiff, applyWhole } from '../orderbook/reducer';
import { snapshotRoom$, type Feed, type StreamContext } from './context';

/** The state of a book that must be shown. */
interface ShownBook extends KeptBook {
  readonly show: Book;
}

/** Applies an event of either of its two rooms to a book. */
const keepBook = (kept: KeptBook, event: RoomEvent<'depth_diff'> | RoomEvent<'depth_whole'>): KeptBook => {
  switch (event.type) {
    case 'message':
      if (event.kind === 'depth_whole') return applyWhole(kept, event.message);
      return applyDiff(kept, event.message);
    case 'undecodable':
      // The levels of an unreadable diff are missing from now on. An unreadable whole costs nothing: the next one proves as much.
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

/** The least time in ms between two joins of a book's rooms, however often the venue contradicts itself. */
const leastRejoin = 2_000;

/** True if the book needs a new whole before the next regular one. */
const isInDoubt = ({ kind }: BookReport): boolean =>
  kind === 'book-contradicted' || kind === 'book-overgrown' || kind === 'stale-whole';

/** The feed of a pair's book with every known level, whenever there is another book to show. */
export const bookFeed =
  (context: StreamContext): Feed<ShownBook> =>
  (pair) =>
    new Observable((subscriber) => {
      const { rooms, clock, diagnose } = context;
      /** It is created at the first doubt, because few books ever have one, and every book would keep it in memory. */
      let doubts: Subject<BookReport> | null = null;
      const startRejoining = (reports$: Subject<BookReport>): Subject<BookReport> => {
        subscriber.add(
          reports$
            .pipe(
              filter(isInDoubt),
              throttleTime(leastRejoin, clock, { leading: true, trailing: true }),
              // The stale book is shown before the rooms are joined again.
              observeOn(clock),
            )
            .subscribe(() => {
              rooms.rejoin('depth_diff', pair);
              rooms.rejoin('depth_whole', pair);
            }),
        );
        return reports$;
      };
      const diagnoseReport = ({ doubt }: KeptBook, report: BookReport): void => {
        diagnose(report);
        if (doubt === null) return;
        doubts ??= startRejoining(new Subject());
        doubts.next(report);
      };
      const books$ = merge(
        // The diffs are subscribed first, because those that come before the whole are kept for it.
        rooms.room$('depth_diff', pair),
        snapshotRoom$(context, 'depth_whole', pair),
      ).pipe(
        scan(keepBook, noBook),
        // One step reports and filters, because each step adds to the cost of a frame.
        filter((kept): kept is ShownBook => {
          if (kept.report !== null) diagnoseReport(kept, kept.report);
          return kept.show !== null;
        }),
      );
      return books$.subscribe(subscriber);
    });
