import { expect, it } from 'vitest';
import type { RecordingEvent } from '../../../src/recording/index';
import { recordedMarket, virtualClock } from '../../../src/simulator/index';
import { instruments } from '../../../src/simulator/market/instruments';
import { spotPair } from '../../../src/simulator/market/spot-pairs';
import { createSimulation } from '../../../src/simulator/simulation';
import { roomFrame } from '../../../src/simulator/wire/hub';
import { at, frameOf, header, start } from './recording';

/**
 * A market in which any look into the future would be noticed. All its messages and pages from 10 s on have a mark, and
 * at 10 s a page contains the whole day.
 */
const later = 10_000;
const mark = '987654';
const pair = 'btc_jpy';

const rest = (ms: number, path: string, data: unknown): RecordingEvent =>
  at(ms, { type: 'rest', path, status: 200, date: null, body: JSON.stringify({ success: 1, data }) });
const frame = (ms: number, kind: string, data: unknown): RecordingEvent =>
  at(ms, { type: 'frame', frame: frameOf(`${kind}_${pair}`, data) });

const says = (ms: number, price: string, trade: number): readonly RecordingEvent[] => {
  const t = start + ms;
  const prices = { sell: price, buy: '100', open: price, high: price, low: price, last: price, vol: price };
  const candle = [[price, price, price, price, '1.0000', start]];
  const transaction = { transaction_id: trade, side: 'buy', price, amount: '1.0000', executed_at: t };
  const rules = instruments.find((one) => one.pair === pair);
  if (rules === undefined) throw new Error('no rules');
  return [
    rest(ms, '/spot/pairs', { pairs: [spotPair({ ...rules, limitMaxAmount: price }, t)] }),
    rest(ms, '/tickers', [{ pair, ...prices, timestamp: t }]),
    rest(ms, `/${pair}/candlestick/1min/20261122`, {
      candlestick: [{ type: '1min', ohlcv: candle }],
      timestamp: t,
    }),
    rest(ms, `/${pair}/transactions/20261121`, { transactions: [transaction] }),
    frame(ms, 'depth_whole', {
      asks: [[price, '1.0000']],
      bids: [['100', '1.0000']],
      asks_over: '0',
      bids_under: '0',
      asks_under: '0',
      bids_over: '0',
      ask_market: '0',
      bid_market: '0',
      timestamp: t,
      sequenceId: String(100 + ms),
    }),
    frame(ms, 'ticker', { ...prices, timestamp: t }),
    frame(ms, 'transactions', { transactions: [{ ...transaction, transaction_id: trade + 1 }] }),
    frame(ms, 'circuit_break_info', {
      mode: 'NONE',
      estimated_itayose_price: price,
      estimated_itayose_amount: '1',
      itayose_upper_price: null,
      itayose_lower_price: null,
      upper_trigger_price: null,
      lower_trigger_price: null,
      fee_type: 'NORMAL',
      reopen_timestamp: null,
      timestamp: t,
    }),
  ];
};

it('shows nobody a value that its recording has only later', () => {
  const events = [header([pair]), ...says(0, '200000', 1), ...says(later, mark, 11)];
  const clock = virtualClock(start);
  const simulation = createSimulation(
    { market: recordedMarket({ events }), accounts: [], published: 'withOwn' },
    { wall: clock, market: clock },
  );
  const heard: string[] = [];
  simulation.market.messages$.subscribe((news) => heard.push(roomFrame(news).text));
  const get = (path: string): string => {
    let body = '';
    simulation.wire
      .handle({ method: 'GET', target: path, path, query: new URLSearchParams(), headers: {}, body: '' })
      .subscribe((answer) => {
        if (answer.type === 'reply') body = answer.body;
      });
    clock.advanceBy(0);
    return body;
  };
  const told = (): Readonly<Record<string, string>> => {
    const pages = [
      `/${pair}/ticker`,
      '/tickers',
      '/tickers_jpy',
      `/${pair}/depth`,
      `/${pair}/transactions`,
      `/${pair}/transactions/20261121`,
      `/${pair}/candlestick/1min/20261122`,
      `/${pair}/candlestick/1hour/20261122`,
      `/${pair}/candlestick/1day/2026`,
      `/${pair}/circuit_break_info`,
      '/v1/spot/pairs',
    ];
    return Object.fromEntries(pages.map((path) => [path, get(path)]));
  };
  const joined: string[] = [];
  clock.advanceTo(start + later - 300);
  for (const kind of ['depth_whole', 'circuit_break_info'])
    simulation.market.joined$(`${kind}_${pair}`).subscribe((news) => joined.push(roomFrame(news).text));
  clock.advanceTo(start + later - 1);
  expect(joined).toHaveLength(2);
  expect(joined.filter((text) => text.includes(mark))).toEqual([]);
  const before = told();
  expect(Object.entries(before).filter(([, body]) => body.includes(mark))).toEqual([]);
  expect(heard.length).toBe(4);
  expect(heard.filter((text) => text.includes(mark))).toEqual([]);
  expect(simulation.venue.instrument(pair)?.limitMaxAmount).not.toContain(mark);
  expect(simulation.venue.lastPrice(pair)).toBe(200_000);
  // Pages are kept for a second.
  clock.advanceTo(start + later + 1_500);
  const after = told();
  // Each of these pages would have betrayed it.
  expect(Object.entries(after).filter(([, body]) => !body.includes(mark))).toEqual([]);
  expect(heard.filter((text) => text.includes(mark))).toHaveLength(4);
  simulation.close();
});
