import type { CandleType } from './candle';
import type { OddRow } from './odd-row';
import type { Pair } from './pair';

/** A level on which a kept book and the venue's differ. Amounts in base currency, zero for no level. */
export interface BookDifference {
  readonly side: 'bid' | 'ask';
  readonly price: number;
  readonly kept: number;
  readonly actual: number;
}

/** What was noticed, besides the data: nothing is dropped, repaired or assumed in silence. */
export type DiagnosticEvent =
  /** A frame that can't be read was dropped. `room` is `null` where it isn't even a room's. */
  | { readonly kind: 'undecodable-frame'; readonly room: string | null; readonly cause: string }
  /**
   * A row or a field can't be read, and the rest was used without it: a word that is newer than this version. `source`: the
   * room, or method and path of the call. Each is told once.
   */
  | ({ readonly kind: 'odd-row'; readonly source: string } & OddRow)
  /** Totals of a message are `null`, because a `number` can't carry the venue's decimal. */
  | { readonly kind: 'lossy-total'; readonly room: string; readonly fields: readonly string[] }
  /** The link to the venue failed or ended; it is tried again in `delay` ms. */
  | { readonly kind: 'link-lost'; readonly cause: string; readonly attempt: number; readonly delay: number }
  | ClockDiagnostic
  /** A room that should have spoken within `due` ms did not, and was joined again. */
  | { readonly kind: 'room-silent'; readonly room: string; readonly due: number }
  /**
   * A diff that the book holds already was dropped; or, while the book is in doubt, a whole that is older by the venue's time than
   * what was heard, and so can't make it anew. After two such wholes the next one is taken, whatever its time.
   */
  | {
      readonly kind: 'stale-diff' | 'stale-whole';
      readonly pair: Pair;
      readonly sequence: number;
      readonly known: number;
    }
  /**
   * The venue's whole book disagreed with the kept one on so many `levels`, and replaced it; `differences` tells the
   * first 100 of them. Amounts in base currency.
   */
  | {
      readonly kind: 'book-repaired';
      readonly pair: Pair;
      readonly sequence: number;
      readonly levels: number;
      readonly differences: readonly BookDifference[];
    }
  /**
   * The venue contradicted the kept book: by a diff that goes back behind what is known, or by a whole that lies behind the
   * one before it, or that differs from the book as it stood at the whole's sequence, on so many `levels` (`differences` tells
   * the first 100). The sequence may have started again or leapt. The book is stale until a newer whole has made it
   * anew, and its rooms were joined again.
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
   * More levels came, in a whole or by diffs since one, than a book can have. They are dropped; the book is stale until the next
   * whole, and its rooms were joined again.
   */
  | {
      readonly kind: 'book-overgrown';
      readonly pair: Pair;
      readonly sequence: number;
      readonly levels: number;
    }
  /** Trades between these times (Unix, ms) may be missing. `from` is `null` where no time is known. */
  | {
      readonly kind: 'trades-missing';
      readonly pair: Pair;
      readonly from: number | null;
      readonly to: number;
      readonly cause: string;
    }
  /** A trade (by id) is told after younger ones: the link changed their order, or only REST told it. */
  | { readonly kind: 'trade-late'; readonly pair: Pair; readonly id: number }
  /** It could not be asked whether the venue knows the pair. */
  | { readonly kind: 'pair-unchecked'; readonly pair: Pair; readonly cause: string }
  /** Candles (by open time) could not be read from REST: history is missing, or a bar stays as built from trades. */
  | {
      readonly kind: 'candles-unread';
      readonly pair: Pair;
      readonly type: CandleType;
      readonly openTimes: readonly number[];
      readonly cause: string;
    }
  /** The state of the venue could not be asked; it counts as not tradable. */
  | { readonly kind: 'status-unread'; readonly cause: string };

/**
 * Time of day and elapsed time have parted by `by` ms: the machine slept or its clock was set. `by` is negative where it
 * was set back.
 */
export interface ClockDiagnostic {
  readonly kind: 'clock-leapt';
  readonly by: number;
}

/** An event of either client as it is told: `kind` says what, and where there is a reason, `cause` has it. */
export type Noticed<E> = E & {
  /** When it was noticed, by the client's clock: Unix time, ms. */
  readonly at: number;
  /**
   * For how many events of its kind about the same pair, room or order this one stands, itself included: it is the latest
   * of them. The first ten of these are told at once, one each, and those after them once a second. Of a kind about more
   * than a hundred pairs or orders at a time, one stands for the others, whichever they are about.
   */
  readonly count: number;
};

/** A {@link DiagnosticEvent} as `diagnostics$` tells it. */
export type Diagnostic = Noticed<DiagnosticEvent>;
