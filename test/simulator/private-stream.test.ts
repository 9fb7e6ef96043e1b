import PubNub from 'pubnub';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/index';
import { subscribeKey } from '../../src/simulator/wire/pubnub-origin';
import { signedClient } from './support/signed-client';

const balances = { jpy: '100000000', btc: '10', xrp: '1000' };

let sim: Simulator;
let client: ReturnType<typeof signedClient>;
let other: ReturnType<typeof signedClient>;

beforeAll(async () => {
  const rateLimits = { QUERY: Infinity, UPDATE: Infinity };
  sim = await startSimulator({
    participants: false,
    accounts: [
      { apiKey: 'a', apiSecret: 'sa', balances, rateLimits },
      { apiKey: 'b', apiSecret: 'sb', balances, rateLimits },
    ],
  });
  client = signedClient(sim.urls.apiUrl, 'a', 'sa');
  other = signedClient(sim.urls.apiUrl, 'b', 'sb');
});
afterAll(() => sim.close());

interface Message {
  readonly method: string;
  readonly params: Record<string, unknown>[] & Record<string, unknown>;
}

const channelAndToken = async (of: typeof client) => {
  const { pubnub_channel: channel, pubnub_token: token } = (await of.get('/user/subscribe')).data;
  return { channel: String(channel), token: String(token) };
};

const running: PubNub[] = [];
afterEach(() => {
  sim.faults.clear();
  for (const pubnub of running.splice(0)) pubnub.destroy();
});

/** Sets up the SDK as the venue's documentation does, pointed at the simulator. */
const listen = async (of: typeof client) => {
  const { channel, token } = await channelAndToken(of);
  const pubnub = new PubNub({
    subscribeKey,
    userId: channel,
    ssl: false,
    origin: new URL(sim.urls.pubnubOrigin).host,
  });
  running.push(pubnub);
  const messages: Message[] = [];
  const statuses: string[] = [];
  const waiting = new Set<() => void>();
  const wake = () => waiting.forEach((check) => check());
  pubnub.addListener({
    status: ({ category, error }: { category?: string; error?: unknown }) => {
      statuses.push([category, error].filter((part) => typeof part === 'string').join(' '));
      wake();
    },
    message: (event) => {
      messages.push(event.message as unknown as Message);
      wake();
    },
  });
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!holds()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  pubnub.setToken(token);
  pubnub.subscribe({ channels: [channel] });
  await until(() => statuses.includes('PNConnectedCategory'));
  return { pubnub, channel, messages, statuses, until, methods: () => messages.map(({ method }) => method) };
};

const limit = { pair: 'btc_jpy', side: 'buy', type: 'limit', amount: '0.01', price: '13000000' };

