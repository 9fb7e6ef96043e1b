import { retry, throwError, timer, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createDataClient, type VenueError } from '../../../src/index';
import type { RecordingEvent } from '../../../src/recording/index';
import {
  createVirtualSimulator,
  queue,
  recordedMarket,
  touch,
  virtualClock,
} from '../../../src/simulator/index';
import type { FillModel } from '../../../src/simulator/index';
import { instruments } from '../../../src/simulator/market/instruments';
import type { RoomNews } from '../../../src/simulator/market/room-news';
import { createSimulation } from '../../../src/simulator/simulation';
import { roomFrame } from '../../../src/simulator/wire/hub';
import { isRefusal, readOrderRequest } from '../../../src/simulator/venue/index';
import { at, frameOf, framesIn, header, recordSynthetic, start } from './recording';

const replay = (events: readonly RecordingEvent[], { from = start, fills = queue() } = {}) => {
  const clock = virtualClock(from);
  const market = recordedMarket({ events }, { instruments });
  const account = {
    apiKey: 'k',
    apiSecret: 's',
    balances: { jpy: '100000000', btc: '10', xrp: '100000' },
  };
  const simulation = createSimulation({ market, fills, accounts: [account] }, { wall: clock, market: clock });
  const heard: { at: number; news: RoomNews; text: string }[] = [];
  const notices: unknown[] = [];
  simulation.market.messages$.subscribe((news) =>
    heard.push({ at: clock.now(), news, text: roomFrame(news).text }),
  );
  simulation.market.notices$.subscribe((notice) => notices.push(notice));
  const { venue } = simulation;
  const user = simulation.wire.accounts.all()[0]?.user ?? -1;
  const place = (request: object) => {
    const order = readOrderRequest({ pair: 'xrp_jpy', ...request }, venue.instrument, 'refused');
    if (isRefusal(order)) throw new Error(`refused: ${order.code}`);
    const outcome = venue.submitOrder(user, order);
    if (isRefusal(outcome)) throw new Error(`refused: ${outcome.code}`);
    return outcome.orderId;
  };
  const order = (id: number) => {
    const found = venue.order(user, 'xrp_jpy', id);
    if (isRefusal(found)) throw new Error(`refused: ${found.code}`);
    return found;
  };
  const fills$ = () =>
    venue
      .tradeHistory(user, { order: 'asc' })
      .map(({ price, amount, makerTaker, executedAt, assumed = false }) => ({
        price: price / 1_000,
        amount: Number(amount) / 10_000,
        makerTaker,
        at: executedAt - from,
        assumed,
      }));
  return { clock, simulation, venue, user, heard, notices, place, order, fills: fills$ };
};

// ---------------------------------------------------------------------------------------------- made by hand

type Level = readonly [price: string, amount: string];

/** Frames of xrp_jpy. Stamps are ms after the start. */
const xrp = {
  whole: (t: number, sequence: number, bids: readonly Level[], asks: readonly Level[]) =>
    frameOf('depth_whole_xrp_jpy', {
      asks,
      bids,
      asks_over: '0',
      bids_under: '0',
      asks_under: '0',
      bids_over: '0',
      ask_market: '0',
      bid_market: '0',
      timestamp: start + t,
      sequenceId: String(sequence),
    }),
  diff: (t: number, sequence: number, b: readonly Level[], a: readonly Level[]) =>
    frameOf('depth_diff_xrp_jpy', { a, b, t: start + t, s: String(sequence) }),
  trade: (t: number, id: number, side: 'buy' | 'sell', price: string, amount: string) =>
    frameOf('transactions_xrp_jpy', {
      transactions: [{ transaction_id: id, side, price, amount, executed_at: start + t }],
    }),
  breaks: (t: number, mode: string, price: string | null) =>
    frameOf('circuit_break_info_xrp_jpy', {
      mode,
      estimated_itayose_price: price,
      estimated_itayose_amount: price && '1',
      itayose_upper_price: null,
      itayose_lower_price: null,
      upper_trigger_price: null,
      lower_trigger_price: null,
      fee_type: 'NORMAL',
      reopen_timestamp: null,
      timestamp: start + t,
    }),
};

const bids: readonly Level[] = [
  ['400.000', '10.0000'],
  ['399.000', '50.0000'],
];
const asks: readonly Level[] = [
  ['401.000', '10.0000'],
  ['402.000', '50.0000'],
];

