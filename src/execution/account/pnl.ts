import {
  catchError,
  concat,
  connect,
  distinct,
  distinctUntilChanged,
  EMPTY,
  filter,
  from,
  map,
  merge,
  mergeAll,
  mergeMap,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  scan,
  shareReplay,
  toArray,
} from 'rxjs';
import { decimalOf } from '../../model/decimal';
import type { Fill } from '../../model/fill';
import type { Quote } from '../../model/quote';
import { type Profit, profit, type ProfitEvent, profitFrom, profitOf } from '../../profit/index';
import type { PnlConfig } from './pnl-options';

interface PnlParts {
  readonly config: PnlConfig;
  readonly fills$: Observable<Fill>;
  /** Returns the fills of the past, each once and oldest first, and completes. */
  readonly history: (since: number) => Observable<Fill>;
  readonly tryingAgain: MonoTypeOperatorFunction<readonly Fill[]>;
  readonly untilClosed: MonoTypeOperatorFunction<Profit>;
}

type Step = ProfitEvent | { readonly type: 'ready' };

const fillEvent = (fill: Fill): ProfitEvent => ({ type: 'fill', fill });

const markEvent = ({ pair, bid, ask }: Pick<Quote, 'pair' | 'bid' | 'ask'>): ProfitEvent => ({
  type: 'mark',
  mark: { pair, bid: bid === null ? null : decimalOf(bid), ask: ask === null ? null : decimalOf(ask) },
});

/**
 * Makes the feed of profit and loss from new fills and fills of the past. It counts from the first subscription to the end of
 * the client, even without subscribers, because a missed fill would be missing for ever.
 */
export const createPnl = ({
  config,
  fills$,
  history,
  tryingAgain,
  untilClosed,
}: PnlParts): Observable<Profit> => {
  const { start, since, market } = config;
  // The past counts as a whole, because the next attempt repeats the pages that came before a failure.
  const past$ = since === null ? EMPTY : history(since).pipe(toArray(), tryingAgain, mergeAll());
  const fillSteps$: Observable<Step> = merge(
    fills$.pipe(map(fillEvent)),
    concat(past$.pipe(map(fillEvent)), of<Step>({ type: 'ready' })),
  );
  const marksFor = (steps$: Observable<Step>): Observable<Step> =>
    market === null
      ? EMPTY
      : merge(from(start), steps$.pipe(mergeMap((step) => (step.type === 'fill' ? [step.fill] : [])))).pipe(
          map(({ pair }) => pair),
          distinct(),
          // Fills count without prices too, so that an error of the market does not end the feed.
          mergeMap((pair) =>
            concat(market.quotes$(pair).pipe(catchError(() => EMPTY)), of({ pair, bid: null, ask: null })),
          ),
          map(markEvent),
        );

  return fillSteps$.pipe(
    connect((steps$) => merge(marksFor(steps$), steps$)),
    scan(
      ({ state, isReady }, step: Step) =>
        step.type === 'ready' ? { state, isReady: true } : { state: profit(state, step), isReady },
      { state: profitFrom(start), isReady: false },
    ),
    filter(({ isReady }) => isReady),
    map(({ state }) => state),
    distinctUntilChanged(),
    map(profitOf),
    untilClosed,
    shareReplay(1),
  );
};
