import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fillGaps,
  keepCandles,
  noCandles,
  upsertCandle,
  type CandleInput,
  type KeptCandles,
} from '../../src/data/candle-keeper';
import type { Candle } from '../../src/model/candle';
import type { Trade } from '../../src/model/trade';
import type { CandleRow } from '../../src/parsing/candlestick';

const minute = 60_000;

const trade = (timestamp: number, price: number, amount = 1): Trade => ({
  pair: 'btc_jpy',
  id: timestamp,
  side: 'buy',
  price,
  amount,
  timestamp,
});

const row = (bar: number, price: number, volume = 1): CandleRow => ({
  pair: 'btc_jpy',
  type: '1min',
  openTime: bar * minute,
  open: price,
  high: price,
  low: price,
  close: price,
  volume,
});

const brief = ({ openTime, close, volume, closed }: Candle): string =>
  `${openTime / minute}: ${close} ×${volume}${closed ? '' : ' open'}`;

/** Feeds inputs, and returns for each what it shows and requests. */
const feed = (inputs: readonly CandleInput[]) => {
  let kept: KeptCandles = noCandles('1min');
  return inputs.map((input) => {
    kept = keepCandles(kept, input);
    return [...kept.show.map(brief), ...kept.read.map((openTime) => `read ${openTime / minute}`)];
  });
};

const history = (
  rows: readonly CandleRow[],
  at: number,
  count = 100,
  date: number | null = at,
  since = at,
): CandleInput => ({
  type: 'history',
  rows,
  count,
  since,
  date,
  venueTime: at,
});
const time = (venueTime: number): CandleInput => ({ type: 'time', venueTime });
const live: CandleInput = { type: 'live', gap: null };
const lost: CandleInput = { type: 'lost' };
const traded = (at: number, price: number): CandleInput => ({ type: 'trade', trade: trade(at, price) });

describe('history', () => {
  it('ends in the open bar, and shows as many closed ones as were asked for', () => {
    const rows = [row(1, 5), row(2, 6), row(3, 7)];
    expect(feed([history(rows, 3.5 * minute, 1)])).toEqual([['2: 6 ×1', '3: 7 ×1 open']]);
    expect(feed([history(rows, 3.5 * minute, 0)])).toEqual([['3: 7 ×1 open']]);
  });

  it('carries the last close if REST has no row, up to now', () => {
    expect(feed([history([row(1, 5), row(3, 7)], 5.5 * minute)])).toEqual([
      ['1: 5 ×1', '2: 5 ×0', '3: 7 ×1', '4: 7 ×0', '5: 7 ×0 open'],
    ]);
  });

  it('that has no date proves no bar: bars that are over are read again', () => {
    expect(feed([live, history([row(1, 5)], 3.5 * minute, 100, null)])[1]).toEqual([
      '1: 5 ×1 open',
      '3: 5 ×0 open',
      'read 1',
      'read 2',
    ]);
  });

  it('keeps the trades of the open bar that came before it', () => {
    expect(
      feed([
        live,
        traded(2.9 * minute, 8),
        traded(3.1 * minute, 9),
        history([row(2, 6), row(3, 7)], 3.2 * minute),
      ])[3],
    ).toEqual(['2: 6 ×1', '3: 7 ×1 open', '3: 9 ×2 open']);
  });

  it('that is missing lets bars begin with the first trade, and the first bar is doubtful', () => {
    expect(
      feed([live, history([], 0), traded(10, 5), time(minute), traded(minute + 5, 6), time(2 * minute)]),
    ).toEqual([
      [],
      [],
      ['0: 5 ×1 open'],
      ['1: 5 ×0 open', 'read 0'],
      ['1: 6 ×1 open'],
      ['1: 6 ×1', '2: 6 ×0 open'],
    ]);
  });
});

