import {
  bufferTime,
  catchError,
  combineLatest,
  EMPTY,
  exhaustMap,
  filter,
  map,
  merge,
  scan,
  switchMap,
  type Observable,
  type SchedulerLike,
} from 'rxjs';
import type { Candle, CandleType, Instrument } from 'rx-bitbank';
import { told, type Told } from '../../ui/told';
import { barsToDraw, type BarsToDraw } from './bars';

export interface CandlesShown extends BarsToDraw {
  readonly instrument: Instrument;
  readonly interval: CandleType;
  /** Every bar that is known, oldest first. */
  readonly known: readonly Candle[];
  /** There is nothing older. */
  readonly isWhole: boolean;
}

export interface CandlesSources {
  readonly instrument$: Observable<Instrument>;
  readonly interval$: Observable<CandleType>;
  readonly candles$: (pair: string, type: CandleType) => Observable<Candle>;
  /** The bars that open in [from, to), Unix time, ms. */
  readonly read: (pair: string, type: CandleType, from: number, to: number) => Observable<readonly Candle[]>;
  /** Somebody looks at the oldest bars. */
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

/** So many bars are read when somebody looks further back. */
const olderBars = 300;

interface Kept {
  readonly known: ReadonlyMap<number, Candle>;
  readonly draw: BarsToDraw;
  readonly isWhole: boolean;
}

type News = { readonly candles: readonly Candle[]; readonly isOlder: boolean };

const nothingKept: Kept = { known: new Map(), draw: { anew: true, candles: [] }, isWhole: false };

const keep = ({ known, isWhole }: Kept, { candles, isOlder }: News): Kept => {
  const changed = new Map(candles.map((candle) => [candle.openTime, candle]));
  return {
    known: new Map([...known, ...changed]),
    draw: barsToDraw(known, changed),
    isWhole: isWhole || (isOlder && candles.length === 0),
  };
};

/** The bars of a pair and interval, and older ones as they are looked for. */
export const candles$ = (sources: CandlesSources): Observable<Told<CandlesShown>> =>
  combineLatest([sources.instrument$, sources.interval$]).pipe(
    switchMap(([instrument, interval]) => {
      const { pair } = instrument;
      let oldest: number | null = null;
      const live$ = sources.candles$(pair, interval).pipe(
        bufferTime(100, sources.scheduler),
        filter((candles) => candles.length > 0),
        map((candles): News => ({ candles, isOlder: false })),
      );
      const older$ = sources.older$.pipe(
        filter(() => oldest !== null),
        exhaustMap(() => {
          const to = oldest ?? 0;
          return sources.read(pair, interval, to - olderBars * lengths[interval], to).pipe(
            map((candles): News => ({ candles, isOlder: true })),
            // It is asked again as soon as somebody looks there again.
            catchError(() => EMPTY),
          );
        }),
      );
      return told(
        merge(live$, older$).pipe(
          scan((kept, news) => {
            const next = keep(kept, news);
            oldest = next.known.size === 0 ? null : Math.min(...next.known.keys());
            return next;
          }, nothingKept),
          map(({ known, draw, isWhole }) => ({
            ...draw,
            instrument,
            interval,
            known: [...known.values()].sort((a, b) => a.openTime - b.openTime),
            isWhole,
          })),
        ),
      );
    }),
  );
