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

/** ms. However often the venue contradicts itself, the rooms of a book are joined again no sooner than this. */
const leastRejoin = 2_000;

/** Is a newer whole needed than any that is due? */
const isInDoubt = ({ kind }: BookReport): boolean =>
  kind === 'book-contradicted' || kind === 'book-overgrown' || kind === 'stale-whole';

/** The book of a pair: every level known, whenever there is another to show. */
export const bookFeed =
  (context: StreamContext): Feed<ShownBook> =>
  (pair) =>
    new Observable((subscriber) => {
      const { rooms, clock, diagnose } = context;
      /** Made when there is a doubt at last: few books ever have one, and each would hold it in memory. */
      let doubts: Subject<BookReport> | null = null;
      const startRejoining = (reports$: Subject<BookReport>): Subject<BookReport> => {
        subscriber.add(
          reports$
            .pipe(
              filter(isInDoubt),
              throttleTime(leastRejoin, clock, { leading: true, trailing: true }),
              // The stale book is shown before anything can come of it.
              observeOn(clock),
            )
            .subscribe(() => {
              rooms.rejoin('depth_diff', pair);
              rooms.rejoin('depth_whole', pair);
            }),
        );
        return reports$;
      };
      const tell = ({ doubt }: KeptBook, report: BookReport): void => {
        diagnose(report);
        if (doubt === null) return;
        doubts ??= startRejoining(new Subject());
        doubts.next(report);
      };
      const books$ = merge(
        // Diffs first: those that come before the whole are kept for it.
        rooms.room$('depth_diff', pair),
        snapshotRoom$(context, 'depth_whole', pair),
      ).pipe(
        scan(keepBook, noBook),
        // One step reports and lets books through: each step is a part of what a frame costs.
        filter((kept): kept is ShownBook => {
          if (kept.report !== null) tell(kept, kept.report);
          return kept.show !== null;
        }),
      );
      return books$.subscribe(subscriber);
    });
