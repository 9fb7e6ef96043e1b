import { concatMap, defer, map, NEVER, Observable, of, ReplaySubject, Subject, throwError } from 'rxjs';
import type { TestScheduler } from 'rxjs/testing';
import type { GuardMarket } from '../../src/execution/guards/options';
import type { ReadTouch } from '../../src/execution/rest/touch';
import type { WriteEvent } from '../../src/execution/rest/write-event';
import type { PrivateStreamEvent } from '../../src/execution/stream/private-stream';
import type { CallError } from '../../src/model/errors';
import type { Order } from '../../src/model/order';
import type { Quote } from '../../src/model/quote';
import {
  books,
  failures,
  fills,
  funds,
  jpy,
  messageOf,
  ofIt,
  orders,
  positions,
  quotes,
  refusal,
  stampAt,
  touches,
} from './order-cast';
import type { Line } from './drawing';
import { joined, type Mark, marksOf, standing } from './lines';
import { type Calls, failed } from './order-venue';

/** The lines of what comes in. */
export interface Inputs {
  /** The venue's answers to the POST of an order. */
  readonly placing?: Line;
  /** The answers to a cancel of one order or of several: of all that it names. */
  readonly canceling?: Line;
  /** The events of the private stream. */
  readonly stream?: string;
  /** Answers to requests that do not concern the spec. */
  readonly answers?: string;
  /** The active orders that a read lists. */
  readonly lists?: Line;
  /** The orders that a read by id finds. Default: the listed ones. */
  readonly knows?: Line;
  /** The trades that a read finds. */
  readonly trades?: Line;
  /** The free yen that a read finds. */
  readonly funds?: Line;
  /** The margin positions that a read finds. */
  readonly margin?: Line;
  /** The best prices that a read finds. */
  readonly prices?: Line;
  /** The books of the guards' market. */
  readonly books?: string;
  /** The best prices by which profit is computed. */
  readonly quotes?: string;
}

export const inputs: readonly string[] = [
  ...['placing', 'canceling', 'stream', 'answers', 'books', 'quotes'],
  ...['lists', 'knows', 'trades', 'funds', 'margin', 'prices'],
];

/** The venue of a drawing, with the requests it received. */
export interface StoryVenue {
  readonly rest: Partial<Calls>;
  readonly stream$: Observable<PrivateStreamEvent>;
  readonly market: GuardMarket;
  readonly touch: ReadTouch;
  readonly quotes$: Observable<Quote>;
  /** Returns the requests of a line, in order, with their times. */
  readonly asked: (name: string) => readonly Asked[];
  /** Returns the times of a line's observers: `^` and `!`. */
  readonly spans: (name: string) => readonly Mark[];
  /** Begins to draw the events that come without a request. */
  readonly start: () => void;
}

interface Asked {
  readonly frame: number;
  readonly request: unknown;
}

/** Creates lists by name. */
const logs = <T>() => {
  const kept = new Map<string, T[]>();
  return {
    add: (name: string, one: T): void => void kept.set(name, [...(kept.get(name) ?? []), one]),
    of: (name: string): readonly T[] => kept.get(name) ?? [],
  };
};

const valuesOf = <T>(
  cast: Readonly<Record<string, T>>,
  signs: readonly string[],
  failing: (sign: string) => CallError | undefined,
): readonly T[] => {
  const failure = signs.map(failing).find((error) => error !== undefined);
  if (failure !== undefined) throw failure as unknown;
  return signs
    .filter((sign) => sign !== '0' && sign !== '+')
    .map((sign) => {
      const value = cast[sign];
      if (value === undefined) throw new Error(`${sign} is nothing that this line can find`);
      return value;
    });
};

