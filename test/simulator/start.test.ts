import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createVirtualSimulator, demoAccount, startSimulator, virtualClock } from '../../src/simulator/index';
import { signedClient } from './support/signed-client';

describe('startSimulator', () => {
  it('starts within two seconds with nothing to configure, and frees its port', async () => {
    // It measures processor time, because other work on the machine says nothing about the simulator.
    const before = process.cpuUsage();
    const sim = await startSimulator();
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(2_000);
    const { port } = sim;
    expect(sim.urls).toEqual({
      streamUrl: `ws://127.0.0.1:${port}`,
      publicUrl: `http://127.0.0.1:${port}`,
      apiUrl: `http://127.0.0.1:${port}/v1`,
      pubnubOrigin: `http://127.0.0.1:${port}`,
    });
    const client = signedClient(sim.urls.apiUrl, demoAccount.apiKey, demoAccount.apiSecret);
    expect((await client.get('/user/assets')).success).toBe(1);
    // REST is a second or two behind, but the venue did not begin empty.
    const depth = (await (await fetch(`${sim.urls.publicUrl}/btc_jpy/depth`)).json()) as {
      data: { asks: unknown[]; bids: unknown[] };
    };
    expect(Math.min(depth.data.asks.length, depth.data.bids.length)).toBeGreaterThan(150);
    await sim.close();
    const again = await startSimulator({ port, participants: false });
    await again.close();
  });

  it('serves the addresses that containers and others ask for', async () => {
    const sim = await startSimulator({ host: '0.0.0.0', participants: false });
    expect(sim.urls.publicUrl).toBe(`http://127.0.0.1:${sim.port}`);
    expect((await fetch(`${sim.urls.publicUrl}/btc_jpy/ticker`)).status).toBe(200);
    await sim.close();
  });

  it('rejects if the port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    await expect(startSimulator({ port, participants: false })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await new Promise((resolve) => taken.close(resolve));
  });

  it.each([
    [{ port: -1 }, 'port'],
    [{ port: 1.5 }, 'port'],
    [{ seed: 0.5 }, 'seed'],
    [{ marketSpeed: 0 }, 'marketSpeed'],
    [{ tokenLife: 0 }, 'tokenLife'],
    [{ journalCapacity: -1 }, 'journalCapacity'],
    [{ sead: 1 } as never, 'sead'],
    [{ scheduler: {} } as never, 'scheduler'],
    [{ accounts: {} as never }, 'accounts'],
    [{ participants: 'no' as never }, 'participants'],
    [{ streamTiming: 5 as never }, 'streamTiming'],
    [null as never, 'options'],
    [{ quirks: { feeRounding: 'sideways' as never } }, 'quirks.feeRounding'],
    [{ quirks: { moods: 'down' } as never }, 'quirks.moods'],
    [{ quirks: 'drawn' as never }, 'quirks'],
    [{ profiles: { btc_jpy: { volatlity: 1 } as never } }, 'profiles.btc_jpy.volatlity'],
    [{ profiles: { btc_jpy: { marketShare: 2 } } }, 'profiles.btc_jpy.marketShare'],
    [{ profiles: { btcjpy: {} } }, 'profiles.btcjpy'],
    [{ venueTiming: { circuitBrake: 1 } as never }, 'venueTiming.circuitBrake'],
    [{ streamTiming: { pingInterval: -1 } }, 'streamTiming.pingInterval'],
    [{ pubnubCache: { message: 1 } as never }, 'pubnubCache.message'],
    [{ faults: [{ kind: 'stream-slow', mss: 1 } as never] }, 'fault.mss'],
    [{ accounts: [{ ...demoAccount, apiSecret: 5 as never }] }, 'account.apiSecret'],
    [{ accounts: [{ ...demoAccount, balance: {} } as never] }, 'account.balance'],
    [{ accounts: [{ ...demoAccount, rateLimits: { UPDTE: 1 } as never }] }, 'account.rateLimits.UPDTE'],
    [{ fills: { name: 'foo' } } as never, 'fills'],
    [{ fills: { name: 'queue', cancelsAhead: 2 } } as never, 'fills'],
    [{ latency: Infinity }, 'latency'],
    [{ latency: { order: Infinity } }, 'latency.order'],
    [{ latency: { reply: [1, NaN] } }, 'latency.reply'],
    [{ accounts: [{ apiKey: '', apiSecret: 's' }] }, 'account.apiKey'],
    [{ accounts: [demoAccount, demoAccount] }, 'account.apiKey'],
    [{ accounts: [{ ...demoAccount, balances: { doubloon: '1' } }] }, 'account.balances'],
    [{ accounts: [{ ...demoAccount, balances: { jpy: '1e6' } }] }, 'account.balances.jpy'],
  ])('names the wrong option of %j', async (options, field) => {
    await expect(startSimulator(options)).rejects.toMatchObject({ _tag: 'ConfigError', field });
  });

  it('answers CORS for pages, on public REST and before signed requests', async () => {
    const sim = await startSimulator({ participants: false });
    const ticker = await fetch(`${sim.urls.publicUrl}/btc_jpy/ticker`);
    expect(ticker.headers.get('access-control-allow-origin')).toBe('*');
    const unknown = await fetch(`${sim.urls.publicUrl}/nope/ticker`);
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get('access-control-allow-origin')).toBe('*');
    expect(await unknown.text()).toBe('{"success":0,"data":{"code":10000}}');
    const preflight = await fetch(`${sim.urls.apiUrl}/user/assets`, { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('access-signature');
    await sim.close();
  });

  it('outlives any request or frame that is sent to it', async () => {
    const sim = await startSimulator({ participants: false });
    const { publicUrl } = sim.urls;
    const strange = [
      '/v2/subscribe/key/%E0%A4%A/0',
      '/v2/subscribe/key/channel/0?tt=x&auth=y',
      '/%00',
      '//',
      '/socket.io/?EIO=4&transport=carrier-pigeon',
      '/socket.io/?EIO=4&transport=polling&sid=nobody',
      '/btc_jpy/candlestick/1min/99999999',
      '/btc_jpy/transactions/20261399',
    ];
    for (const path of strange) {
      const { status } = await fetch(publicUrl + path);
      expect([400, 403, 404]).toContain(status);
    }
    const bodies = ['{', 'null', '{"apiKey":"x","apiSecret":"y","balances":{"jpy":5}}', '{"rateLimits":1}'];
    for (const body of bodies) {
      const { status } = await fetch(`${publicUrl}/_sim/accounts`, { method: 'POST', body });
      expect(status).toBe(400);
    }
    const { status } = await fetch(`${publicUrl}/v1/user/spot/order`, {
      method: 'POST',
      body: 'x'.repeat(1_000_001),
    });
    expect(status).toBe(413);
    expect((await fetch(`${publicUrl}/btc_jpy/ticker`)).status).toBe(200);
    await sim.close();
    await sim.close();
  });

  it('dates its replies', async () => {
    const sim = await startSimulator({ participants: false });
    const before = Date.now();
    const { headers } = await fetch(`${sim.urls.publicUrl}/btc_jpy/ticker`);
    const date = Date.parse(headers.get('date') ?? '');
    // It has whole seconds.
    expect(date).toBeGreaterThan(before - 1_500);
    expect(date).toBeLessThanOrEqual(Date.now());
    await sim.close();
  });

  it('caches public data for a second', () => {
    const clock = virtualClock(Date.UTC(2026, 0, 15));
    const sim = createVirtualSimulator({ scheduler: clock, participants: false });
    const read = (): string => {
      let text = '';
      sim
        .sendRequest({
          method: 'GET',
          url: `${sim.urls.publicUrl}/btc_jpy/ticker`,
          timeout: 1_000,
          maxReplyBytes: 1e6,
        })
        .subscribe(({ body }) => (text = body));
      clock.advanceBy(1);
      return text;
    };
    const first = read();
    expect(first).toMatch(/"timestamp":\d+/);
    clock.advanceBy(900);
    expect(read()).toBe(first);
    clock.advanceBy(200);
    expect(read()).not.toBe(first);
    sim.close();
  });
});