describe('the private stream, through the PubNub SDK', () => {
  it('sends an order, its cancellation and the balances, in the shapes seen on the wire', async () => {
    const { messages, until, methods } = await listen(client);
    const placed = await client.post('/user/spot/order', { ...limit, post_only: true });
    await until(() => methods().includes('asset_update'));
    const orderId = placed.data['order_id'];
    expect(messages.find(({ method }) => method === 'spot_order_new')?.params).toEqual([
      {
        average_price: '0',
        executed_amount: '0.0000',
        order_id: orderId,
        ordered_at: placed.data['ordered_at'],
        pair: 'btc_jpy',
        position_side: null,
        price: '13000000',
        remaining_amount: '0.0100',
        side: 'buy',
        start_amount: '0.0100',
        status: 'UNFILLED',
        type: 'limit',
        expire_at: placed.data['expire_at'],
        post_only: true,
        user_cancelable: true,
      },
    ]);
    expect(messages.find(({ method }) => method === 'asset_update')?.params).toEqual([
      {
        asset: 'jpy',
        amount_precision: 4,
        free_amount: '99869870.0000',
        locked_amount: '130130.0000',
        onhand_amount: '100000000.0000',
        withdrawing_amount: '0.0000',
      },
    ]);
    messages.length = 0;
    const canceled = await client.post('/user/spot/cancel_order', { pair: 'btc_jpy', order_id: orderId });
    await until(() => methods().includes('spot_order'));
    expect(messages.find(({ method }) => method === 'spot_order')?.params[0]).toMatchObject({
      order_id: orderId,
      status: 'CANCELED_UNFILLED',
      canceled_at: canceled.data['canceled_at'],
    });
  });

  it('sends each side of a trade to its own user, and neither to the other', async () => {
    const mine = await listen(client);
    const its = await listen(other);
    await client.post('/user/spot/order', limit);
    const taken = await other.post('/user/spot/order', { ...limit, side: 'sell' });
    await mine.until(() => mine.methods().includes('spot_trade'));
    await its.until(() => its.methods().includes('spot_trade'));
    expect(mine.messages.find(({ method }) => method === 'spot_trade')?.params).toEqual([
      {
        amount: '0.0100',
        executed_at: expect.any(Number) as number,
        fee_amount_base: '0.00000000',
        fee_amount_quote: '0.0000',
        fee_occurred_amount_quote: '0.0000',
        interest: null,
        maker_taker: 'maker',
        order_id: expect.any(Number) as number,
        pair: 'btc_jpy',
        position_side: null,
        price: '13000000',
        profit_loss: null,
        side: 'buy',
        trade_id: expect.any(Number) as number,
        type: 'limit',
      },
    ]);
    const orders = its.messages.filter(({ method }) => method.startsWith('spot_order'));
    expect(new Set(orders.map(({ params }) => params[0]?.['order_id']))).toEqual(
      new Set([taken.data['order_id']]),
    );
  });

  it('sends margin positions, withdrawals, deposits, counter trades and invalidations', async () => {
    const { messages, until, methods } = await listen(other);
    await other.post('/user/spot/order', { ...limit, position_side: 'long' });
    await client.post('/user/spot/order', { ...limit, side: 'sell' });
    await until(() => methods().includes('margin_position_update'));
    expect(messages.find(({ method }) => method === 'margin_position_update')?.params[0]).toMatchObject({
      pair: 'btc_jpy',
      position_side: 'long',
      average_price: '13000000',
      open: '0.0100',
      locked: '0.0000',
      product: '130000.0000',
      unrealized_fee: '0.0000',
    });

    const [account] = (await other.get('/user/withdrawal_account?asset=xrp')).data['accounts'] as {
      uuid: string;
    }[];
    await other.post('/user/request_withdrawal', { asset: 'xrp', uuid: account?.uuid, amount: '10' });
    await until(() => methods().includes('withdrawal'));
    expect(messages.find(({ method }) => method === 'withdrawal')?.params[0]).toMatchObject({
      asset: 'xrp',
      account_uuid: account?.uuid,
      amount: '10.000000',
      status: 'CONFIRMING',
    });

    const control = (name: string, body: object) =>
      fetch(`${sim.urls.publicUrl}/_sim/${name}`, {
        method: 'POST',
        body: JSON.stringify({ apiKey: 'b', ...body }),
      });
    await control('deposits', { asset: 'xrp', amount: '5' });
    await until(() => methods().includes('deposit'));
    expect(messages.find(({ method }) => method === 'deposit')?.params[0]).toMatchObject({
      asset: 'xrp',
      amount: '5.000000',
      network: 'ripple',
      status: 'FOUND',
    });

    await control('dealer-orders', { asset: 'xrp', side: 'buy', price: '400', amount: '2' });
    await until(() => methods().includes('dealer_order_new'));
    const [dealt] = messages.find(({ method }) => method === 'dealer_order_new')?.params ?? [];
    expect(dealt).toMatchObject({ asset: 'xrp', side: 'buy', price: '400', amount: '2.000000' });
    expect(dealt?.['order_id']).toBeTypeOf('string');

    const resting = await other.post('/user/spot/order', { ...limit, price: '1000000' });
    const orderId = resting.data['order_id'];
    await control('invalidations', { pair: 'btc_jpy', orderIds: [orderId] });
    await until(() => methods().includes('spot_order_invalidation'));
    expect(messages.find(({ method }) => method === 'spot_order_invalidation')?.params).toEqual({
      order_id: [orderId],
    });
  });

  it('stops with the category of SDK 11 and 12 when the token expires, and resumes without a gap', async () => {
    const { pubnub, messages, statuses, until } = await listen(client);
    sim.faults.add({ kind: 'token-expire', only: { apiKey: 'a' } });
    await until(() => statuses.includes('PNDisconnectedUnexpectedlyCategory PNAccessDeniedCategory'));
    const missed = await client.post('/user/spot/order', { ...limit, price: '1000000' });
    expect(messages).toEqual([]);
    const { token } = await channelAndToken(client);
    pubnub.setToken(token);
    pubnub.reconnect();
    await until(() => messages.some(({ params }) => params[0]?.['order_id'] === missed.data['order_id']));
    const ids = messages.filter(({ method }) => method === 'spot_order_new');
    expect(ids).toHaveLength(1);
  });
});

