import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Fault, type AuditEntry, type Simulator, startSimulator } from '../../src/simulator/index';
import { signedClient } from './support/signed-client';

const balances = { jpy: '100000000', btc: '10' };

let sim: Simulator;
let client: ReturnType<typeof signedClient>;

beforeAll(async () => {
  const rateLimits = { QUERY: Infinity, UPDATE: Infinity };
  sim = await startSimulator({
    participants: false,
    accounts: [{ apiKey: 'a', apiSecret: 'sa', balances, rateLimits }],
  });
  client = signedClient(sim.urls.apiUrl, 'a', 'sa');
});
afterAll(() => sim.close());

const control = async (method: string, name: string, body?: unknown) => {
  const response = await fetch(`${sim.urls.publicUrl}/_sim/${name}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const inForce = async (fault: Fault) => {
  expect((await control('POST', 'faults', fault)).status).toBe(200);
};

const orderPath = '/user/spot/order';
const limit = { pair: 'btc_jpy', side: 'buy', type: 'limit', amount: '0.01', price: '1000000' };
const activeIds = async () => {
  const { data } = await client.get('/user/spot/active_orders');
  return (data['orders'] as { order_id: number }[]).map(({ order_id }) => order_id);
};
const cancelAll = async () => {
  const orderIds = await activeIds();
  if (orderIds.length > 0)
    await client.post('/user/spot/cancel_orders', { pair: 'btc_jpy', order_ids: orderIds });
};
afterEach(async () => {
  sim.faults.clear();
  await cancelAll();
});

/** Waits until the venue has as many open orders of the account, by whatever time that takes on a busy machine. */
const opens = (count: number) => expect.poll(activeIds).toHaveLength(count);

/** True if a request is still unanswered after a while. */
const isUnanswered = async (request: Promise<unknown>, ms = 150) =>
  (await Promise.race([
    request.then(
      () => 'answered',
      () => 'failed',
    ),
    new Promise((resolve) => setTimeout(resolve, ms, 'unanswered')),
  ])) === 'unanswered';

const journalFrom = (seq: number) => sim.journal(seq);
const lastSeq = () => sim.journal().at(-1)?.seq ?? 0;
const requests = (entries: readonly AuditEntry[]) =>
  entries.filter((entry) => entry.type === 'request').filter(({ path }) => path.endsWith(orderPath));

describe('faults of REST', () => {
  it('rest-status: an HTTP error that is no JSON; nothing is placed', async () => {
    await inForce({ kind: 'rest-status', status: 502, when: { nth: 1 } });
    await expect(client.post(orderPath, limit)).rejects.toThrow(SyntaxError);
    expect(await activeIds()).toEqual([]);
  });

  it('rest-429: a storm for as long as it lasts', async () => {
    await inForce({ kind: 'rest-429', when: { nth: 1, times: 3 } });
    const replies = [];
    for (let sent = 0; sent < 4; sent++) replies.push(await client.get('/user/assets'));
    expect(replies.map(({ status, code }) => [status, code])).toEqual([
      [429, 10009],
      [429, 10009],
      [429, 10009],
      [200, null],
    ]);
  });

  it('maintenance: 10007 for private REST alone', async () => {
    await inForce({ kind: 'maintenance' });
    expect((await client.post(orderPath, limit)).code).toBe(10007);
    expect((await fetch(`${sim.urls.publicUrl}/btc_jpy/ticker`)).status).toBe(200);
  });

  it('rest-timeout-before and rest-timeout-after: never answered; placed only in the second case', async () => {
    await inForce({ kind: 'rest-timeout-before', when: { nth: 1 } });
    expect(await isUnanswered(client.post(orderPath, limit))).toBe(true);
    expect(await activeIds()).toEqual([]);
    await inForce({ kind: 'rest-timeout-after', when: { nth: 1 } });
    const seq = lastSeq();
    expect(await isUnanswered(client.post(orderPath, limit))).toBe(true);
    await opens(1);
    const placed = await activeIds();
    expect(requests(journalFrom(seq))).toMatchObject([{ signature: true, admitted: true, orderIds: placed }]);
  });

  it('rest-cut-off: the reply breaks off, the order stands', async () => {
    await inForce({ kind: 'rest-cut-off', when: { nth: 1 } });
    await expect(client.post(orderPath, limit)).rejects.toThrow('terminated');
    expect(await activeIds()).toHaveLength(1);
  });

  it('rest-10005: outcome unknown, the order stands', async () => {
    await inForce({ kind: 'rest-10005', when: { nth: 1 } });
    expect((await client.post(orderPath, limit)).code).toBe(10005);
    expect(await activeIds()).toHaveLength(1);
  });

  it('rest-late: admitted later, even though the client has hung up', async () => {
    await inForce({ kind: 'rest-late', ms: 3_000, when: { nth: 1 } });
    const body = JSON.stringify(limit);
    const hungUp = new AbortController();
    const { createHmac } = await import('node:crypto');
    const time = String(Date.now());
    const request = fetch(sim.urls.apiUrl + orderPath, {
      method: 'POST',
      body,
      signal: hungUp.signal,
      headers: {
        'ACCESS-KEY': 'a',
        'ACCESS-REQUEST-TIME': time,
        'ACCESS-TIME-WINDOW': '5000',
        'ACCESS-SIGNATURE': createHmac('sha256', 'sa').update(`${time}5000${body}`).digest('hex'),
      },
    });
    // The client hangs up once the venue has the request, however busy the machine is.
    await Promise.all([
      expect
        .poll(() => sim.faults.list().map(({ struck }) => struck))
        .toEqual([1])
        .then(() => hungUp.abort()),
      expect(request).rejects.toThrow('aborted'),
    ]);
    expect(await activeIds()).toEqual([]);
    await opens(1);
  });

  it('rest-reply-late: the reply comes after its effects', async () => {
    await inForce({ kind: 'rest-reply-late', ms: 3_000, when: { nth: 1 } });
    const placing = client.post(orderPath, limit);
    await opens(1);
    expect(await isUnanswered(placing, 60)).toBe(true);
    expect((await placing).success).toBe(1);
  });

  it('rest-twice: the same signed bytes place two orders; one reply', async () => {
    await inForce({ kind: 'rest-twice', when: { nth: 1 } });
    const placed = await client.post(orderPath, limit);
    const ids = await activeIds();
    expect(ids).toHaveLength(2);
    expect(ids).toContain(placed.data['order_id']);
  });

  it('equal-order: another program of the account places the same', async () => {
    await inForce({ kind: 'equal-order', when: { nth: 1 } });
    const seq = lastSeq();
    const placed = await client.post(orderPath, limit);
    const foreign = journalFrom(seq).find(({ type }) => type === 'foreign-order');
    expect(foreign).toMatchObject({ type: 'foreign-order', apiKey: 'a' });
    expect(await activeIds()).toHaveLength(2);
    expect(foreign).not.toMatchObject({ orderId: placed.data['order_id'] });
  });

  it('rejects by a seeded schedule', async () => {
    await inForce({ kind: 'rest-429', when: { rate: 0.5 } });
    const statuses = [];
    for (let sent = 0; sent < 20; sent++) statuses.push((await client.get('/user/assets')).status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
  });
});

describe('faults of reads', () => {
  it('stale-read: each read alone shows an earlier state, of so long ago', async () => {
    const { order_id: id } = (await client.post(orderPath, limit)).data;
    const query = `?pair=btc_jpy&order_id=${String(id)}`;
    await inForce({ kind: 'stale-read', read: 'active_orders', ms: 3_600_000 });
    expect(await activeIds()).toEqual([]);
    expect((await client.get(orderPath + query)).data['order_id']).toBe(id);
    sim.faults.clear();
    await inForce({ kind: 'stale-read', read: 'order', ms: 3_600_000 });
    expect((await client.get(orderPath + query)).code).toBe(50009);
    expect(await activeIds()).toEqual([id]);
    sim.faults.clear();
    await inForce({ kind: 'stale-read', read: 'orders_info', ms: 3_600_000 });
    const info = await client.post('/user/spot/orders_info', { pair: 'btc_jpy', order_ids: [id] });
    expect(info.data).toEqual({ orders: [] });
    sim.faults.clear();
    await client.post(orderPath, { ...limit, price: '12500000' });
    await client.post(orderPath, { ...limit, price: '12500000', side: 'sell' });
    const trades = async () => (await client.get('/user/spot/trade_history')).data['trades'] as unknown[];
    expect((await trades()).length).toBeGreaterThan(0);
    await inForce({ kind: 'stale-read', read: 'trade_history', ms: 3_600_000 });
    expect(await trades()).toEqual([]);
  });
});

describe('faults of the venue', () => {
  it('pair-status: HALT and busy states, for as long as they last', async () => {
    const statusOf = async (pair: string) => {
      const reply = (await (await fetch(`${sim.urls.apiUrl}/spot/status`)).json()) as {
        data: { statuses: { pair: string; status: string }[] };
      };
      return reply.data.statuses.find((row) => row.pair === pair)?.status;
    };
    await inForce({ kind: 'pair-status', status: 'HALT', pair: 'btc_jpy', ms: 3_000 });
    expect([await statusOf('btc_jpy'), await statusOf('xrp_jpy')]).toEqual(['HALT', 'NORMAL']);
    expect((await client.post(orderPath, limit)).success).toBe(0);
    await expect.poll(() => statusOf('btc_jpy')).toBe('NORMAL');
  });

  it('restart: every connection breaks, none is taken for a while, the state is kept', async () => {
    const { order_id: id } = (await client.post(orderPath, limit)).data;
    const socket = new WebSocket(`${sim.urls.streamUrl}/socket.io/?EIO=4&transport=websocket`);
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    sim.faults.add({ kind: 'restart', ms: 3_000 });
    await closed;
    await expect(client.get('/user/assets')).rejects.toThrow('fetch failed');
    await expect.poll(() => activeIds().catch(() => 'nobody is there')).toEqual([id]);
  });
});

describe('the control path', () => {
  it('lists faults with their strikes, and removes them', async () => {
    const { body } = await control('POST', 'faults', [{ kind: 'rest-429' }, { kind: 'frame-lose' }]);
    const [id] = body['ids'] as string[];
    await client.get('/user/assets');
    const { body: list } = await control('GET', 'faults');
    expect(list).toMatchObject([{ id, struck: 1 }, { struck: 0 }]);
    expect((await control('DELETE', `faults/${String(id)}`)).status).toBe(200);
    expect((await control('DELETE', `faults/${String(id)}`)).status).toBe(400);
    expect((await client.get('/user/assets')).status).toBe(200);
    await control('DELETE', 'faults');
    expect((await control('GET', 'faults')).body).toEqual([]);
  });

  it('says why a fault is refused', async () => {
    expect(await control('POST', 'faults', { kind: 'rest-late' })).toMatchObject({
      status: 400,
      body: { field: 'fault.ms', expected: 'a number of ms from 0 to 2147483647' },
    });
    expect((await control('POST', 'nothing')).status).toBe(404);
  });

  it('opens accounts', async () => {
    const account = { apiKey: 'new', apiSecret: 'sn', balances: { jpy: '5' } };
    expect((await control('POST', 'accounts', account)).status).toBe(200);
    const assets = await signedClient(sim.urls.apiUrl, 'new', 'sn').get('/user/assets');
    expect(assets.data['assets']).toContainEqual(
      expect.objectContaining({ asset: 'jpy', onhand_amount: '5.0000' }),
    );
    expect((await control('POST', 'accounts', account)).status).toBe(400);
  });
});

describe('the journal', () => {
  it('shows every request, order, trade and balance, and no secret', async () => {
    const seq = lastSeq();
    const placed = await client.post(orderPath, { ...limit, price: '12000000' });
    await client.post(orderPath, { ...limit, side: 'sell', price: '12000000' });
    await signedClient(sim.urls.apiUrl, 'a', 'wrong').post(orderPath, limit);
    const entries = journalFrom(seq);
    expect(requests(entries)).toMatchObject([
      { admitted: true, signature: true, code: null, orderIds: [placed.data['order_id']] },
      { admitted: true, signature: true, code: null },
      { admitted: false, signature: false, code: 20001, orderIds: [] },
    ]);
    expect(new Set(entries.map(({ type }) => type))).toEqual(
      new Set(['request', 'order', 'trade', 'balance']),
    );
    const text = await (await fetch(`${sim.urls.publicUrl}/_sim/journal?after=${seq}`)).text();
    expect((JSON.parse(text) as AuditEntry[]).map((entry) => entry.seq)).toEqual(
      entries.map((entry) => entry.seq),
    );
    expect(text).not.toContain('"sa"');
  });

  it('is on no path of the venue', async () => {
    for (const path of ['/journal', '/v1/journal', '/v1/_sim/journal', '/btc_jpy/journal']) {
      expect((await fetch(sim.urls.publicUrl + path)).status).toBe(404);
    }
  });
});
