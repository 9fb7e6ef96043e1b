import { toArray } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPlainDecimal } from '../../../src/model/decimal';
import { instruments } from '../../../src/simulator/market/instruments';
import type {
  CandleText,
  CandlestickReply,
  NotYet,
  PublishedMessage,
} from '../../../src/simulator/market/messages';
import { isRefusal } from '../../../src/simulator/venue/index';
import { forward, ofType, openMarket, start, stateOf } from './fixture';

const frameBytes = ({ room, data }: PublishedMessage): number =>
  `42${JSON.stringify(['message', { room_name: room, message: { data } }])}`.length;

const byPair = <T extends { readonly room: string }>(messages: readonly T[]): Map<string, T[]> => {
  const rooms = new Map<string, T[]>();
  for (const message of messages) rooms.set(message.room, [...(rooms.get(message.room) ?? []), message]);
  return rooms;
};

const suspended = instruments.filter(({ stopped }) => stopped.order).map(({ pair }) => pair);

const rowsOf = (page: CandlestickReply | NotYet | undefined): readonly CandleText[] =>
  page === undefined || page === 'not-yet' ? [] : (page.candlestick[0]?.ohlcv ?? []);

describe('the whole market', () => {
  const seconds = 75;
  const { clock, venue, market, messages } = openMarket();
  beforeAll(() => clock.advanceBy(seconds * 1_000), 60_000);
  afterAll(() => {
    market.close();
    venue.close();
  });

  it('has the rates and sizes of the live stream: 79 frames a second on average, 148 at peak, 44 KB a second', () => {
    const depth = messages.filter(({ message }) => message.type.startsWith('depth_'));
    const perSecond = new Map<number, number>();
    for (const { at } of depth)
      perSecond.set(Math.floor(at / 1_000), (perSecond.get(Math.floor(at / 1_000)) ?? 0) + 1);
    const bytes = depth.reduce((sum, { message }) => sum + frameBytes(message), 0);
    expect(depth.length / seconds).toBeGreaterThan(70);
    expect(depth.length / seconds).toBeLessThan(90);
    expect(Math.max(...perSecond.values())).toBeGreaterThan(120);
    expect(Math.max(...perSecond.values())).toBeLessThan(180);
    expect(bytes / seconds / 1_000).toBeGreaterThan(38);
    expect(bytes / seconds / 1_000).toBeLessThan(52);
  });

  it('sends a whole book of every pair every 15 s, on one clock', () => {
    const wholes = byPair(ofType(messages, 'depth_whole').map(({ message }) => message));
    expect(wholes.size).toBe(62);
    for (const [room, own] of wholes) {
      expect(own).toHaveLength(seconds / 15);
      const isSuspended = suspended.includes(room.slice('depth_whole_'.length));
      for (const { data } of own) {
        expect(data.timestamp % 15_000).toBeLessThan(1_000);
        expect(data.sequenceId).toMatch(/^\d+$/);
        for (const side of [data.asks, data.bids]) {
          if (isSuspended) expect(side).toEqual([]);
          else {
            expect(side.length).toBeGreaterThanOrEqual(186);
            expect(side.length).toBeLessThanOrEqual(210);
          }
          for (const level of side) expect(level.every(isPlainDecimal)).toBe(true);
        }
        const [bestAsk, bestBid] = [data.asks[0], data.bids[0]];
        if (bestAsk && bestBid) expect(Number(bestAsk[0])).toBeGreaterThan(Number(bestBid[0]));
        expect(frameBytes({ room, type: 'depth_whole', data })).toBeLessThan(13_000);
      }
    }
  });

  it('keeps the law of books in every interval of every pair', () => {
    const diffs = byPair(ofType(messages, 'depth_diff').map(({ message }) => message));
    let intervals = 0;
    for (const [room, wholes] of byPair(ofType(messages, 'depth_whole').map(({ message }) => message))) {
      const own = (diffs.get(room.replace('whole', 'diff')) ?? []).map(({ data }) => data);
      wholes.forEach(({ data }, i) => {
        const before = wholes[i - 1]?.data;
        if (before === undefined) return;
        expect(forward(before, own, Number(data.sequenceId))).toEqual(stateOf(data));
        intervals++;
      });
    }
    expect(intervals).toBe(62 * (seconds / 15 - 1));
  });

  it('has diffs of a few dozen levels at most, at least 36 ms apart, numbered by one counter and never by one', () => {
    const all = ofType(messages, 'depth_diff');
    const sizes = all.map(({ message: { data } }) => data.a.length + data.b.length);
    // The captures have 68 at most.
    expect(Math.max(...sizes)).toBeLessThanOrEqual(80);
    expect(sizes.filter((size) => size === 0).length).toBeGreaterThan(0);
    for (const room of ['depth_diff_btc_jpy', 'depth_diff_boba_jpy']) {
      const own = all.filter(({ message }) => message.room === room);
      own.forEach(({ at, message: { data } }, i) => {
        const before = own[i - 1];
        if (before === undefined) return;
        expect(at - before.at).toBeGreaterThanOrEqual(36);
        const step = Number(data.s) - Number(before.message.data.s);
        expect(step).toBeGreaterThanOrEqual(2);
        expect(step).toBeLessThan(20_000);
      });
    }
    const btc = all.filter(({ message }) => message.room === 'depth_diff_btc_jpy');
    const levels = btc.reduce((sum, { message: { data } }) => sum + data.a.length + data.b.length, 0);
    expect((seconds * 1_000) / btc.length).toBeGreaterThan(250);
    expect((seconds * 1_000) / btc.length).toBeLessThan(600);
    expect(levels / btc.length).toBeGreaterThan(6);
    expect(levels / btc.length).toBeLessThan(16);
  });

  it('sends some wholes after diffs newer than themselves', () => {
    const newest = new Map<string, number>();
    let late = 0;
    for (const { message } of messages) {
      if (message.type === 'depth_diff') newest.set(message.room.slice(11), Number(message.data.s));
      if (
        message.type === 'depth_whole' &&
        Number(message.data.sequenceId) < (newest.get(message.room.slice(12)) ?? 0)
      )
        late++;
    }
    expect(late).toBeGreaterThan(0);
  });

  it('sends tickers about once a second on a busy pair, with empty sides if a pair is suspended', () => {
    const tickers = byPair(ofType(messages, 'ticker').map(({ message }) => message));
    expect(tickers.get('ticker_btc_jpy')?.length).toBeGreaterThan(seconds / 2);
    expect(tickers.get('ticker_btc_jpy')?.length).toBeLessThanOrEqual(seconds * 1.3);
    for (const pair of suspended)
      for (const { data } of tickers.get(`ticker_${pair}`) ?? []) {
        expect([data.sell, data.buy]).toEqual([null, null]);
        expect(Number(data.vol)).toBe(0);
      }
    for (const { message } of ofType(messages, 'ticker')) {
      const { data } = message;
      expect(Number(data.low)).toBeLessThanOrEqual(Math.min(Number(data.last), Number(data.open)));
      expect(Number(data.high)).toBeGreaterThanOrEqual(Math.max(Number(data.last), Number(data.open)));
      if (data.sell !== null && data.buy !== null)
        expect(Number(data.sell)).toBeGreaterThan(Number(data.buy));
    }
  });

  it('shows in REST the same as in the stream', () => {
    expect(market.queries.tickers()).toHaveLength(62);
    expect(market.queries.tickersJpy()).toHaveLength(47);
    expect(market.queries.spotPairs().pairs.map(({ name }) => name)).toEqual(
      instruments.map(({ pair }) => pair),
    );
    expect(market.queries.spotStatus().statuses).toHaveLength(62);
    const streamed = ofType(messages, 'transactions').flatMap(({ message }) =>
      message.room === 'transactions_xrp_jpy' ? [...message.data.transactions].reverse() : [],
    );
    const latest = market.queries.transactions('xrp_jpy')?.transactions ?? [];
    expect(latest).toHaveLength(60);
    const ids = latest.map((row) => row.transaction_id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(new Set(ids).size).toBe(60);
    const newest = streamed.slice(-60).reverse();
    const from = latest.findIndex((row) => row.transaction_id === newest[0]?.transaction_id);
    expect(latest.slice(from, from + newest.length)).toEqual(newest);
    expect(market.queries.transactions('xrp_jpy', '20261122')).toBeUndefined();
    expect(market.queries.transactions('xrp_jpy', '20261123')).toBeUndefined();
    expect(market.queries.transactions('xrp_jpy', '2026')).toBeUndefined();
    expect(market.queries.transactions('zzz_jpy')).toBeUndefined();
    expect(market.queries.ticker('zzz_jpy')).toBeUndefined();
    expect(market.queries.depth('zzz_jpy')).toBeUndefined();
    expect(market.queries.transactions('mkr_jpy')).toEqual({ transactions: [] });
  });

  it('has candles that take in the live trades', () => {
    const rows = rowsOf(market.queries.candlestick('btc_jpy', '1min', '20261122'));
    expect(rows.at(-1)?.[5]).toBe(Math.floor(clock.now() / 60_000) * 60_000);
    const live = ofType(messages, 'transactions').flatMap(({ message }) =>
      message.room === 'transactions_btc_jpy' ? message.data.transactions : [],
    );
    const since = Math.floor(start / 60_000) * 60_000;
    const volume = rows.filter((row) => row[5] >= since).reduce((sum, row) => sum + Number(row[4]), 0);
    expect(live.length).toBeGreaterThan(0);
    expect(volume).toBeCloseTo(
      live.reduce((sum, { amount }) => sum + Number(amount), 0),
      6,
    );
    expect(market.queries.candlestick('btc_jpy', '1min', '2026')).toBeUndefined();
    expect(market.queries.candlestick('btc_jpy', '1day', '20261122')).toBeUndefined();
    expect(market.queries.candlestick('btc_jpy', '2min', '20261122')).toBeUndefined();
    expect(market.queries.candlestick('zzz_jpy', '1min', '20261122')).toBeUndefined();
  });

  it('has transactions of a past day that make its candles', () => {
    const rows = rowsOf(market.queries.candlestick('eth_jpy', '1hour', '20260401'));
    const trades = market.queries.transactions('eth_jpy', '20260401')?.transactions ?? [];
    expect(rows).toHaveLength(24);
    for (const [open, high, low, close, volume, time] of rows) {
      const own = trades.filter((row) => row.executed_at >= time && row.executed_at < time + 3_600_000);
      // Minutes before the hour's first trade carry the last close.
      const prices = [open, ...own.map(({ price }) => price)].map(Number);
      expect([high, low, close].map(Number)).toEqual([
        Math.max(...prices),
        Math.min(...prices),
        prices.at(-1),
      ]);
      expect(Number(open)).toBeGreaterThan(0);
      expect(own.reduce((sum, { amount }) => sum + Number(amount), 0)).toBeCloseTo(Number(volume), 4);
    }
  });

  it('leaves the money of the venue in balance', () => {
    for (const { users, house, fees, residue, marginPool, deposited, withdrawn } of venue.conservation())
      expect(users + house + fees + residue + marginPool).toBe(deposited - withdrawn);
  });
});

describe('rooms', () => {
  const { clock, market, venue } = openMarket({ pairs: ['btc_jpy', 'mkr_jpy'] });
  afterAll(() => {
    market.close();
    venue.close();
  });

  it('send a whole book and the circuit breaker 100 to 200 ms after a join, and nothing else', () => {
    for (const [room, expected] of [
      ['depth_whole_btc_jpy', 1],
      ['depth_whole_mkr_jpy', 1],
      ['circuit_break_info_btc_jpy', 1],
      ['depth_diff_btc_jpy', 0],
      ['ticker_btc_jpy', 0],
      ['transactions_btc_jpy', 0],
      ['depth_whole_zzz_jpy', 0],
    ] as const) {
      let got: PublishedMessage[] | undefined;
      market
        .joined$(room)
        .pipe(toArray())
        .subscribe((messages) => (got = messages));
      if (expected > 0) {
        clock.advanceBy(99);
        expect(got).toBeUndefined();
        clock.advanceBy(101);
      }
      expect(got?.map((message) => message.room)).toEqual(expected > 0 ? [room] : []);
      expect(market.hasRoom(room)).toBe(!room.includes('zzz'));
    }
  });

  it('send nothing to a member who left before', () => {
    let got = 0;
    const joined = market.joined$('depth_whole_btc_jpy').subscribe(() => got++);
    clock.advanceBy(50);
    joined.unsubscribe();
    clock.advanceBy(1_000);
    expect(got).toBe(0);
  });
});

describe('a market', () => {
  it('sends the same for the same seed, bit for bit, and something else for another', () => {
    const run = (seed: number): string => {
      const { clock, market, venue, messages } = openMarket({
        pairs: ['btc_jpy', 'xym_jpy', 'mkr_jpy'],
        seed,
      });
      const user = venue.openAccount({ class: 'user' });
      venue.credit(user, 'jpy', 10n ** 12n);
      clock.advanceBy(20_000);
      venue.submitOrder(user, {
        pair: 'btc_jpy',
        side: 'buy',
        type: 'market',
        amount: 1_000n,
        price: null,
        triggerPrice: null,
        postOnly: false,
        positionSide: null,
      });
      clock.advanceBy(20_000);
      const log = JSON.stringify([messages, market.queries.depth('btc_jpy'), market.queries.tickers()]);
      market.close();
      venue.close();
      return log;
    };
    expect(run(5)).toBe(run(5));
    expect(run(6)).not.toBe(run(5));
  });

  it('follows the price and the volatility it is given', () => {
    const profiles = { btc_jpy: { price: 500, volatility: 0.5 } };
    const { clock, market, venue } = openMarket({ pairs: ['btc_jpy'], profiles });
    const first = market.queries.ticker('btc_jpy');
    expect(Number(first?.buy)).toBeGreaterThan(480);
    expect(Number(first?.sell)).toBeLessThan(520);
    const prices: number[] = [];
    for (let i = 0; i < 20; i++) {
      clock.advanceBy(60_000);
      prices.push(Number(market.queries.ticker('btc_jpy')?.buy));
    }
    expect(Math.max(...prices) / Math.min(...prices)).toBeGreaterThan(1.03);
    market.close();
    venue.close();
  });

  it('fills a user’s offer when the price comes by, and takes one that is too cheap', () => {
    const { clock, market, venue } = openMarket({ pairs: ['btc_jpy'] });
    const user = venue.openAccount({ class: 'user' });
    venue.credit(user, 'btc', 10n ** 9n);
    const bid = venue.bestPrice('btc_jpy', 'buy') ?? 0;
    const ask = venue.bestPrice('btc_jpy', 'sell') ?? 0;
    const order = venue.submitOrder(user, {
      pair: 'btc_jpy',
      side: 'sell',
      type: 'limit',
      amount: 20n,
      price: Math.min(ask, bid + 1),
      triggerPrice: null,
      postOnly: true,
      positionSide: null,
    });
    if (isRefusal(order)) throw new Error(`refused: ${order.code}`);
    clock.advanceBy(10 * 60_000);
    const after = venue.order(user, 'btc_jpy', order.orderId);
    expect(isRefusal(after) ? after : after.status).toBe('FULLY_FILLED');
    market.close();
    venue.close();
  });

  it('withdraws its orders if a pair is suspended: an empty whole every 15 s, and no diff', () => {
    const { clock, market, venue, messages } = openMarket({ pairs: ['btc_jpy', 'eth_jpy'] });
    venue.setStopped('eth_jpy', { order: true });
    clock.advanceBy(5_000);
    messages.length = 0;
    clock.advanceBy(30_000);
    const eth = messages.filter(({ message }) => message.room.endsWith('eth_jpy'));
    expect(ofType(eth, 'depth_diff')).toEqual([]);
    expect(ofType(eth, 'depth_whole').map(({ message: { data } }) => [data.asks, data.bids])).toEqual([
      [[], []],
      [[], []],
    ]);
    market.close();
    venue.close();
  });

  it('leaves its orders in place while a pair is halted or busy', () => {
    const { clock, market, venue, messages } = openMarket({ pairs: ['btc_jpy'] });
    const levels = () => venue.bookSide('btc_jpy', 'buy', 999).length;
    clock.advanceBy(1_000);
    const before = levels();
    venue.setPairStatus('btc_jpy', 'HALT');
    clock.advanceBy(500);
    messages.length = 0;
    clock.advanceBy(120_000);
    expect(ofType(messages, 'depth_diff')).toEqual([]);
    expect(levels()).toBe(before);
    venue.setPairStatus('btc_jpy', 'VERY_BUSY');
    clock.advanceBy(120_000);
    expect(ofType(messages, 'depth_diff').length).toBeGreaterThan(50);
    expect(levels()).toBeGreaterThan(200);
    market.close();
    venue.close();
  });

  it('publishes a circuit break: up to 400 levels a side around the auction price, then an uncrossed book again', () => {
    const { clock, market, venue, messages } = openMarket({ pairs: ['btc_jpy'] });
    clock.advanceBy(1_000);
    venue.setCircuitBreak('btc_jpy', 'CIRCUIT_BREAK', 60_000);
    clock.advanceBy(59_000);
    const infos = ofType(messages, 'circuit_break_info').map(({ message }) => message.data);
    expect(infos.some(({ mode }) => mode === 'CIRCUIT_BREAK')).toBe(true);
    const during = market.queries.circuitBreakInfo('btc_jpy');
    expect(during).toMatchObject({ mode: 'CIRCUIT_BREAK', upper_trigger_price: null });
    const crossed = ofType(messages, 'depth_whole').filter(({ message: { data } }) => {
      const [ask, bid] = [data.asks[0]?.[0], data.bids[0]?.[0]];
      return ask !== undefined && bid !== undefined && Number(ask) <= Number(bid);
    });
    expect(crossed.length).toBeGreaterThan(0);
    for (const { message } of ofType(messages, 'depth_whole')) {
      expect(message.data.asks.length).toBeLessThanOrEqual(400);
      expect(message.data.bids.length).toBeLessThanOrEqual(400);
    }
    clock.advanceBy(90_000);
    expect(market.queries.circuitBreakInfo('btc_jpy')?.mode).toBe('NONE');
    const last = ofType(messages, 'depth_whole').at(-1)?.message.data;
    expect(Number(last?.asks[0]?.[0])).toBeGreaterThan(Number(last?.bids[0]?.[0]));
    const wholes = ofType(messages, 'depth_whole').map(({ message }) => message.data);
    const diffs = ofType(messages, 'depth_diff').map(({ message }) => message.data);
    wholes.slice(1).forEach((whole, i) => {
      const before = wholes[i];
      if (before) expect(forward(before, diffs, Number(whole.sequenceId))).toEqual(stateOf(whole));
    });
    market.close();
    venue.close();
  });

  it('shows a book by REST as it was 1 to 2 s ago', () => {
    const { clock, market, venue } = openMarket({ pairs: ['btc_jpy'], participants: false });
    const user = venue.openAccount({ class: 'user' });
    venue.credit(user, 'jpy', 10n ** 13n);
    const bid = (price: number) =>
      venue.submitOrder(user, {
        pair: 'btc_jpy',
        side: 'buy',
        type: 'limit',
        amount: 10n,
        price,
        triggerPrice: null,
        postOnly: false,
        positionSide: null,
      });
    bid(100);
    clock.advanceBy(10_000);
    bid(101);
    const depth = market.queries.depth('btc_jpy');
    expect(depth?.bids).toEqual([['100', '0.0010']]);
    expect(depth?.timestamp).toBeGreaterThanOrEqual(clock.now() - 2_000);
    expect(depth?.timestamp).toBeLessThanOrEqual(clock.now() - 1_000);
    clock.advanceBy(999);
    expect(market.queries.depth('btc_jpy')?.bids).toHaveLength(1);
    clock.advanceBy(1_002);
    expect(market.queries.depth('btc_jpy')?.bids).toHaveLength(2);
    market.close();
    venue.close();
  });

  it('sends nothing while nothing changes', () => {
    const { clock, market, venue, messages } = openMarket({ pairs: ['btc_jpy'], participants: false });
    clock.advanceBy(59_000);
    expect(new Set(messages.map(({ message }) => message.type))).toEqual(new Set(['depth_whole']));
    market.close();
    venue.close();
  });

  it('ends with its clock empty', () => {
    const { clock, market, venue } = openMarket();
    clock.advanceBy(1_000);
    let completed = false;
    market.messages$.subscribe({ complete: () => (completed = true) });
    market.close();
    venue.close();
    expect(completed).toBe(true);
    expect(clock.step()).toBe(false);
  });
});
