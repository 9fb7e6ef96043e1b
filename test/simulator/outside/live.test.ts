import { describe, expect, it } from 'vitest';
import type { Transport } from '../../../src/connectivity/transport';
import { createVirtualSimulator, liveMarket, virtualClock } from '../../../src/simulator/index';
import { streamSocket } from '../../../src/connectivity/stream-socket';
import { createSimulation } from '../../../src/simulator/simulation';
import { isRefusal, readOrderRequest } from '../../../src/simulator/venue/index';
import { roomFrame } from '../../../src/simulator/wire/hub';
import { start } from './recording';

/** Opens a scene in which a second simulator takes the place of the live venue. */
const scene = async () => {
  const clock = virtualClock(start);
  const live = createVirtualSimulator({ scheduler: clock, pairs: ['btc_jpy', 'xrp_jpy'], latency: 20 });
  const asked: string[] = [];
  const transport: Transport = {
    link$: streamSocket({
      openSocket: live.openSocket,
      streamUrl: live.urls.streamUrl,
      scheduler: clock,
    }),
    sendRequest: (request) => {
      asked.push(request.url);
      return live.sendRequest(request);
    },
  };
  const opening = liveMarket({ transport, pairs: ['btc_jpy'], ...live.urls });
  clock.advanceBy(1_000);
  const market = await opening;
  const simulation = createSimulation(
    { market, accounts: [{ apiKey: 'k', apiSecret: 's', balances: { jpy: '100000000' } }] },
    { wall: clock, market: clock },
  );
  const frames: string[] = [];
  const notices: string[] = [];
  simulation.market.messages$.subscribe((news) => frames.push(roomFrame(news).text));
  simulation.market.notices$.subscribe(({ kind }) => notices.push(kind));
  const user = simulation.wire.accounts.all()[0]?.user ?? -1;
  const buy = (amount: string) => {
    const request = { pair: 'btc_jpy', side: 'buy', type: 'market', amount };
    const order = readOrderRequest(request, simulation.venue.instrument, 'refused');
    if (isRefusal(order)) throw new Error(`refused: ${order.code}`);
    const placed = simulation.venue.submitOrder(user, order);
    if (isRefusal(placed)) throw new Error(`refused: ${placed.code}`);
    return simulation.venue.order(user, 'btc_jpy', placed.orderId);
  };
  return { clock, live, simulation, frames, notices, asked, user, buy };
};

describe('a live market', () => {
  it('publishes the frames that come, and lets orders meet the live price', async () => {
    const { clock, live, simulation, frames, buy, user } = await scene();
    clock.advanceBy(30_000);
    expect(frames.some((frame) => frame.includes('depth_whole_btc_jpy'))).toBe(true);
    expect(frames.every((frame) => frame.includes('btc_jpy'))).toBe(true);
    expect(buy('0.001')).toMatchObject({ status: 'FULLY_FILLED' });
    const [fill] = simulation.venue.tradeHistory(user, {});
    const last = live.venue.lastPrice('btc_jpy') ?? 0;
    expect(Math.abs((fill?.price ?? 0) / last - 1)).toBeLessThan(0.01);
    // Nothing of it reaches the other venue.
    expect(live.venue.conservation().find(({ asset }) => asset === 'btc')?.users).toBe(100_000_000n);
  });

  it('rejects at market while the link is lost, and goes on when it is back', async () => {
    const { clock, live, buy, notices } = await scene();
    clock.advanceBy(30_000);
    live.faults.add({ kind: 'restart', ms: 8_000 });
    clock.advanceBy(1_000);
    expect(buy('0.001')).toMatchObject({ status: 'REJECTED' });
    clock.advanceBy(60_000);
    expect(buy('0.001')).toMatchObject({ status: 'FULLY_FILLED' });
    expect(notices).toEqual(['market-known', 'market-unknown', 'order-unproven', 'market-known']);
  });

  it('passes public REST on, and asks nobody except the transport', async () => {
    const { clock, simulation, asked } = await scene();
    clock.advanceBy(5_000);
    const get = (path: string) => {
      let body = '';
      simulation.wire
        .handle({ method: 'GET', target: path, path, query: new URLSearchParams(), headers: {}, body: '' })
        .subscribe((answer) => {
          if (answer.type === 'reply') body = answer.body;
        });
      clock.advanceBy(100);
      return JSON.parse(body) as { success: number; data: object };
    };
    const day = get('/btc_jpy/candlestick/1hour/20261121');
    expect(day.success).toBe(1);
    expect(asked.at(-1)).toContain('/btc_jpy/candlestick/1hour/20261121');
    expect(asked.every((url) => url.startsWith('http://127.0.0.1'))).toBe(true);
  });

  it('can’t begin if the venue can’t be reached, or has no rules for a pair', async () => {
    const nobody: Transport = {
      link$: streamSocket({
        openSocket: () => {
          throw new Error('never');
        },
        streamUrl: 'ws://127.0.0.1',
      }),
      sendRequest: null,
    };
    await expect(liveMarket({ transport: nobody })).rejects.toMatchObject({
      _tag: 'ConfigError',
      field: 'instruments',
    });
    const urls = { publicUrl: 'http://127.0.0.1:9', apiUrl: 'http://127.0.0.1:9/v1' };
    await expect(liveMarket(urls)).rejects.toMatchObject({ _tag: 'HttpError' });
  });
});
