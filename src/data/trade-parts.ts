import { map, type Observable } from 'rxjs';
import type { Pair } from '../model/pair';
import type { Trade } from '../model/trade';
import type { PageProgress } from './coming-page';
import type { DatedRest } from './dated-rest';
import { restReach } from './trades';

export interface TradeRangeRequest {
  readonly pair: Pair;
  /** The first time of the range, Unix ms. */
  readonly from: number;
  /** The end of the range, itself not included, Unix ms. */
  readonly to: number;
  /** If true, the range continues with the stream until `to`; otherwise it ends now. Default: false. */
  readonly follow?: boolean;
}

/** The sources of trades: the page of a whole day, the newest 60 of REST, or the stream. */
export const tradeSources = ['day', 'newest', 'stream'] as const;

export type TradeSource = (typeof tradeSources)[number];

/** A part of a range of trades, with the progress of the range. */
export interface TradeRangePage extends PageProgress {
  /** The trades, oldest first. The stream may deliver a trade after a newer one. */
  readonly trades: readonly Trade[];
  readonly source: TradeSource;
  /**
   * The gap before these trades: others may be missing between these times (Unix, ms), because neither REST nor the stream had
   * them. The page of the day will have them once the day is over.
   */
  readonly missing: { readonly from: number; readonly to: number } | null;
}

/** A part of a range of trades, from any source. */
export type TradePart = Pick<TradeRangePage, 'trades' | 'source' | 'missing'>;

export type TradeRest = Pick<DatedRest, 'transactions'>;

/** Reads the newest trades of REST in [begin, end). */
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
