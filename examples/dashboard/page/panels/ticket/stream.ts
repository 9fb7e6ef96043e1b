import {
  catchError,
  combineLatest,
  concat,
  distinctUntilChanged,
  EMPTY,
  filter,
  map,
  merge,
  of,
  pairwise,
  scan,
  share,
  shareReplay,
  startWith,
  switchMap,
  tap,
  throttle,
  timer,
  withLatestFrom,
  type Observable,
} from 'rxjs';
import type { Instrument, OrderBook, Ticker } from 'rx-bitbank';
import type { OrderRequest, OrderTransition } from 'rx-bitbank/execution';
import type { PlacedOrder, PickedLevel } from '../../app/context';
import { inJpy, prices$ } from '../../ui/prices';
import { causeOf, known } from '../../ui/latest';
import {
  decimalOf,
  problemOf,
  questionsOf,
  shareOf,
  totalOf,
  type Draft,
  type Limit,
  type Market,
  type Problem,
  type Question,
} from './form';
import type { Obstacle } from './obstacle';
import { afterMove, draftOf, emptyTicket, fieldsOf, requestOf, type Move, type Typed } from './typed';

/** The time after a click within which another one may belong to it, ms. */
export const doubleClick = 400;

/**
 * A click. `double`: the browser reports that it is the second half of a double click, however late a busy page
 * receives it.
 */
export type Click = 'one' | 'double';

/** The fate of the last order so far. The request tells it from that of another order that reads the same. */
export type Fate = { readonly request: OrderRequest } & (
  | { readonly type: 'sending' }
  | { readonly type: 'transition'; readonly transition: OrderTransition }
  | { readonly type: 'not-sent'; readonly cause: string }
);

export interface TicketShown {
  readonly instrument: Instrument;
  readonly typed: Typed;
  readonly draft: Draft;
  readonly obstacle: Obstacle | null;
  /** The amount that can be spent: of the quote asset to buy, of the base asset to sell. */
  readonly free: { readonly asset: string; readonly amount: number | null };
  readonly market: Market;
  readonly reckoned: { readonly total: number; readonly fee: number } | null;
  readonly problems: Readonly<Record<'price' | 'triggerPrice' | 'amount', Problem | null>>;
  /** The questions at the attempt to place the order. The second attempt is the answer. */
  readonly questions: readonly Question[];
  readonly fate: Fate | null;
}

export interface TicketSources {
  readonly instrument$: Observable<Instrument>;
  readonly book$: (pair: string) => Observable<OrderBook>;
  readonly available$: Observable<ReadonlyMap<string, string>>;
  readonly obstacle$: Observable<Obstacle | null>;
  readonly picked$: Observable<PickedLevel>;
  /** Emits the limit in JPY, as it was typed. */
  readonly askAbove$: Observable<string>;
  /** Emits the tickers that convert another quote currency to JPY. */
  readonly tickers$: Observable<readonly Pick<Ticker, 'pair' | 'last'>[]>;
  readonly typed$: Observable<Partial<Typed>>;
  /** Emits a percentage of the free amount. */
  readonly share$: Observable<number>;
  readonly submit$: Observable<Click>;
  readonly place: (request: OrderRequest) => Observable<OrderTransition>;
  readonly placed: (order: PlacedOrder) => void;
}

type Form = Omit<TicketShown, 'questions' | 'fate'> & { readonly limit: Limit };

const marketOf = (book: OrderBook | null, side: 'buy' | 'sell'): Market => {
  const isLive = book !== null && !book.stale;
  const levels = isLive ? (side === 'buy' ? book.asks : book.bids) : [];
  return {
    bid: isLive ? (book.bids[0]?.price ?? null) : null,
    ask: isLive ? (book.asks[0]?.price ?? null) : null,
    shown: levels.reduce((sum, { amount }) => sum + amount, 0),
  };
};

const freeOf = (
  free: ReadonlyMap<string, string> | null,
  side: 'buy' | 'sell',
  { baseAsset, quoteAsset }: Instrument,
): TicketShown['free'] => {
  const asset = side === 'buy' ? quoteAsset : baseAsset;
  const amount = free?.get(asset);
  return { asset, amount: amount === undefined ? null : Number(amount) };
};

const numbersOf = (typed: Typed): readonly ('price' | 'triggerPrice' | 'amount')[] => [
  ...fieldsOf(typed.type).filter((field) => field !== 'postOnly'),
  'amount',
];

const problemsOf = (typed: Typed, instrument: Instrument): TicketShown['problems'] => {
  const wanted = numbersOf(typed);
  const of = (field: 'price' | 'triggerPrice' | 'amount'): Problem | null =>
    wanted.includes(field)
      ? problemOf(typed[field], field === 'amount' ? 'amount' : 'price', instrument)
      : null;
  return { price: of('price'), triggerPrice: of('triggerPrice'), amount: of('amount') };
};