describe('history that comes when bars have begun without it', () => {
  const begun = [live, history([], 0), traded(3.1 * minute, 8)];
  const late = (...[rows, at, count]: Parameters<typeof history>) =>
    feed([...begun, history(rows, at, count)])[3];

  it('shows the bars before them, without a gap, and as many as are asked for', () => {
    const rows = [row(0, 4), row(1, 5), row(3, 8), row(4, 9)];
    expect(late(rows, 4.5 * minute)).toEqual(['0: 4 ×1', '1: 5 ×1', '2: 5 ×0']);
    expect(late(rows, 4.5 * minute, 2)).toEqual(['1: 5 ×1', '2: 5 ×0']);
  });

  it('reads the last row again if REST may have had it unfinished', () => {
    expect(late([row(1, 5), row(2, 6)], 3 * minute + 999)).toEqual(['1: 5 ×1', 'read 2']);
    expect(late([row(1, 5), row(2, 6)], 3 * minute + 1_000)).toEqual(['1: 5 ×1', '2: 6 ×1']);
  });

  it('changes no bar that was shown', () => {
    expect(late([row(3, 7), row(4, 7)], 4.5 * minute)).toEqual([]);
    expect(feed([...begun, history([row(2, 6)], 4 * minute), traded(3.2 * minute, 9)])[4]).toEqual([
      '3: 9 ×2 open',
    ]);
  });

  it('begins the bars if none has begun', () => {
    expect(feed([live, history([], 0), history([row(2, 6)], 2.5 * minute)])[2]).toEqual(['2: 6 ×1 open']);
  });
});

describe('the end of the trades', () => {
  const ended: CandleInput = { type: 'ended' };

  it('begins a bar that waited for the history', () => {
    expect(feed([live, traded(10, 5), ended])[2]).toEqual(['0: 5 ×1 open']);
  });

  it('shows nothing again once there is history', () => {
    expect(feed([live, history([row(1, 5)], 1.5 * minute), ended])[2]).toEqual([]);
  });
});

