import { auditTime, catchError, EMPTY, map, merge, scan, take, type Observable } from 'rxjs';
import type { DataClient } from '../../data/client';
import type { Diagnostic } from '../../model/diagnostic';
import type { Pair } from '../../model/pair';
import { alongside } from '../common/alongside';
import type { WatchConfig, WatchSource } from '../watch/watch-config';
import { watchEvents$ } from '../watch/watch-event';
import { renderScreen, type ScreenSize } from './render';
import { emptyScreen, keptCandles, onScreenEvent, type ScreenEvent, type ScreenState } from './state';
import type { Line } from './text';

/** The shortest time between two redraws, ms. */
const redrawInterval = 100;

/** A number of levels for which even the tallest screen has no room. */
const mostLevels = 100;

const nameOf = (source: WatchSource): string => {
  switch (source.type) {
    case 'venue':
    case 'simulator':
      return source.recordPath === undefined
        ? source.type
        : `${source.type}, recorded to ${source.recordPath}`;
    case 'paper':
      return 'venue, with paper money';
    case 'replay':
      return `replay of ${source.path}`;
  }
};

type Change = (view: View) => View;

interface View {
  readonly state: ScreenState;
  readonly size: ScreenSize;
}

const onEvent =
  (event: ScreenEvent): Change =>
  (view) => ({ ...view, state: onScreenEvent(view.state, event) });

/**
 * Reads the newest trades, so that the tape of a quiet pair is not empty. A replay has no REST, and an empty tape is
 * not a failure.
 */
const newestTrades$ = (data: DataClient, pair: Pair): Observable<Change> =>
  data.rest.transactions({ pair }).pipe(
    map((value) => onEvent({ feed: 'tape', value })),
    catchError(() => EMPTY),
  );

/** Feed: emits screens of a pair, as its feeds and the size of the terminal change. It ends with the feeds. */
export const watchScreen$ = (
  data: DataClient,
  diagnostics$: Observable<Diagnostic>,
  size$: Observable<ScreenSize>,
  { pair, feeds, candleType, depth = mostLevels, count = Infinity, source }: WatchConfig,
): Observable<readonly Line[]> => {
  const options = { pair, feeds, source: nameOf(source) };
  return watchEvents$(data, feeds, { pair, candleType, depth, history: keptCandles - 1 }).pipe(
    take(count),
    map(onEvent),
    alongside(
      merge(
        data.connection$.pipe(map((value) => onEvent({ feed: 'connection', value }))),
        diagnostics$.pipe(map((value) => onEvent({ feed: 'diagnostics', value }))),
        feeds.includes('trades') ? newestTrades$(data, pair) : EMPTY,
        size$.pipe(map((size): Change => (view) => ({ ...view, size }))),
      ),
    ),
    scan((view, change) => change(view), { state: emptyScreen, size: { columns: 80, rows: 24 } }),
    auditTime(redrawInterval),
    map(({ state, size }) => renderScreen(state, options, size)),
  );
};