const form$ = (sources: TicketSources): Observable<Form> => {
  const { instrument$ } = sources;
  const book$ = instrument$.pipe(switchMap(({ pair }) => known(sources.book$(pair))));
  const around$ = combineLatest([instrument$, book$, known(sources.available$)]).pipe(
    shareReplay({ bufferSize: 1, refCount: true }),
  );
  const emptied$ = instrument$.pipe(
    map(({ pair }) => pair),
    distinctUntilChanged(),
    map((): Move => ({ type: 'emptied' })),
  );
  const picked$ = sources.picked$.pipe(
    withLatestFrom(instrument$),
    map(([level, instrument]): Move => ({ type: 'picked', level, instrument })),
  );
  const typed$ = sources.typed$.pipe(map((changes): Move => ({ type: 'typed', changes })));
  const shares$ = sources.share$.pipe(
    withLatestFrom(around$),
    map(([percent, around]) => ({ percent, around })),
  );
  const ticket$ = merge(emptied$, picked$, typed$, shares$).pipe(
    scan((typed: Typed, move) => {
      if ('type' in move) return afterMove(typed, move);
      const [instrument, book, free] = move.around;
      const draft = draftOf(typed);
      const market = marketOf(book, draft.side);
      const { amount } = freeOf(free, draft.side, instrument);
      const part = amount === null ? null : shareOf(amount, move.percent, draft, market, instrument);
      return part === null ? typed : afterMove(typed, { type: 'typed', changes: { amount: part } });
    }, emptyTicket),
    startWith(emptyTicket),
  );
  const limits$ = combineLatest([sources.askAbove$, prices$(sources.tickers$)]);
  return combineLatest([around$, ticket$, sources.obstacle$, limits$]).pipe(
    map(([[instrument, book, free], typed, obstacle, [askAbove, prices]]) => {
      const draft = draftOf(typed);
      const market = marketOf(book, draft.side);
      return {
        instrument,
        typed,
        draft,
        // After a halt, an order that reduces a margin position may still leave.
        obstacle: obstacle?.type === 'halted' && typed.positionSide !== '' ? null : obstacle,
        free: freeOf(free, draft.side, instrument),
        market,
        reckoned: totalOf(draft, market, instrument.fees.takerQuote),
        problems: problemsOf(typed, instrument),
        limit: { above: Number(decimalOf(askAbove)), worth: inJpy(instrument.quoteAsset, prices) },
      };
    }),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
};

/** The messages at the attempt to place the order. */
interface Answer {
  readonly key: string;
  readonly questions: readonly Question[];
  readonly missing: boolean;
  readonly request: OrderRequest | null;
}

const noAnswer: Answer = { key: '', questions: [], missing: false, request: null };

const answerOf = (before: Answer, form: Form): Answer => {
  const { typed, instrument, draft, market, obstacle, problems, limit } = form;
  const isWrong = Object.values(problems).some((problem) => problem !== null);
  if (obstacle !== null || isWrong) return noAnswer;
  const request = requestOf(typed, instrument);
  const key = JSON.stringify(request);
  if (numbersOf(typed).some((field) => draft[field] === null)) return { ...noAnswer, key, missing: true };
  const questions = questionsOf(draft, market, limit);
  // The second click answers only the questions of the first one, not those that have come up since.
  const isAsked = ({ type }: Question): boolean => before.questions.some((asked) => asked.type === type);
  if (questions.length > 0 && (before.key !== key || !questions.every(isAsked))) {
    return { key, questions, missing: false, request: null };
  }
  return { ...noAnswer, request };
};

/** Reports missing numbers after the first attempt. */
const withMissing = ({ typed, problems }: Form, missing: boolean): TicketShown['problems'] => {
  const wanted = numbersOf(typed);
  const entries = Object.entries(problems).map(([field, problem]) => {
    const name = field as keyof TicketShown['problems'];
    const isMissing = missing && wanted.includes(name) && typed[name].trim() === '';
    return [name, isMissing ? { type: 'missing' } : problem];
  });
  return Object.fromEntries(entries) as TicketShown['problems'];
};

/**
 * Filters clicks. The second half of a double click is not an answer, and not a second order. A click after typing is a
 * click of its own.
 */
const clicked$ = (submit$: Observable<Click>, typed$: Observable<unknown>): Observable<unknown> =>
  merge(submit$, typed$.pipe(map(() => 'typed' as const))).pipe(
    startWith('typed' as const),
    pairwise(),
    filter(([before, click]) => click !== 'typed' && (click === 'one' || before === 'typed')),
    throttle(() => merge(timer(doubleClick), typed$)),
  );

/**
 * The order ticket: the fields of the order type, problems while a person types, questions, and the fate of the order.
 */
export const ticket$ = (given: TicketSources): Observable<TicketShown> => {
  const sources = { ...given, typed$: given.typed$.pipe(share()) };
  const shown$ = form$(sources);
  const changed$ = merge(sources.typed$, sources.picked$, sources.share$, sources.instrument$);
  const answered$ = merge(
    changed$.pipe(map(() => null)),
    clicked$(sources.submit$, sources.typed$).pipe(
      withLatestFrom(shown$),
      map(([, form]) => form),
    ),
  ).pipe(
    scan((before: Answer, form) => (form === null ? noAnswer : answerOf(before, form)), noAnswer),
    startWith(noAnswer),
    share(),
  );
  const sent$ = answered$.pipe(
    map(({ request }) => request),
    filter((request) => request !== null),
    switchMap((request) => {
      const life$ = sources.place(request);
      return concat(
        of<Fate>({ type: 'sending', request }).pipe(tap(() => sources.placed({ request, life$ }))),
        life$.pipe(
          map((transition): Fate => ({ type: 'transition', transition, request })),
          catchError((error: unknown) => of<Fate>({ type: 'not-sent', cause: causeOf(error), request })),
        ),
      );
    }),
  );
  /** The fate of an order of another pair is not shown at the button of this one. */
  const fate$ = sources.instrument$.pipe(
    map(({ pair }) => pair),
    distinctUntilChanged(),
    switchMap(() => concat(of(null), sent$.pipe(catchError(() => EMPTY)))),
  );
  return combineLatest([shown$, answered$, fate$]).pipe(
    map(([form, { questions, missing }, fate]) => ({
      ...form,
      problems: withMissing(form, missing),
      questions,
      fate,
    })),
  );
};