/** Makes a recording of items that are `[arrival, frame]`, or an event. */
const recording = (
  ...events: readonly (readonly [number, string] | RecordingEvent)[]
): readonly RecordingEvent[] => [
  header(['xrp_jpy']),
  at(0, { type: 'frame', frame: xrp.whole(0, 100, bids, asks) }),
  ...events.map((event) => ('type' in event ? event : at(event[0], { type: 'frame', frame: event[1] }))),
];

const buy = (price: string, amount: string, more: object = {}) => ({
  side: 'buy',
  type: 'limit',
  price,
  amount,
  ...more,
});

describe('a recorded market', () => {
  const events = recordSynthetic(120, { latency: () => 40 });

  it('publishes the recorded frames, bit for bit and when they came, on a clock that is the recording’s', () => {
    const { clock, heard } = replay(events);
    clock.advanceBy(130_000);
    expect(heard.map(({ text }) => text)).toEqual(framesIn(events));
    const times = events.flatMap((event) => (event.type === 'frame' ? [event.t] : []));
    expect(heard.map(({ at }) => at)).toEqual(times);
    expect(heard.length).toBeGreaterThan(60);
  });

  it('moves every time to the clock’s, and no id and no sequence', () => {
    const by = 86_400_123;
    const { clock, heard, simulation } = replay(events, { from: start + by });
    clock.advanceBy(130_000);
    const moved = framesIn(events).map((frame) =>
      frame.replace(
        /"(t|timestamp|executed_at)":(\d+)/g,
        (_, key: string, time: string) => `"${key}":${Number(time) + by}`,
      ),
    );
    expect(heard.map(({ text }) => text)).toEqual(moved);
    const { queries } = simulation.market;
    expect(queries.ticker('btc_jpy')?.timestamp).toBeGreaterThan(start + by);
    expect(queries.depth('btc_jpy')?.timestamp).toBeGreaterThan(start + by);
    expect(queries.transactions('btc_jpy')?.transactions[0]?.executed_at).toBeGreaterThan(start + by);
  });

  it('shows by REST the frames that have arrived by now, and nothing else', () => {
    const { clock, simulation } = replay(events);
    clock.advanceBy(59_000);
    const { queries } = simulation.market;
    const depth = queries.depth('btc_jpy');
    const now = clock.now();
    expect(depth?.timestamp).toBeLessThanOrEqual(now);
    expect(queries.ticker('btc_jpy')?.timestamp).toBeLessThanOrEqual(now);
    const rows = queries.transactions('btc_jpy')?.transactions ?? [];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ executed_at: time }) => time <= now)).toBe(true);
    const bars = queries.candlestick('btc_jpy', '1min', '20261122');
    const volume = rows.reduce((sum, { amount }) => sum + Number(amount), 0);
    const ohlcv = typeof bars === 'object' ? bars.candlestick[0]?.ohlcv : undefined;
    expect(ohlcv?.[0]?.[5]).toBe(start);
    expect(Number(ohlcv?.[0]?.[4])).toBeCloseTo(volume, 8);
    expect(queries.candlestick('btc_jpy', '1min', '20261121')).toBeUndefined();
    expect(queries.transactions('btc_jpy', '20261122')).toBeUndefined();
  });

  it('is busy as long as nothing of a pair has come, and does not know other pairs', () => {
    const clock = virtualClock(start);
    const market = recordedMarket(
      {
        events: [header(['xrp_jpy']), at(2_500, { type: 'frame', frame: xrp.whole(2_500, 100, bids, asks) })],
      },
      { instruments },
    );
    const { urls, openSocket, sendRequest } = createVirtualSimulator({
      scheduler: clock,
      market,
      accounts: [],
    });
    const { rest } = createDataClient({ ...urls, openSocket, sendRequest, scheduler: clock });
    const codes: Record<string, number | null> = {};
    const asked = {
      book: rest.depth({ pair: 'xrp_jpy' }),
      breaker: rest.circuitBreak({ pair: 'xrp_jpy' }),
      other: rest.depth({ pair: 'btc_jpy' }),
    };
    for (const [name, reply$] of Object.entries<Observable<unknown>>(asked))
      reply$.subscribe({ error: ({ code }: VenueError) => (codes[name] = code) });
    clock.advanceBy(100);
    expect(codes).toEqual({ book: 10008, breaker: 10008, other: 10000 });
    // Who asks again after an error that passes gets the book.
    const best: number[] = [];
    const isPassing = (error: unknown): boolean => (error as VenueError).class === 'busy';
    asked.book
      .pipe(
        retry({
          delay: (error: unknown) => (isPassing(error) ? timer(1_000, clock) : throwError(() => error)),
        }),
      )
      .subscribe((book) => best.push(book.bids[0]?.price ?? NaN));
    clock.advanceBy(2_000);
    expect(best).toEqual([]);
    clock.advanceBy(2_000);
    expect(best).toEqual([400]);
  });

  it('has its pairs with the rules that were recorded, and refuses one without by its name', () => {
    const market = recordedMarket({ events });
    expect(market.start).toBe(start);
    expect(market.instruments.map(({ pair }) => pair)).toEqual(['btc_jpy']);
    const bare = events.filter(({ type }) => type !== 'rest');
    expect(() => recordedMarket({ events: bare })).toThrow('btc_jpy');
    expect(() => recordedMarket({ events }, { pairs: ['xrp_jpy'] })).toThrow('xrp_jpy');
    expect(() => recordedMarket({ events: [] })).toThrow('nothing was recorded');
    expect(() => recordedMarket('no-such-folder')).toThrow('no such file');
  });
});

