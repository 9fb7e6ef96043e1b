import { filter, map, merge, scan, tap } from 'rxjs';
import type { RoomEvent } from '../connectivity/rooms';
import type { DiagnosticEvent } from '../model/diagnostic';
import type { DepthDiff, DepthWhole, OrderBook } from '../model/order-book';
import type { Pair } from '../model/pair';
import {
  applyDiff,
  applyWhole,
  markStale,
  noBook,
  type BookReport,
  type KeptBook,
} from '../orderbook/reducer';
import { snapshotRoom$, type Feed, type FeedContext } from './context';

interface Step {
  readonly kept: KeptBook;
  /** What the last event gives: a book to show, and something to say. */
  readonly show: OrderBook | null;
  readonly report: BookReport | null;
}

const start: Step = { kept: noBook, show: null, report: null };

/** A dropped frame shows nothing; a book that is stale already is not shown once more. */
const after = (before: KeptBook, kept: KeptBook): Step => ({
  kept,
  show: kept.book === before.book ? null : kept.book,
  report: kept.report,
});

const nothing = ({ kept }: Step): Step => ({ kept, show: null, report: null });

const onDiffRoom = (step: Step, event: RoomEvent<DepthDiff>): Step =>
  event.type === 'message' ? after(step.kept, applyDiff(step.kept, event.message)) : nothing(step);

const onWholeRoom = (step: Step, event: RoomEvent<DepthWhole>): Step => {
  switch (event.type) {
    case 'message':
      return after(step.kept, applyWhole(step.kept, event.message));
    case 'silent':
      return after(step.kept, markStale(step.kept));
    case 'lost':
      return { ...after(step.kept, markStale(step.kept)), kept: noBook };
    case 'joined':
      return nothing(step);
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

/** The whole book of a pair: every level known. */
export const bookFeed =
  (context: FeedContext): Feed<OrderBook> =>
  (pair) => {
    const { rooms, diagnose } = context;
    // Diffs first: those that come before the whole are kept for it.
    const diffs$ = rooms.room$('depth_diff', pair).pipe(map((event) => ({ room: 'diff' as const, event })));
    const wholes$ = snapshotRoom$(context, 'depth_whole', pair).pipe(
      map((event) => ({ room: 'whole' as const, event })),
    );
    return merge(diffs$, wholes$).pipe(
      scan(
        (step: Step, input) =>
          input.room === 'diff' ? onDiffRoom(step, input.event) : onWholeRoom(step, input.event),
        start,
      ),
      tap(({ report }) => {
        const diagnostic = report === null ? null : toDiagnostic(pair, report);
        if (diagnostic !== null) diagnose(diagnostic);
      }),
      map(({ show }) => show),
      filter((book) => book !== null),
    );
  };
