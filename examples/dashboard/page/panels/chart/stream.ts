import {
  bufferTime,
  catchError,
  combineLatest,
  concat,
  defer,
  exhaustMap,
  filter,
  map,
  merge,
  of,
  scan,
  startWith,
  switchMap,
  tap,
  timer,
  type Observable,
  type SchedulerLike,
} from 'rxjs';
import type { Candle, CandleType, Instrument } from 'rx-bitbank';
import { again, causeOf, latest, type Latest } from '../../ui/latest';
import { barsToDraw, type BarsToDraw } from './bars';

export interface CandlesShown extends BarsToDraw {
  readonly instrument: Instrument;
  readonly interval: CandleType;
  /** Every known bar, oldest first. */
  readonly known: readonly Candle[];
  readonly older: Older;
}

/**
 * The state of the bars before the oldest one: nothing is known yet, they are being read, there are none, or the read
 * failed.
 */
export type Older =
  { readonly type: 'unknown' | 'reading' | 'none' } | { readonly type: 'failed'; readonly cause: string };

export interface CandlesSources {
  readonly instrument$: Observable<Instrument>;
  readonly interval$: Observable<CandleType>;
  readonly candles$: (pair: string, type: CandleType) => Observable<Candle>;
  /** Reads the bars that open in [from, to), Unix time in ms. */
  readonly read: (pair: string, type: CandleType, from: number, to: number) => Observable<readonly Candle[]>;
  /** Emits when the oldest bars are in view. */
  readonly older$: Observable<unknown>;
  readonly scheduler: SchedulerLike;
}

const minute = 60_000;
const lengths: Readonly<Record<CandleType, number>> = {
  '1min': minute,
  '5min': 5 * minute,
  '15min': 15 * minute,
  '30min': 30 * minute,
  '1hour': 60 * minute,
  '4hour': 240 * minute,
  '8hour': 480 * minute,
  '12hour': 720 * minute,
  '1day': 1_440 * minute,
  '1week': 7 * 1_440 * minute,
  '1month': 30 * 1_440 * minute,
};

/** The number of bars in a read of older ones. If a quiet pair has none in them, as many once more are read. */
const olderBars = 300;
const mostOlderBars = 1_200;

interface Kept {
  readonly known: ReadonlyMap<number, Candle>;
  readonly draw: BarsToDraw;
  readonly older: Older;
}

type News = { readonly candles: readonly Candle[]; readonly older?: Older };

const nothingKept: Kept = {
  known: new Map(),
  draw: { isRedrawn: true, candles: [] },
  older: { type: 'unknown' },
};

const keep = (kept: Kept, { candles, older = kept.older }: News): Kept => {
  // News about the read alone draws no bar.
  if (candles.length === 0) return { known: kept.known, draw: { isRedrawn: false, candles }, older };
  const changed = new Map(candles.map((candle) => [candle.openTime, candle]));
  return { known: new Map([...kept.known, ...changed]), draw: barsToDraw(kept.known, changed), older };
};

/** Reads the bars before a moment: of a longer span if the nearest one is empty. */
const before = (
  read: (from: number, to: number) => Observable<readonly Candle[]>,
  to: number,
  length: number,
  bars = olderBars,
): Observable<readonly Candle[]> =>
  read(to - bars * length, to).pipe(
    switchMap((candles) =>
      candles.length > 0 || bars >= mostOlderBars ? of(candles) : before(read, to, length, mostOlderBars),
    ),
  );

/** Emits the bars that were read, or the problem; then it reads again. */
const readBefore = (read$: Observable<readonly Candle[]>): Observable<News> =>
  read$.pipe(
    map((candles): News => ({ candles, older: { type: candles.length === 0 ? 'none' : 'unknown' } })),
    catchError((error: unknown) =>
      concat(
        of<News>({ candles: [], older: { type: 'failed', cause: causeOf(error) } }),
        timer(again).pipe(switchMap(() => readBefore(read$))),
      ),
    ),
  );

/** Emits the bars of a pair and interval, and older ones on request. */
export const candles$ = (sources: CandlesSources): Observable<Latest<CandlesShown>> =>
  combineLatest([sources.instrument$, sources.interval$]).pipe(
    switchMap(([instrument, interval]) => latest(defer(() => shown$(sources, instrument, interval)))),
  );

const shown$ = (
  sources: CandlesSources,
  instrument: Instrument,
  interval: CandleType,
): Observable<CandlesShown> => {
  const { pair } = instrument;
  let kept = nothingKept;
  const live$ = sources.candles$(pair, interval).pipe(
    bufferTime(100, sources.scheduler),
    filter((candles) => candles.length > 0),
    map((candles): News => ({ candles })),
  );
  const older$ = sources.older$.pipe(
    filter(() => kept.known.size > 0 && kept.older.type !== 'none'),
    exhaustMap(() =>
      readBefore(
        before(
          (from, to) => sources.read(pair, interval, from, to),
          Math.min(...kept.known.keys()),
          lengths[interval],
        ),
      ).pipe(startWith<News>({ candles: [], older: { type: 'reading' } })),
    ),
  );
  return merge(live$, older$).pipe(
    scan(keep, nothingKept),
    tap((next) => {
      kept = next;
    }),
    map(({ known, draw, older }) => ({
      ...draw,
      instrument,
      interval,
      known: [...known.values()].sort((a, b) => a.openTime - b.openTime),
      older,
    })),
  );
};