describe('an order in a recorded market', () => {
  it('meets the book by the venue’s stamps, and not by their arrival', () => {
    const events = recording(
      [100, xrp.diff(100, 101, [['400.000', '9.0000']], [])],
      [
        700,
        xrp.diff(
          300,
          102,
          [],
          [
            ['401.000', '0'],
            ['400.500', '3.0000'],
          ],
        ),
      ],
    );
    const { clock, place, fills, heard } = replay(events);
    clock.advanceTo(start + 299);
    place(buy('400.500', '1'));
    expect(fills()).toEqual([]);
    clock.advanceTo(start + 300);
    // It was crossed 400 ms before anybody could know.
    expect(fills()).toEqual([{ price: 400.5, amount: 1, makerTaker: 'maker', at: 300, assumed: false }]);
    expect(heard).toHaveLength(2);
  });

  it('takes the displayed amount, which stays taken until the others take it away', () => {
    const events = recording(
      [1_000, xrp.diff(1_000, 101, [], [['401.000', '12.0000']])],
      [2_000, xrp.diff(2_000, 102, [], [['401.000', '5.0000']])],
    );
    const { clock, place, fills } = replay(events);
    clock.advanceTo(start + 500);
    place(buy('401.000', '10'));
    place(buy('401.000', '3'));
    expect(fills()).toMatchObject([{ amount: 10, makerTaker: 'taker' }]);
    clock.advanceTo(start + 1_000);
    // Two more are displayed than were taken.
    expect(fills()[1]).toMatchObject({ amount: 2, makerTaker: 'maker', price: 401 });
    clock.advanceTo(start + 3_000);
    expect(fills()).toHaveLength(2);
  });

  it('loses a cancel to a print of its own millisecond', () => {
    const events = recording([1_000, xrp.trade(1_000, 1, 'sell', '399.900', '5.0000')]);
    const { clock, place, order, venue, user } = replay(events);
    const id = place(buy('400.000', '2'));
    let code = 0;
    clock.schedule(() => {
      const outcome = venue.cancelOrder(user, 'xrp_jpy', id);
      code = isRefusal(outcome) ? outcome.code : 0;
    }, 1_000);
    clock.advanceTo(start + 1_000);
    expect(order(id).status).toBe('FULLY_FILLED');
    expect(code).toBeGreaterThan(0);
  });

  it('waits behind the displayed amount, by queue, and not by touch', () => {
    const events = recording(
      [1_000, xrp.trade(1_000, 1, 'sell', '400.000', '11.0000')],
      [2_000, xrp.trade(2_000, 2, 'sell', '400.000', '11.0000')],
    );
    const amounts = (fills: FillModel) => {
      const at = replay(events, { fills });
      at.place(buy('400.000', '5'));
      at.clock.advanceTo(start + 3_000);
      return at.fills().map(({ at: time, amount }) => [time, amount]);
    };
    expect(amounts(queue())).toEqual([
      [1_000, 1],
      [2_000, 4],
    ]);
    expect(amounts(touch())).toEqual([[1_000, 5]]);
  });

  it('is filled by a gap only at its end, at its own price, marked, and reported', () => {
    const events = recording(
      at(1_000, { type: 'drop', cause: 'the line was cut' }),
      at(9_000, { type: 'open' }),
      [9_100, xrp.whole(9_100, 200, [['398.000', '5.0000']], [['399.000', '5.0000']])],
    );
    const { clock, place, order, fills, notices } = replay(events);
    const crossed = place(buy('400.000', '20'));
    const safe = place(buy('398.500', '20'));
    clock.advanceTo(start + 5_000);
    const atMarket = place({ side: 'buy', type: 'market', amount: '1' });
    const resting = place(buy('500.000', '1'));
    expect(order(atMarket).status).toBe('REJECTED');
    expect(order(resting).status).toBe('UNFILLED');
    clock.advanceTo(start + 10_000);
    expect(fills()).toEqual([
      { price: 500, amount: 1, makerTaker: 'maker', at: 9_100, assumed: true },
      { price: 400, amount: 20, makerTaker: 'maker', at: 9_100, assumed: true },
    ]);
    expect(order(safe).status).toBe('UNFILLED');
    expect(order(crossed).status).toBe('FULLY_FILLED');
    expect(notices).toMatchObject([
      { kind: 'market-known', pair: 'xrp_jpy' },
      { kind: 'market-unknown', cause: 'the line was cut' },
      { kind: 'order-unproven', outcome: 'rejected', orderId: atMarket },
      { kind: 'order-unproven', outcome: 'rests', orderId: resting },
      { kind: 'market-known' },
      { kind: 'fill-assumed', orderId: resting, cause: 'gap' },
      { kind: 'fill-assumed', orderId: crossed, price: '400.000', amount: '20.0000' },
    ]);
  });

  it('is informed that the book is unknown when no whole has come for 20 s, and not with the next frame', () => {
    const events = recording([30_000, xrp.whole(30_000, 200, bids, asks)]);
    const { clock, notices } = replay(events);
    clock.advanceTo(start + 20_000);
    expect(notices).toMatchObject([{ kind: 'market-known' }]);
    clock.advanceTo(start + 20_001);
    expect(notices).toMatchObject([{ kind: 'market-known' }, { kind: 'market-unknown', at: start + 20_001 }]);
    clock.advanceTo(start + 30_000);
    expect(notices).toHaveLength(3);
    clock.advanceTo(start + 50_001);
    expect(notices).toHaveLength(4);
  });

  it('is filled by a print of a time without a book only if there is one, marked, at the price that it went through', () => {
    const events = recording(
      at(1_000, { type: 'drop', cause: 'the line was cut' }),
      [2_000, xrp.trade(2_000, 1, 'sell', '399.500', '1.0000')],
      [9_000, xrp.whole(9_000, 200, bids, asks)],
    );
    const amounts = (fills: FillModel) => {
      const { clock, place, fills: told } = replay(events, { fills });
      clock.advanceTo(start + 1_500);
      place(buy('400.000', '5'));
      place(buy('399.500', '5'));
      clock.advanceTo(start + 3_000);
      expect(told()).toEqual([]);
      clock.advanceTo(start + 10_000);
      return told().map(({ price, amount, at: time, assumed }) => [price, amount, time, assumed]);
    };
    expect(amounts(queue())).toEqual([[400, 5, 9_000, true]]);
    expect(amounts(touch())).toEqual([
      [400, 5, 9_000, true],
      [399.5, 5, 9_000, true],
    ]);
  });

  it('counts trades that are sent twice once', () => {
    const trade = xrp.trade(1_000, 1, 'sell', '400.000', '1.0000');
    const { clock, simulation } = replay(recording([1_000, trade], [1_100, trade]));
    clock.advanceTo(start + 2_000);
    const { queries } = simulation.market;
    expect(queries.transactions('xrp_jpy')?.transactions).toHaveLength(1);
    const bars = queries.candlestick('xrp_jpy', '1min', '20261122');
    expect(bars).toMatchObject({
      candlestick: [{ ohlcv: [['400.000', '400.000', '400.000', '400.000', '1.0000', start]] }],
    });
  });

  it('is filled beside another one that an observer of its fill would cancel, and the market goes on', () => {
    const events = recording(
      [1_000, xrp.trade(1_000, 1, 'sell', '399.000', '9.0000')],
      [2_000, xrp.trade(2_000, 2, 'sell', '399.000', '9.0000')],
    );
    const { clock, place, venue, user, fills } = replay(events);
    const ids = [place(buy('400.000', '1')), place(buy('400.000', '2'))];
    venue.events$.subscribe((event) => {
      if (event.type === 'fill') venue.cancelOrders(user, 'xrp_jpy', ids);
    });
    clock.advanceTo(start + 1_500);
    expect(fills()).toHaveLength(2);
    place(buy('400.000', '3'));
    clock.advanceTo(start + 2_500);
    expect(fills()).toHaveLength(3);
  });

  it.each([
    ['"price_digits":3', '"price_digits":4', 'priceDigits'],
    ['"maker_fee_rate_base":"0"', '"maker_fee_rate_base":"0.01"', 'makerBase'],
  ])('does not follow rules that would make other orders of it: %s to %s', (from, to, cause) => {
    const pairs = recordSynthetic(0, { pairs: ['xrp_jpy'] }).find((event) => event.type === 'rest');
    if (pairs?.type !== 'rest') throw new Error('no rules were recorded');
    expect(pairs.body).toContain(from);
    const rest = (ms: number, body: string) =>
      at(ms, { type: 'rest', path: '/spot/pairs', status: 200, date: null, body });
    const events = recording(
      rest(1_000, pairs.body.replace(from, to)),
      [2_000, xrp.whole(2_000, 200, [['399.000', '1.0000']], [['399.500', '1.0000']])],
      rest(3_000, pairs.body),
      [4_000, xrp.whole(4_000, 300, bids, asks)],
    );
    const { clock, place, order, venue, notices } = replay(events);
    const resting = place(buy('400.000', '1'));
    clock.advanceTo(start + 2_500);
    expect(order(place({ side: 'buy', type: 'market', amount: '1' })).status).toBe('REJECTED');
    expect(order(resting)).toMatchObject({ status: 'UNFILLED', price: 400_000 });
    expect(venue.instrument('xrp_jpy')?.priceDigits).toBe(3);
    expect(notices).toContainEqual(
      expect.objectContaining({ kind: 'market-unknown', cause: expect.stringContaining(cause) as string }),
    );
    clock.advanceTo(start + 4_500);
    expect(order(place({ side: 'buy', type: 'market', amount: '1' })).status).toBe('FULLY_FILLED');
  });

  it('is not matched by a book that a frame which could not be read has made doubtful', () => {
    const events = recording([1_000, frameOf('depth_diff_xrp_jpy', { a: 'nonsense' })]);
    const { clock, place, order } = replay(events);
    clock.advanceTo(start + 1_000);
    expect(order(place({ side: 'buy', type: 'market', amount: '1' })).status).toBe('REJECTED');
    expect(order(place(buy('402.000', '1'))).status).toBe('UNFILLED');
  });

  it('gathers in a break, and is filled at its end by the price of the auction, marked', () => {
    const events = recording(
      [1_000, xrp.breaks(1_000, 'CIRCUIT_BREAK', '399.000')],
      [2_000, xrp.trade(2_000, 1, 'sell', '395.000', '100.0000')],
      [2_100, xrp.breaks(2_100, 'NONE', null)],
    );
    const { clock, place, fills, order } = replay(events);
    const id = place(buy('398.000', '2'));
    const lower = place(buy('395.000', '2'));
    clock.advanceTo(start + 2_050);
    expect(fills()).toEqual([]);
    clock.advanceTo(start + 3_000);
    expect(fills()).toEqual([{ price: 395, amount: 2, makerTaker: 'maker', at: 2_100, assumed: true }]);
    expect(order(id).status).toBe('FULLY_FILLED');
    expect(order(lower).status).toBe('UNFILLED');
  });

  it('pays the fee of its time', () => {
    const row = (fee: string) => {
      const pairs = recordSynthetic(0, { pairs: ['xrp_jpy'] }).find((event) => event.type === 'rest');
      if (pairs?.type !== 'rest') throw new Error('no rules were recorded');
      return pairs.body.replace('"maker_fee_rate_quote":"-0.0002"', `"maker_fee_rate_quote":"${fee}"`);
    };
    const rest = (ms: number, fee: string) =>
      at(ms, { type: 'rest', path: '/spot/pairs', status: 200, date: null, body: row(fee) });
    const events = recording([1_000, xrp.trade(1_000, 1, 'sell', '399.000', '1.0000')], rest(2_000, '0.01'), [
      3_000,
      xrp.trade(3_000, 2, 'sell', '399.000', '1.0000'),
    ]);
    const { clock, place, venue, user } = replay(events);
    place(buy('400.000', '2'));
    clock.advanceTo(start + 4_000);
    const fees = venue.tradeHistory(user, { order: 'asc' }).map(({ feeQuote }) => Number(feeQuote) / 10_000);
    expect(fees).toEqual([-0.08, 4]);
  });
});
