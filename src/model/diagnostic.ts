import type { CandleType } from './candle';
import type { OddRow } from './odd-row';
import type { Pair } from './pair';

/** A level on which a kept book and the venue's book differ. Amounts are in base currency, zero for no level. */
export interface BookDifference {
  readonly side: 'bid' | 'ask';
  readonly price: number;
  readonly kept: number;
  readonly actual: number;
}

/** An event that is reported as a diagnostic: no data is dropped, repaired or assumed silently. */
export type DiagnosticEvent =
  /** An unreadable frame was dropped. `room` is `null` if its room is not known either. */
  | { readonly kind: 'undecodable-frame'; readonly room: string | null; readonly cause: string }
  /**
   * A row or a field could not be read, for example because its word is newer than this version. The rest was used without
   * it. `source` is the room, or the method and path of the call. Each such row is reported once.
   */
  | ({ readonly kind: 'odd-row'; readonly source: string } & OddRow)
  /** Some totals of a message are `null`, because a `number` can't carry the venue's decimal. */
  | { readonly kind: 'lossy-total'; readonly room: string; readonly fields: readonly string[] }
  /** The link to the venue failed or ended; it is tried again in `delay` ms. */
  | { readonly kind: 'link-lost'; readonly cause: string; readonly attempt: number; readonly delay: number }
  | ClockDiagnostic
  /** A room sent nothing for `due` ms although it had to, and was joined again. */
  | { readonly kind: 'room-silent'; readonly room: string; readonly due: number }
  /**
   * A frame was dropped: a diff that the book already contains, or, while the book is in doubt, a whole that by the venue's
   * time is older than an earlier frame. Such a whole can't make a new book. After two such wholes the next one is taken.
   */
  | {
      readonly kind: 'stale-diff' | 'stale-whole';
      readonly pair: Pair;
      readonly sequence: number;
      readonly known: number;
    }
  /**
   * The venue's whole book disagreed with the kept one on `levels` levels, and replaced it. `differences` has the first 100 of
   * them, with amounts in base currency.
   */
  | {
      readonly kind: 'book-repaired';
      readonly pair: Pair;
      readonly sequence: number;
      readonly levels: number;
      readonly differences: readonly BookDifference[];
    }
  /**
   * The venue contradicted the kept book: by a diff that is older than the book, by a whole that is older than the previous
   * one, or by a whole that differs from the book at the whole's sequence on `levels` levels (`differences` has the first 100).
   * The sequence may have started again or leapt. The book is stale until a newer whole, and its rooms were joined again.
   */
  | {
      readonly kind: 'book-contradicted';
      readonly pair: Pair;
      readonly by: 'diff' | 'whole';
      readonly sequence: number;
      readonly known: number;
      readonly levels: number;
      readonly differences: readonly BookDifference[];
    }
  /**
   * More levels came, in a whole or in diffs since, than a book can have. They are dropped. The book is stale until the next
   * whole, and its rooms were joined again.
   */
  | {
      readonly kind: 'book-overgrown';
      readonly pair: Pair;
      readonly sequence: number;
      readonly levels: number;
    }
  /** Trades between these times (Unix, ms) may be missing. `from` is `null` if it is not known. */
  | {
      readonly kind: 'trades-missing';
      readonly pair: Pair;
      readonly from: number | null;
      readonly to: number;
      readonly cause: string;
    }
  /** A trade was emitted after newer ones, because the link changed their order or only REST had it. */
  | { readonly kind: 'trade-late'; readonly pair: Pair; readonly id: number }
  /** REST could not answer whether the venue knows the pair. */
  | { readonly kind: 'pair-unchecked'; readonly pair: Pair; readonly cause: string }
  /** Candles (by open time) could not be read from REST. History is missing, or a bar stays as built from trades. */
  | {
      readonly kind: 'candles-unread';
      readonly pair: Pair;
      readonly type: CandleType;
      readonly openTimes: readonly number[];
      readonly cause: string;
    }
  /** The state of the venue could not be read; it counts as not tradable. */
  | { readonly kind: 'status-unread'; readonly cause: string };

/**
 * The time of day and elapsed time have parted by `by` ms, because the machine slept or its clock was set. `by` is negative if
 * the clock was set back.
 */
export interface ClockDiagnostic {
  readonly kind: 'clock-leapt';
  readonly by: number;
}

/** A diagnostic of either client. `kind` says what happened, and `cause` has the reason if there is one. */
export type Noticed<E> = E & {
  /** The time at which it was noticed, by the client's clock (Unix, ms). */
  readonly at: number;
  /**
   * The number of events for which this one stands, itself included. It is the latest event of its kind about the same pair,
   * room or order. The first ten are emitted immediately and one by one, later ones once per second. Where one kind is about
   * more than a hundred pairs or orders at a time, one diagnostic stands for all further ones.
   */
  readonly count: number;
};

/** A {@link DiagnosticEvent} as `diagnostics$` emits it. */
export type Diagnostic = Noticed<DiagnosticEvent>;
