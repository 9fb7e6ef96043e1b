import { defer, map, of, Subject, timer, VirtualTimeScheduler } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { SendRequest } from '../../src/connectivity/ports';
import { tradeRange$ } from '../../src/data/trade-pages';
import type { TradeEvent } from '../../src/data/trades';
import { createDataClient } from '../../src/index';
import type { TradeRangePage, TradeRangeRequest } from '../../src/index';
import type { VenueError } from '../../src/model/errors';
import { clockOf } from '../../src/operators/clock';
import { createVirtualSimulator, virtualClock } from '../../src/simulator/index';

const midnight = Date.UTC(2026, 10, 20);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const notFound = '{"success":0,"data":{"code":10000}}';

interface Row {
  readonly id: number;
  readonly at: number;
}

/** Makes one trade per minute, numbered by its time. */
const rowsOf = (from: number, to: number): readonly Row[] =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / minute)) }, (_, i) => from + i * minute).map(
    (at) => ({ id: at / minute, at }),
  );

const replyOf = (rows: readonly Row[]): string =>
  JSON.stringify({
    success: 1,
    data: {
      transactions: rows.map(({ id, at }) => ({
        transaction_id: id,
        side: 'buy',
        price: '1',
        amount: '1',
        executed_at: at,
      })),
    },
  });