describe('bars', () => {
  const begun = [live, history([row(1, 5), row(2, 6)], 2.5 * minute)];

  it('open at the seam are read again once over, later ones closed as built', () => {
    expect(feed([...begun, time(3 * minute), time(4 * minute)]).slice(2)).toEqual([
      ['3: 6 ×0 open', 'read 2'],
      ['3: 6 ×0', '4: 6 ×0 open'],
    ]);
  });

  it('that were read show REST’s row; the empty one after it carries its close', () => {
    const read: CandleInput = { type: 'read', openTimes: [2 * minute], rows: [row(2, 9, 3)] };
    expect(feed([...begun, time(3 * minute), read]).slice(3)).toEqual([['2: 9 ×3', '3: 9 ×0 open']]);
  });

  it('of which REST has no row are closed as built, so that there is no gap', () => {
    const read: CandleInput = {
      type: 'read',
      openTimes: [3 * minute, 2 * minute, 4 * minute],
      rows: [row(2, 9)],
    };
    const outage = [lost, time(5 * minute), live, read];
    expect(feed([...begun, ...outage]).slice(2)).toEqual([
      [],
      ['read 2', 'read 3', 'read 4'],
      ['5: 6 ×0 open', 'read 2', 'read 3', 'read 4'],
      ['2: 9 ×1', '3: 9 ×0', '4: 9 ×0', '5: 9 ×0 open'],
    ]);
  });

  it('that REST does not have are closed as built, after an outage only once it is over', () => {
    const unread: CandleInput = { type: 'unread', openTimes: [2 * minute] };
    expect(feed([...begun, time(3 * minute), unread]).slice(3)).toEqual([['2: 6 ×1']]);
    expect(feed([...begun, lost, time(3 * minute), unread, live, unread]).slice(3)).toEqual([
      ['read 2'],
      [],
      ['3: 6 ×0 open', 'read 2'],
      ['2: 6 ×1'],
    ]);
  });

  it('without a trade are read again once REST has the bar before them, whose close they carry, up to the next trade', () => {
    const unread: CandleInput = { type: 'unread', openTimes: [2 * minute] };
    const read = (bar: number, price: number, volume: number): CandleInput => ({
      type: 'read',
      openTimes: [bar * minute],
      rows: [row(bar, price, volume)],
    });
    const over = [3, 4, 5].map((bar) => time(bar * minute));
    const later = [traded(5.5 * minute, 8), time(6 * minute), time(7 * minute)];
    const told = feed([...begun, ...over.slice(0, 1), unread, ...over.slice(1), ...later, read(2, 9, 3)]);
    expect(told.at(-1)).toEqual(['2: 9 ×3', 'read 3']);
    const repaired = [read(2, 9, 3), read(3, 9, 0), read(4, 9, 0), read(5, 8, 1), read(6, 8, 0)];
    expect(
      feed([...begun, ...over.slice(0, 1), unread, ...over.slice(1), ...later, ...repaired]).slice(-5),
    ).toEqual([
      ['2: 9 ×3', 'read 3'],
      ['3: 9 ×0', 'read 4'],
      ['4: 9 ×0', 'read 5'],
      ['5: 8 ×1'],
      ['6: 8 ×0'],
    ]);
  });

  it('touched by an outage are read again, though trades were caught up', () => {
    expect(
      feed([
        ...begun,
        time(3 * minute),
        lost,
        traded(3.2 * minute, 7),
        live,
        time(4 * minute),
        time(5 * minute),
      ]).slice(3),
    ).toEqual([
      [],
      ['3: 7 ×1 open'],
      ['3: 7 ×1 open', 'read 2'],
      ['4: 7 ×0 open', 'read 3'],
      ['4: 7 ×0', '5: 7 ×0 open'],
    ]);
  });

  it('closed before an outage was noticed are read again if trades since then are missing', () => {
    const liveWithout = (from: number | null): CandleInput => ({
      type: 'live',
      gap: { from, to: 5.1 * minute },
    });
    const noticedLate = [...begun, time(3 * minute), time(5 * minute), lost];
    expect(feed([...noticedLate, liveWithout(3.5 * minute)])[5]).toEqual([
      '5: 6 ×0 open',
      'read 2',
      'read 3',
      'read 4',
    ]);
    const read: CandleInput = { type: 'read', openTimes: [2 * minute], rows: [row(2, 6)] };
    expect(feed([...noticedLate, read, liveWithout(4.5 * minute)])[6]).toEqual(['5: 6 ×0 open', 'read 4']);
    expect(feed([...noticedLate, read, liveWithout(0)])[6]).toEqual(
      feed([...noticedLate, liveWithout(null)])[5],
    );
  });

  it('begun before the end of an outage are read again, though it was not known yet that they had begun', () => {
    const woken: CandleInput = { type: 'live', gap: { from: 2.5 * minute, to: 3.4 * minute } };
    const after = [traded(3.6 * minute, 7), time(4 * minute), time(5 * minute)];
    expect(feed([...begun, lost, woken, ...after]).slice(3)).toEqual([
      ['2: 6 ×1 open'],
      ['3: 6 ×0 open', '3: 7 ×1 open', 'read 2'],
      ['4: 7 ×0 open', 'read 3'],
      ['4: 7 ×0', '5: 7 ×0 open'],
    ]);
  });

  it('up to the next trade are read again if the gap ended only there, later than was said', () => {
    const liveWithout = (from: number, to: number): CandleInput => ({
      type: 'live',
      gap: { from: from * minute, to: to * minute },
    });
    const goneOn = [...begun, lost, liveWithout(2.5, 2.9), time(4 * minute)];
    const after = [traded(4.6 * minute, 7), time(5 * minute), time(6 * minute)];
    expect(feed([...goneOn, liveWithout(2.9, 4.6), ...after]).slice(3)).toEqual([
      ['2: 6 ×1 open'],
      ['3: 6 ×0', '4: 6 ×0 open', 'read 2'],
      ['read 2', 'read 3'],
      ['4: 7 ×1 open'],
      ['5: 7 ×0 open', 'read 4'],
      ['5: 7 ×0', '6: 7 ×0 open'],
    ]);
  });

  it('that are over are read again when a late trade belongs to them', () => {
    expect(feed([...begun, time(4 * minute), traded(3.9 * minute, 8)]).slice(3)).toEqual([['read 3']]);
  });

  it('follow the weeks that REST shows', () => {
    const week = 7 * 86_400_000;
    let kept = noCandles('1week');
    const sunday = 3 * 86_400_000;
    const candle = { ...row(0, 5), type: '1week' as const, openTime: sunday };
    kept = keepCandles(kept, live);
    kept = keepCandles(kept, history([candle], sunday + 5));
    kept = keepCandles(kept, traded(sunday + week, 7));
    expect(kept.open).toMatchObject({ openTime: sunday + week, close: 7 });
  });
});

