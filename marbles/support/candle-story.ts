import { map, of, type Observable } from 'rxjs';
import type { HttpReply } from '../../src/connectivity/ports';
import type { DataClient } from '../../src/data/client';
import type { OnLines, Output } from './drawing';
import {
  type FeedLines,
  type FeedStory,
  inFives as drawInFives,
  inHalfSeconds as drawInHalfSeconds,
} from './feed-spec';
import { tradeRow, trades, tradesData, type TradeRow } from './frames';
import { marksOf, spanOf } from './lines';
import { notFound, ok } from './rest';

const minute = 60_000;

/**
 * The lines of a spec of candles. Digits are prices, of trades and of bars, and look the same coming in and going out.
 *
 * - `link`: a digit is a trade at that price, made when it comes.
 * - `prices`: the bars that REST has, each as the price of its only trade, at the beginning of its minute.
 * - `page`: whether REST can be asked for them: `e` it answers, `0` it has no page of the day, `n` it does not answer.
 * - `candles$`: the numbers of the bars, in the order in which they were emitted: 0 is the first minute of the drawing.
 * - `bar0$`, `bar1$` …: each bar by itself: the price at which it stands, `≈` for a bar without a trade, which stands
 *   at the close of the bar before it, and `|` behind a bar that is closed.
 * - `late$`, `late0$` …, `later$`, `later0$` …: the same for a second subscriber, and for a third one.
 * - `trades`: when `trades$` is observed.
 */
export interface CandleLines extends FeedLines {
  readonly prices?: string;
  readonly page?: string;
}

export interface CandleStory extends Partial<Omit<FeedStory, 'feeds' | 'lanes'>> {
  readonly history?: number;
  /** The `Date` of every reply, ms. Default: the time of the drawing. */
  readonly date?: number;
  /** `true`: REST answers within the request, before the caller goes on. */
  readonly isImmediate?: boolean;
  /** Returns the trades that REST has at a time, newest last. Default: none. */
  readonly made?: (now: number) => readonly TradeRow[];
  /** Further feeds, for lines of the spec's own. */
  readonly feeds?: FeedStory['feeds'];
}

const pageOf = (rows: readonly (readonly [price: string, openTime: number])[]): unknown => ({
  candlestick: [
    {
      type: '1min',
      ohlcv: rows.map(([price, openTime]) => [...Array<string>(4).fill(price), '1', openTime]),
    },
  ],
});

/** Makes the trades of the digits of the first link, each at its own time. */
const framesOf = (lines: CandleLines, step: number): Readonly<Record<string, string>> => {
  const [first = ''] = typeof lines.link === 'string' ? [lines.link] : lines.link;
  const opened = ['candles', 'trades'].flatMap((name) => {
    const line = lines[name];
    return typeof line === 'string' ? [spanOf(line, step)[0]] : [];
  });
  const start = opened.length === 0 ? 0 : Math.min(...opened);
  const digits = marksOf(first, step).filter(({ sign }) => /\d/.test(sign));
  return Object.fromEntries(
    digits.map(({ frame, sign }, index) => [sign, trades(tradeRow(index + 1, start + frame, sign))]),
  );
};

/** Draws the candles of a subscriber on its line of numbers, and on a line for each bar. */
const candlesOn =
  (numbers: string, bar: string, history: number, from: number) =>
  (client: DataClient): Output =>
    client.candles$('btc_jpy', '1min', { history }).pipe(
      map(({ openTime, close, volume, closed }): OnLines => {
        const number = `${(openTime - from) / minute}`;
        const sign = volume === 0 ? '≈' : `${close}`;
        return { [numbers]: [number], [`${bar}${number}`]: closed ? [sign, '|'] : [sign] };
      }),
    );

const lanes = Array.from({ length: 6 }, (_, number) =>
  ['bar', 'late', 'later'].map((name) => `${name}${number}`),
).flat();

const tell = (
  draw: (lines: FeedLines, story: FeedStory) => void,
  step: number,
  lines: CandleLines,
  { history = 1, date, isImmediate = false, made = () => [], feeds, rest, ...story }: CandleStory,
): void => {
  const from = story.from ?? 0;
  draw(lines, {
    frames: framesOf(lines, step),
    ...story,
    lanes,
    feeds: {
      candles: candlesOn('candles', 'bar', history, from),
      late: candlesOn('late', 'late', history, from),
      later: candlesOn('later', 'later', history, from),
      trades: (client) => client.trades$('btc_jpy').pipe(map(() => '.')),
      ...feeds,
    },
    rest: (m) => {
      const now = (): number => m.scheduler.now();
      const reply = (answer: HttpReply): Observable<HttpReply> =>
        isImmediate ? of(answer) : m.cold('(r|)', { r: answer });
      const page = (): Observable<HttpReply> => {
        const [state = 'e'] = m.now('page');
        const rows = m.past('prices').map(({ frame, sign }) => [sign, from + frame] as const);
        if (state === 'n') return m.cold('#', {}, new Error('no answer'));
        if (state === '0') return reply(notFound);
        return reply(ok(pageOf(rows), date ?? now()));
      };
      const today = new Date(from).toISOString().slice(0, 10).replaceAll('-', '');
      return {
        [`/btc_jpy/candlestick/1min/${today}`]: page,
        '/btc_jpy/transactions': () => reply(ok(tradesData(...made(now())))),
        ...rest?.(m),
      };
    },
  });
};

/** A spec of candles in which a bar is twelve characters of five seconds. */
export const inFives = (lines: CandleLines, story: CandleStory = {}): void => {
  tell(drawInFives, 5_000, lines, story);
};

/** A spec of candles in which a character is half a second. */
export const inHalfSeconds = (lines: CandleLines, story: CandleStory = {}): void => {
  tell(drawInHalfSeconds, 500, lines, story);
};
