import { map, type Observable } from 'rxjs';
import type { Pair } from '../model/pair';
import type { Trade } from '../model/trade';
import type { PageProgress } from './coming-page';
import type { DatedRest } from './dated-rest';
import { restReach } from './trades';

export interface TradeRangeRequest {
  readonly pair: Pair;
  /** The first time, Unix, ms. */
  readonly from: number;
  /** The end, itself not included: Unix time, ms. */
  readonly to: number;
  /** Goes on with the stream until `to`; otherwise the range ends now. By default not. */
  readonly follow?: boolean;
}

/** Where trades come from: the page of a whole day, the newest 60 of REST, or the stream. */
export const tradeSources = ['day', 'newest', 'stream'] as const;

export type TradeSource = (typeof tradeSources)[number];

/** A part of a range of trades, and how far the range is read. */
export interface TradeRangePage extends PageProgress {
  /** Oldest first. The stream may tell one later than a younger one. */
  readonly trades: readonly Trade[];
  readonly source: TradeSource;
  /**
   * The seam: before these trades, others may be missing between these times (Unix, ms), as neither REST nor the stream had them. The
   * page of the day will, once the day is over.
   */
  readonly missing: { readonly from: number; readonly to: number } | null;
}

/** A part of a range, by whichever page it comes. */
export type TradePart = Pick<TradeRangePage, 'trades' | 'source' | 'missing'>;

export type TradeRest = Pick<DatedRest, 'transactions'>;

/** The newest trades of REST in [begin, end). */
export const newestPart$ = (rest: TradeRest, pair: Pair, begin: number, end: number): Observable<TradePart> =>
  rest.transactions({ pair }).pipe(
    map(({ value: rows }): TradePart => {
      const oldest = rows[0]?.timestamp ?? 0;
      const reaches = rows.length < restReach || oldest < begin;
      return {
        trades: rows.filter(({ timestamp }) => timestamp >= begin && timestamp < end),
        source: 'newest',
        missing: reaches || oldest === begin ? null : { from: begin, to: Math.min(oldest, end) },
      };
    }),
  );