describe('laws', () => {
  const minutes = fc.array(
    fc.array(fc.tuple(fc.nat(minute - 1), fc.integer({ min: 1, max: 9 })), { maxLength: 3 }),
    {
      minLength: 2,
      maxLength: 12,
    },
  );

  it('live and after any outage: every bar that is over is shown closed as the venue’s, and none is left out', () => {
    fc.assert(
      fc.property(
        minutes,
        fc.integer({ min: 1, max: 11 }),
        fc.nat(4),
        fc.boolean(),
        (offsets, lostFrom, lostFor, sparse) => {
          const all = offsets.flatMap((some, bar) =>
            some
              .map(([offset, price]) => trade((bar + 1) * minute + offset, price))
              .sort((a, b) => a.timestamp - b.timestamp),
          );
          const rowsAt = (until: number): readonly CandleRow[] => {
            let kept = noCandles('1min');
            kept = keepCandles(kept, live);
            kept = keepCandles(kept, history([row(0, 5)], minute, 0, null));
            const rows = new Map<number, Candle>([[0, { ...row(0, 5), closed: true }]]);
            for (const each of all.filter(({ timestamp }) => timestamp < until)) {
              kept = keepCandles(kept, { type: 'trade', trade: each });
              for (const candle of kept.show) rows.set(candle.openTime, candle);
            }
            const truth = [...rows.values()].sort((a, b) => a.openTime - b.openTime);
            return truth.filter(({ volume, openTime }) => openTime === 0 || !sparse || volume !== 0);
          };
          const end = (offsets.length + 2) * minute;
          const shown = new Map<number, Candle>();
          let kept = noCandles('1min');
          const input = (next: CandleInput, now: number): void => {
            kept = keepCandles(kept, next);
            const { show, read } = kept;
            for (const candle of show) {
              if (shown.get(candle.openTime)?.closed === true) expect(candle.closed).toBe(true);
              shown.set(candle.openTime, candle);
            }
            if (read.length === 0) return;
            const rows = rowsAt(now).filter(({ openTime }) => read.includes(openTime));
            input({ type: 'read', openTimes: read, rows }, now);
          };
          input(live, minute);
          input(history(rowsAt(minute + 1), minute + 1_000), minute);
          for (let bar = 1; bar <= offsets.length + 1; bar += 1) {
            const now = bar * minute;
            input(time(now), now);
            if (bar === lostFrom) input(lost, now);
            if (bar === lostFrom + lostFor) input(live, now);
            const isLost = bar >= lostFrom && bar < lostFrom + lostFor;
            for (const each of all) {
              if (!isLost && each.timestamp >= now && each.timestamp < now + minute) {
                input({ type: 'trade', trade: each }, now + minute);
              }
            }
          }
          input(live, end);
          input(time(end), end);
          const truth = fillGaps(rowsAt(end));
          for (const { openTime, open, high, low, close, volume } of truth) {
            if (openTime === 0) continue;
            expect(shown.get(openTime)).toMatchObject({ open, high, low, close, volume, closed: true });
          }
          for (let openTime = minute; openTime < end; openTime += minute) {
            expect(shown.get(openTime)?.closed).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('the newest candles are kept, each once, oldest first', () => {
    const candle = fc.nat(8).map((bar) => ({ ...row(bar, 5), closed: true }));
    fc.assert(
      fc.property(fc.array(candle), (candles) => {
        const kept = candles.reduce(upsertCandle(3), []);
        const times = [...new Set(candles.map(({ openTime }) => openTime))].sort((a, b) => a - b);
        expect(kept.length).toBeLessThanOrEqual(3);
        expect(new Set(kept.map(({ openTime }) => openTime)).size).toBe(kept.length);
        expect(kept.at(-1)?.openTime).toBe(times.at(-1));
      }),
    );
  });
});