describe('the PubNub origin over HTTP', () => {
  const subscribe = (channel: string, query: Record<string, string>) =>
    fetch(
      `${sim.urls.pubnubOrigin}/v2/subscribe/${subscribeKey}/${channel}/0?${new URLSearchParams(query).toString()}`,
    );

  it('answers a forged token with the real body', async () => {
    const { channel } = await channelAndToken(client);
    const response = await subscribe(channel, { auth: 'forged' });
    expect(response.status).toBe(403);
    expect(await response.text()).toBe(
      '{"message":"Token is expired.","error":true,"service":"Access Manager","status":403}',
    );
  });

  it("refuses a token of one's own for another's channel", async () => {
    const { token } = await channelAndToken(client);
    const { channel } = await channelAndToken(other);
    const response = await subscribe(channel, { auth: token });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ message: 'Forbidden', payload: { channels: [channel] } });
  });

  it('greets, delivers envelopes, and takes heartbeats and leaves', async () => {
    const { channel, token } = await channelAndToken(client);
    const greeting = (await (await subscribe(channel, { auth: token })).json()) as {
      t: { t: string; r: number };
    };
    expect(greeting).toEqual({ t: { t: expect.stringMatching(/^\d{17}$/) as string, r: 1 }, m: [] });
    const held = subscribe(channel, { auth: token, tt: greeting.t.t, tr: '1' });
    await client.post('/user/spot/order', { ...limit, price: '1000000' });
    const delivery = (await (await held).json()) as { t: object; m: Record<string, unknown>[] };
    expect(delivery.m[0]).toMatchObject({
      a: '2',
      f: 0,
      p: { t: expect.stringMatching(/^\d{17}$/) as string, r: 1 },
      k: subscribeKey,
      c: channel,
      d: { method: 'spot_order_new' },
    });
    const presence = `${sim.urls.pubnubOrigin}/v2/presence/sub-key/${subscribeKey}/channel/${channel}`;
    for (const action of ['heartbeat', 'leave']) {
      const response = await fetch(`${presence}/${action}?auth=${token}&uuid=${channel}`);
      expect(await response.json()).toMatchObject({ status: 200, message: 'OK', service: 'Presence' });
    }
  });

  it('gives out tokens whose life can be set', async () => {
    const brief = await startSimulator({ tokenLife: 50, participants: false });
    const { data } = await signedClient(brief.urls.apiUrl, 'demo-key', 'demo-secret').get('/user/subscribe');
    const path = `/v2/subscribe/${subscribeKey}/${String(data['pubnub_channel'])}/0`;
    const query = `?auth=${String(data['pubnub_token'])}`;
    const greeting = (await (await fetch(brief.urls.pubnubOrigin + path + query)).json()) as {
      t: { t: string };
    };
    const held = await fetch(`${brief.urls.pubnubOrigin}${path}${query}&tt=${greeting.t.t}&tr=1`);
    expect(held.status).toBe(403);
    await brief.close();
  });
});
