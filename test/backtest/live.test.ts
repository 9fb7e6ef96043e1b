import { filter, firstValueFrom, lastValueFrom, timeout, toArray } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLive, type LiveOptions, type World } from '../../src/backtest/index';
import { demoAccount, startSimulator, type Simulator } from '../../src/simulator/index';

/** A simulator in the place of the live venue. */
let venue: Simulator;
beforeAll(async () => {
  venue = await startSimulator({ pairs: ['btc_jpy'] });
});
afterAll(() => venue.close());

const { apiKey, apiSecret } = demoAccount;
const patience = 120_000;

const live = (options: Partial<LiveOptions> = {}): World =>
  createLive({ apiKey, apiSecret, exclusiveAccount: true, ...venue.urls, prices: venue.urls, ...options });

const market = { pair: 'btc_jpy', side: 'buy', type: 'market', amount: '0.01' } as const;

describe('createLive', { timeout: 240_000 }, () => {
  it('has the prices of the venue, and sends orders to it', async () => {
    const world = live();
    const told$ = world.data.ticker$('btc_jpy').pipe(timeout(patience));
    expect((await firstValueFrom(told$)).last).toBeGreaterThan(0);
    const life$ = world.exec.submitOrder(market).pipe(toArray(), timeout(patience));
    const types = (await lastValueFrom(life$)).map(({ type }) => type);
    expect(types.filter((type) => type !== 'PartiallyFilled')).toEqual(['Submitted', 'Accepted', 'Filled']);
    await world.close();
  });

  it('gives guards its own prices, so that an order far from the market is never sent', async () => {
    const world = live({ guards: { maxDistance: '0.05' } });
    const book$ = world.data.book$('btc_jpy').pipe(filter(({ asks }) => asks.length > 0));
    const { asks } = await firstValueFrom(book$.pipe(timeout(patience)));
    const far = { ...market, type: 'limit', price: String(Math.round((asks[0]?.price ?? 0) * 1.5)) } as const;
    const life$ = world.exec.submitOrder(far).pipe(toArray(), timeout(patience));
    expect(await lastValueFrom(life$)).toMatchObject([{ type: 'Rejected', by: 'client', reason: 'guard' }]);
    await world.close();
  });

  it('is closed once for both clients, whose feeds complete', async () => {
    const world = live();
    const told = lastValueFrom(world.data.ticker$('btc_jpy').pipe(timeout(patience)), { defaultValue: null });
    const heard = lastValueFrom(world.exec.fills$.pipe(timeout(patience)), { defaultValue: null });
    const closed = world.close();
    expect(world.close()).toBe(closed);
    await closed;
    await told;
    expect(await heard).toBeNull();
  });

  it('refuses a wrong option by its name, before it opens anything', () => {
    expect(() => live({ readTimeout: -1 })).toThrow(expect.objectContaining({ _tag: 'ConfigError' }));
    expect(() => live({ prices: { ...venue.urls, linger: -1 } })).toThrow(/linger/);
  });
});