/** Creates a venue on which the page of a day comes some ms after the day's end, and whose trades began at a time. */
const venue = (listed: number, pageComes: number, perMinute = true) => {
  const asked: string[] = [];
  const replyAt = (url: string, now: number): string => {
    const [, date] = /transactions\/(\d{8})$/.exec(url) ?? [];
    const until = perMinute ? now : Math.min(now, listed + 10 * minute);
    if (date === undefined) return replyOf(rowsOf(Math.max(listed, until - 60 * minute), until));
    const start = Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`);
    const rows = rowsOf(Math.max(listed, start), Math.min(until, start + day));
    return now < start + day + pageComes || rows.length === 0 ? notFound : replyOf(rows);
  };
  return { asked, replyAt };
};

const told = (
  at: number,
  { replyAt }: ReturnType<typeof venue>,
  range: Omit<TradeRangeRequest, 'pair'>,
): readonly string[] => {
  const scheduler = new VirtualTimeScheduler();
  scheduler.frame = at;
  const sendRequest: SendRequest = ({ url }) => {
    const body = replyAt(url, scheduler.now());
    return of({ status: body === notFound ? 404 : 200, date: null, body });
  };
  const seen: string[] = [];
  const minutes = (time: number): number => (time - midnight) / minute;
  createDataClient({ sendRequest, scheduler })
    .rest.all.trades({ pair: 'btc_jpy', ...range })
    .subscribe({
      next: ({ trades, source, missing, done, total, awaits }) => {
        if (awaits !== null) {
          seen.push(`${minutes(scheduler.now())}: waits for ${awaits.date} until ${minutes(awaits.until)}`);
          return;
        }
        const seam = missing && ` missing ${minutes(missing.from)} to ${minutes(missing.to)}`;
        seen.push(`${done}/${total} ${source}: ${trades.length}${seam ?? ''}`);
      },
      error: ({ _tag, code }: VenueError) => seen.push(`${minutes(scheduler.now())}: ${_tag} ${code}`),
      complete: () => seen.push('complete'),
    });
  scheduler.flush();
  return seen;
};

const long = midnight - 100 * day;

describe('rest.all.trades', () => {
  it('reads days that are over by their pages, cut to the range, and those before the listing as none', () => {
    expect(
      told(midnight, venue(midnight - 5 * day, hour), {
        from: midnight - 6 * day,
        to: midnight - 3 * day - hour,
      }),
    ).toEqual(['1/3 day: 0', '2/3 day: 1440', '3/3 day: 1380', 'complete']);
  });

  it("takes today's from the newest 60, and reports the seam before them", () => {
    expect(
      told(midnight + 5 * hour, venue(long, hour), { from: midnight - day, to: midnight + day }),
    ).toEqual(['1/2 day: 1440', '2/2 newest: 60 missing 0 to 240', 'complete']);
  });

  it('reports no seam if the newest trades reach back, or are all there are', () => {
    const half = midnight + 30 * minute;
    expect(told(half, venue(long, 0), { from: midnight, to: half })).toEqual(['1/1 newest: 30', 'complete']);
    const listed = midnight + 10 * minute;
    expect(told(half, venue(listed, 0), { from: midnight, to: half })).toEqual([
      '1/1 newest: 20',
      'complete',
    ]);
  });

  it('waits for the page of yesterday, says so, and goes on when it comes', () => {
    expect(
      told(midnight + 118 * minute, venue(long, 2 * hour), { from: midnight - hour, to: midnight + hour }),
    ).toEqual([
      ...[118, 119].map((at) => `${at}: waits for 20261119 until 180`),
      '1/2 day: 60',
      '2/2 newest: 0 missing 0 to 60',
      'complete',
    ]);
  });

  it('ends with the refusal if the page has not come in three hours: a hole is never shown as a quiet day', () => {
    const seen = told(midnight + 178 * minute, venue(long, 9 * hour), {
      from: midnight - hour,
      to: midnight,
    });
    expect(seen.slice(-2)).toEqual(['179: waits for 20261119 until 180', '180: VenueError 10000']);
    expect(told(midnight + 8 * hour, venue(long, 9 * hour), { from: midnight - hour, to: midnight })).toEqual(
      ['480: VenueError 10000'],
    );
  });

  it('takes a day without a page from the newest 60 if they reach back over it, like those of a pair without trades', () => {
    const quiet = venue(midnight - 9 * day, 0, false);
    expect(told(midnight + hour, quiet, { from: midnight - day, to: midnight })).toEqual([
      '1/1 newest: 0',
      'complete',
    ]);
  });

  it('refuses texts that are no times', () => {
    expect(told(midnight, venue(long, 0), { from: -1, to: 5 })).toEqual(['0: ConfigError undefined']);
  });
});

describe('rest.all.trades with follow', () => {
  it('goes on with the stream until the end, emits each trade once, and reports one seam', () => {
    const clock = virtualClock(midnight + 10 * hour);
    const sim = createVirtualSimulator({ scheduler: clock, pairs: ['btc_jpy'] });
    const { openSocket, sendRequest, urls } = sim;
    const client = () => createDataClient({ ...urls, openSocket, sendRequest, scheduler: clock });
    const [data, witness] = [client(), client()];
    const seen: number[] = [];
    witness.trades$('btc_jpy').subscribe(({ id }) => seen.push(id));
    clock.advanceBy(5 * minute);

    const start = clock.now();
    const to = start + 20 * minute;
    const pages: TradeRangePage[] = [];
    let isComplete = false;
    data.rest.all.trades({ pair: 'btc_jpy', from: midnight, to, follow: true }).subscribe({
      next: (page) => pages.push(page),
      complete: () => (isComplete = true),
    });
    clock.advanceBy(5 * minute);
    sim.faults.add({ kind: 'stream-drop' });
    clock.advanceBy(25 * minute);

    expect(isComplete).toBe(true);
    const trades = pages.flatMap((page) => page.trades);
    expect(new Set(trades.map(({ id }) => id)).size).toBe(trades.length);
    expect(trades.every(({ timestamp }) => timestamp < to)).toBe(true);
    const ids = trades.map(({ id }) => id).sort((a, b) => a - b);
    const [first = 0, last = 0] = [ids[0], ids.at(-1)];
    const between = (id: number): boolean => id >= Math.max(first, seen[0] ?? 0) && id <= last;
    expect(ids.filter(between)).toEqual(seen.filter(between).sort((a, b) => a - b));
    expect(trades.filter(({ timestamp }) => timestamp > start).length).toBeGreaterThan(20);
    expect(pages.flatMap(({ missing }) => missing ?? [])).toEqual([
      { from: midnight, to: trades[0]?.timestamp },
    ]);
    expect(new Set(pages.map(({ source }) => source))).toEqual(new Set(['newest', 'stream']));
    void data.close();
    void witness.close();
    sim.close();
  });
});

interface FollowedStory {
  /** The time in minutes after midnight. */
  readonly now: number;
  readonly from: number;
  /** The end of the range in ms after `now`. */
  readonly to: number;
  /** The duration of a REST request, ms. */
  readonly takes?: number;
  /** The time at which the page of yesterday comes, ms after `now`. */
  readonly pageComes?: number;
  /** The events of the stream, in ms after `now`. */
  readonly events: readonly (readonly [number, TradeEvent])[];
}

const seconds = 1_000;
const live: TradeEvent = { type: 'live', gap: null };
const lost: TradeEvent = { type: 'lost' };

/** Follows the pages of a range. All of its times are in ms after `now`. REST has one trade for each minute. */
const followedPages = ({ now, from, to, takes = 0, pageComes = 0, events }: FollowedStory) => {
  const clock = virtualClock(midnight + now * minute);
  const base = clock.now();
  const stream$ = new Subject<TradeEvent>();
  let subscribedAt: number | null = null;
  const tradeOf = ({ id, at }: Row) =>
    ({ pair: 'btc_jpy', id, timestamp: at, side: 'buy', price: 1, amount: 1 }) as const;
  const transactions = ({ day: date }: { readonly day?: string }) =>
    defer(() => {
      const asked = clock.now();
      return timer(takes, clock).pipe(
        map(() => {
          if (date !== undefined && asked < base + pageComes)
            throw Object.assign(new Error(), { code: 10_000 });
          const rows =
            date === undefined
              ? rowsOf(Math.floor(asked / minute) * minute - hour, asked).slice(-60)
              : rowsOf(midnight - day, midnight);
          return { value: rows.map(tradeOf), date: null };
        }),
      );
    });
  const pages: unknown[] = [];
  tradeRange$(
    { transactions },
    clockOf(clock),
    () => {
      subscribedAt = clock.now() - base;
      return stream$;
    },
    { pair: 'btc_jpy', from: midnight + from * minute, to: base + to, follow: true },
  ).subscribe({
    next: ({ source, trades, missing, awaits }) => {
      if (awaits !== null) return;
      const seam = missing && [missing.from - base, missing.to - base];
      pages.push([source, source === 'stream' ? trades.map(({ id }) => id) : trades.length, seam]);
    },
    complete: () => pages.push(`complete at ${clock.now() - base}`),
  });
  let at = 0;
  for (const [time, event] of events) {
    clock.advanceBy(time - at);
    at = time;
    stream$.next(event);
  }
  clock.advanceBy(4 * hour);
  return { pages, subscribedAt, base };
};

const streamed = (id: number, timestamp: number): TradeEvent => ({
  type: 'trade',
  trade: { pair: 'btc_jpy', id, timestamp, side: 'buy', price: 1, amount: 1 },
  late: false,
});

describe('rest.all.trades that follows, by the trades of REST and the stream', () => {
  const at = (now: number, after: number): number => midnight + now * minute + after;

  it('reads the newest trades even if they come after the end', () => {
    const { pages } = followedPages({ now: 30, from: 0, to: 100, takes: 150, events: [[10, live]] });
    expect(pages).toEqual([['newest', 31, null], 'complete at 1660']);
  });

  it('subscribes to the stream while a page of the past is still to come, and emits its trades after it', () => {
    const { pages, subscribedAt } = followedPages({
      now: 90,
      from: -10,
      to: 10 * minute,
      pageComes: 20 * minute,
      events: [
        [10, live],
        [5 * minute, streamed(7, at(90, 5 * minute))],
      ],
    });
    expect(subscribedAt).toBe(0);
    expect(pages).toEqual([
      ['day', 10, null],
      ['newest', 60, [-90 * minute, -60 * minute + minute]],
      ['stream', [7], null],
      `complete at ${20 * minute}`,
    ]);
  });

  it('reports nothing outside of the range, neither trades nor gaps', () => {
    const early = { type: 'live', gap: { from: at(20, 0), to: at(29, 0), cause: '' } } as const;
    const { pages } = followedPages({
      now: 30,
      from: 30,
      to: 20 * seconds,
      events: [
        [10, live],
        [3 * seconds, streamed(7, at(30, -1))],
        [4 * seconds, streamed(8, at(30, 0))],
        [5 * seconds, lost],
        [6 * seconds, early],
        [7 * seconds, lost],
        [8 * seconds, { type: 'live', gap: { from: at(29, 0), to: at(31, 0), cause: '' } }],
        [21 * seconds, streamed(9, at(30, 20 * seconds))],
      ],
    });
    expect(pages).toEqual([
      ['newest', 1, null],
      ['stream', [8], null],
      ['stream', [], [0, 20 * seconds]],
      `complete at ${21.5 * seconds}`,
    ]);
  });

  it('reports an outage that is not over at the end, from the last trade on', () => {
    const { pages } = followedPages({
      now: 30,
      from: 30,
      to: 20 * seconds,
      events: [
        [10, live],
        [4 * seconds, streamed(8, at(30, 4 * seconds))],
        [5 * seconds, lost],
      ],
    });
    expect(pages.slice(1)).toEqual([
      ['stream', [8], null],
      ['stream', [], [4 * seconds, 20 * seconds]],
      `complete at ${21.5 * seconds}`,
    ]);
  });

  it('takes an outage whose beginning is not known for one since the beginning', () => {
    const { pages } = followedPages({
      now: 30,
      from: 30,
      to: 20 * seconds,
      events: [
        [10, live],
        [5 * seconds, lost],
        [9 * seconds, { type: 'live', gap: { from: null, to: at(30, 8 * seconds), cause: '' } }],
      ],
    });
    expect(pages.slice(1)).toEqual([['stream', [], [0, 8 * seconds]], `complete at ${21.5 * seconds}`]);
  });

  it('reads the newest trades once the stream delivers frames, and does not wait for it for ever', () => {
    const story = { now: 30, from: 0, to: minute };
    const joined = followedPages({ ...story, events: [[5 * seconds, live]] });
    expect(joined.pages).toEqual([['newest', 31, null], `complete at ${61.5 * seconds}`]);
    const late = followedPages({ ...story, events: [[20 * seconds, live]] });
    expect(late.pages).toEqual([
      ['newest', 31, null],
      ['stream', [], [0, 20 * seconds]],
      `complete at ${61.5 * seconds}`,
    ]);
    const never = followedPages({ ...story, events: [] });
    expect(never.pages).toEqual([
      ['newest', 31, null],
      ['stream', [], [0, minute]],
      `complete at ${61.5 * seconds}`,
    ]);
  });
});
