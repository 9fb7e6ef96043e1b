import {
  animationFrameScheduler,
  combineLatest,
  debounceTime,
  defer,
  distinctUntilChanged,
  finalize,
  ignoreElements,
  map,
  merge,
  of,
  shareReplay,
  startWith,
  Subject,
  tap,
  type Observable,
} from 'rxjs';
import type { Fill, Order } from 'rx-bitbank/execution';
import type { MarketContext } from '../../app/context';
import { age$, tradeRooms } from '../../ui/age';
import { drawn } from '../../ui/drawn';
import { pairName } from '../../ui/format';
import { panel } from '../../ui/panel';
import { nothingYet } from '../../ui/latest';
import { createDrawing, type CandleDrawing } from './drawing';
import { candles$ } from './stream';
import { chartView, intervalsView, type ChartShown } from './view';

const history = 300;

const drawn$ = (context: MarketContext, drawing: CandleDrawing, place: HTMLElement): Observable<unknown> => {
  const { data, instrument$, address, settings, words$, account, theme$ } = context;
  const looked$ = new Subject<unknown>();
  const latest$ = candles$({
    instrument$,
    interval$: address.interval$,
    candles$: (pair, type) => data.candles$(pair, type, { history }),
    read: (pair, type, from, to) =>
      data.rest.all.candles({ pair, type, from, to }).pipe(map(({ candles }) => candles)),
    older$: looked$,
    scheduler: animationFrameScheduler,
  }).pipe(startWith(nothingYet), shareReplay({ bufferSize: 1, refCount: true }));
  const averages$ = settings.one$('averages').pipe(shareReplay({ bufferSize: 1, refCount: true }));
  // The panel reports bars that the canvas can't take, and the rest of the page goes on.
  const bars$ = combineLatest([latest$, averages$]).pipe(
    map(([{ value }, averages]) => drawn(() => drawing.draw(value, averages)).problem),
    distinctUntilChanged(),
  );
  const fills$: Observable<readonly Fill[]> = account?.fills$.pipe(map(({ value }) => value ?? [])) ?? of([]);
  const orders$: Observable<readonly Order[]> = account?.orders$ ?? of([]);
  const overlay$ = combineLatest([latest$, fills$, orders$, words$, theme$]).pipe(
    // They are drawn after the bars, and not at each of their changes.
    debounceTime(50),
    map(([{ value }, fills, orders, words]) => {
      if (value === null) return null;
      const own = {
        fills: fills.filter(({ pair }) => pair === value.instrument.pair),
        orders: orders.filter(({ pair }) => pair === value.instrument.pair),
      };
      const name = `${pairName(value.instrument.pair)} ${words.intervals[value.interval]}`;
      place.setAttribute(
        'aria-label',
        words.candleChart(name, value.known.length, own.fills.length, own.orders.length),
      );
      return drawn(() => drawing.overlay(value, own)).problem;
    }),
    startWith(null),
    distinctUntilChanged(),
  );
  const shown$ = combineLatest([
    combineLatest([latest$, averages$, drawing.hovered$, address.interval$]),
    bars$,
    overlay$,
  ]).pipe(
    map(([[{ value, problem }, averages, hovered], wrongBars, wrongOverlay]) => ({
      value: value === null ? null : ({ ...value, averages, hovered } satisfies ChartShown),
      problem: problem ?? wrongBars ?? wrongOverlay,
    })),
  );
  return merge(
    theme$.pipe(
      tap(() => drawing.paint()),
      ignoreElements(),
    ),
    drawing.older$.pipe(
      tap((range) => looked$.next(range)),
      ignoreElements(),
    ),
    panel({
      id: 'chart',
      title: (words) => words.chart,
      aside: intervalsView(
        (interval) => address.go({ interval }),
        () => address.current().interval,
      ),
      latest$: shown$,
      view: chartView(place),
      age$: age$({ instrument$, rooms$: data.rooms$, connection$: data.connection$ }, tradeRooms),
      words$,
    }),
  );
};

/** Runs the panel of candles, own fills and open orders: lightweight-charts draws it, and Lit its readout. */
export const chartPanel = (context: MarketContext): Observable<unknown> =>
  defer(() => {
    const place = document.createElement('div');
    place.id = 'candles';
    place.className = 'canvas';
    // The chart is not an image, because it has a link in it that must be reachable.
    place.setAttribute('role', 'figure');
    place.setAttribute('aria-label', '');
    const drawing = createDrawing(place);
    return drawn$(context, drawing, place).pipe(finalize(() => drawing.remove()));
  });