export const storyVenue = (
  scheduler: TestScheduler,
  lines: Inputs,
  step: number,
  code: number,
): StoryVenue => {
  const asked = logs<Asked>();
  const spans = logs<Mark>();
  const starts = new Array<() => void>();

  const play = (marks: readonly Mark[], observer: Pick<Subject<string>, 'next' | 'complete'>): void => {
    for (const { frame, sign } of marks)
      scheduler.schedule(() => {
        if (sign === '|') observer.complete();
        else observer.next(sign);
      }, frame);
  };
  const cold = (line: string): Observable<string> =>
    new Observable((subscriber) => {
      play(marksOf(line, step), subscriber);
    });
  const hot = (line = ''): Observable<string> => {
    const signs$ = new Subject<string>();
    starts.push(() => {
      play(joined(marksOf(line, step)), signs$);
    });
    return signs$;
  };
  const spanned = <T>(name: string, source: Observable<T>): Observable<T> =>
    new Observable((subscriber) => {
      const note = (sign: string): void => {
        spans.add(name, { frame: scheduler.now(), sign });
      };
      note('^');
      subscriber.add(() => {
        note('!');
      });
      subscriber.add(source.subscribe(subscriber));
    });
  const inTurn = (line: Line): (() => string) => {
    const each = typeof line === 'string' ? [line] : line;
    let next = 0;
    return () => each[Math.min(next++, each.length - 1)] ?? '';
  };

  /** Records a request by the name of the line that answers it. */
  const asking = <T>(name: string, request: unknown, answer: () => Observable<T>): Observable<T> =>
    defer(() => {
      asked.add(name, { frame: scheduler.now(), request });
      return answer();
    });

  const failing = (sign: string): CallError | undefined => (sign === 'r' ? refusal(code) : failures[sign]);

  /** The last request time. Request times only grow. */
  let lastStamp = -1;
  const nextStamp = (): number => (lastStamp = Math.max(scheduler.now(), lastStamp + 1));

  const writing = (name: 'placing' | 'canceling') => {
    const line = lines[name];
    const next = inTurn(line ?? '');
    return <T>(
      request: unknown,
      done: (order: Order | undefined, sign: string) => T,
    ): Observable<WriteEvent<T>> =>
      asking(name, request, () => {
        if (line === undefined) return throwError(() => new Error(`nothing is drawn of ${name}`));
        return cold(next()).pipe(
          map((sign): WriteEvent<T> => {
            const failure = failing(sign);
            if (sign === 's') return { type: 'Sent', stamp: stampAt(nextStamp()), at: scheduler.now() };
            return failure === undefined
              ? { type: 'Done', value: done(orders[sign], sign) }
              : failed(failure);
          }),
        );
      });
  };

  const reading = <T>(name: keyof Inputs, cast: Readonly<Record<string, T>>, line = lines[name] ?? '') => {
    const next = inTurn(line);
    const marks = typeof line === 'string' ? marksOf(line, step) : [];
    return (request?: unknown): Observable<readonly T[]> =>
      asking(name, request, () => {
        if (typeof line === 'string') return of(valuesOf(cast, standing(marks, scheduler.now()), failing));
        const reply = marksOf(next(), step);
        const values = (): readonly T[] =>
          valuesOf(
            cast,
            reply.map(({ sign }) => sign),
            failing,
          );
        const [first] = reply;
        if (first === undefined) return NEVER;
        if (first.frame === 0) return of(values());
        return new Observable<readonly T[]>((subscriber) => {
          subscriber.add(
            scheduler.schedule(() => {
              of(0).pipe(map(values)).subscribe(subscriber);
            }, first.frame),
          );
        });
      });
  };

  const place = writing('placing');
  const cancel = writing('canceling');
  const lists = reading('lists', orders);
  const knows = reading('knows', orders, lines.knows ?? (typeof lines.lists === 'string' ? lines.lists : ''));
  const trades = reading('trades', fills);
  const money = reading('funds', funds);
  const margin = reading('margin', positions);
  const prices = reading('prices', touches);
  const named = (order: Order | undefined): Order => {
    if (order === undefined) throw new Error('the reply names no order');
    return order;
  };

  const book$ = new ReplaySubject<string>(1);
  const books$ = hot(lines.books);
  starts.push(() => void books$.subscribe(book$));
  const stream$ = hot(lines.stream).pipe(
    concatMap((sign) => {
      const event = messageOf(sign);
      return event === undefined ? throwError(() => new Error(`${sign} is no message`)) : of(event);
    }),
  );

  return {
    rest: {
      answered$: hot(lines.answers).pipe(
        map(() => ({
          stamp: { type: 'time-window', requestTime: scheduler.now(), timeWindow: 5000 },
          date: Math.floor(scheduler.now() / 1_000) * 1_000,
          admitted: true,
        })),
      ),
      createOrder: (request) => place(request, named),
      cancelOrder: (request) =>
        cancel(request, (order, sign) =>
          ofIt.includes(sign) ? { ...named(order), ...request } : named(order),
        ),
      cancelOrders: (request) =>
        cancel(request, (order, sign) => {
          if (order === undefined || !ofIt.includes(sign)) return order === undefined ? [] : [order];
          return request.orderIds.map((orderId) => ({ ...order, pair: request.pair, orderId }));
        }),
      activeOrders: lists,
      'all.activeOrders': (request) => lists(request).pipe(concatMap((rows) => rows)),
      order: (request) =>
        knows(request).pipe(
          map((rows) => {
            const found = rows.find(({ orderId }) => orderId === request.orderId);
            if (found === undefined) throw failures['u'] as unknown;
            return found;
          }),
        ),
      ordersInfo: (request) =>
        knows(request).pipe(map((rows) => rows.filter(({ orderId }) => request.orderIds.includes(orderId)))),
      tradeHistory: trades,
      'all.tradeHistory': (request) =>
        trades(request).pipe(
          concatMap((rows) => rows.filter(({ executedAt }) => executedAt >= (request?.since ?? 0))),
        ),
      assets: () => money().pipe(map((rows) => rows.map(jpy))),
      marginPositions: () =>
        margin().pipe(
          map((rows) => ({ notice: null, payables: '0', positions: rows, losscutThreshold: null })),
        ),
    },
    stream$: spanned('stream', stream$),
    market: {
      book$: () =>
        spanned('books', book$).pipe(
          concatMap((sign) => {
            const book = books[sign];
            return book === undefined ? throwError(() => new Error(`${sign} is no book`)) : of(book);
          }),
        ),
      tradable$: (pair) =>
        new Observable((subscriber) => {
          subscriber.next({ pair, tradable: true, reasons: [] });
        }),
    },
    touch: () => prices().pipe(map(([found]) => found ?? { bid: null, ask: null })),
    quotes$: hot(lines.quotes).pipe(concatMap((sign) => of(...valuesOf(quotes, [sign], failing)))),
    asked: asked.of,
    spans: spans.of,
    start: () => {
      for (const start of starts) start();
    },
  };
};
