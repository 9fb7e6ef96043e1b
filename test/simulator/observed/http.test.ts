import { request as ask } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoAccount, type Simulator, startSimulator } from '../../../src/simulator/index';
import { signedClient } from '../support/signed-client';
import { facts, shows } from './facts';

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ participants: false });
});
afterEach(() => sim.faults.clear());
afterAll(() => sim.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Sends the target unchanged. `fetch` would send a path. */
const send = (method: string, target: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = ask({ host: '127.0.0.1', port: sim.port, method, path: target, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => (body += text));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    request.on('error', reject);
    request.end();
  });

const subscribeTarget = (channel: string, token: string): string =>
  `/v2/subscribe/key/${channel}/0?auth=${encodeURIComponent(token)}`;

const granted = async () => {
  const { data } = await signedClient(sim.urls.apiUrl, demoAccount.apiKey, demoAccount.apiSecret).get(
    '/user/subscribe',
  );
  return { channel: String(data['pubnub_channel']), token: String(data['pubnub_token']) };
};

/** Reads a token like an SDK: CBOR of maps, byte strings, texts and whole numbers. */
const readToken = (token: string): Record<string, unknown> => {
  const bytes = Buffer.from(token, 'base64url');
  let at = 0;
  const number = (info: number): number => {
    const length = info < 24 ? 0 : 2 ** (info - 24);
    const value = length === 0 ? info : bytes.readUIntBE(at, length);
    at += length;
    return value;
  };
  const item = (): unknown => {
    const first = bytes.readUInt8(at);
    at += 1;
    const size = number(first & 31);
    const type = first >> 5;
    if (type === 0) return size;
    if (type === 5) return Object.fromEntries(Array.from({ length: size }, () => [item(), item()] as const));
    const text = bytes.subarray(at, at + size).toString(type === 3 ? 'utf8' : 'latin1');
    at += size;
    return text;
  };
  return item() as Record<string, unknown>;
};

describe(facts['grant-token'].topic, () => {
  shows('grant-token', async () => {
    const { channel, token } = await granted();
    const { v, t, ttl, res, sig } = readToken(token);
    expect([v, ttl]).toEqual([2, 720]);
    expect(Math.abs(Number(t) * 1_000 - Date.now())).toBeLessThan(60_000);
    expect(res).toMatchObject({ chan: { [channel]: 1 }, grp: {}, uuid: {} });
    expect(String(sig)).toHaveLength(32);
  });

  shows('expired-token', async () => {
    const { channel, token } = await granted();
    sim.faults.add({ kind: 'token-expire' });
    const { status, body } = await send('GET', subscribeTarget(channel, token));
    expect(status).toBe(403);
    expect(JSON.parse(body)).toEqual({
      message: 'Token is expired.',
      error: true,
      service: 'Access Manager',
      status: 403,
    });
  });

  shows('absolute-target', async () => {
    const { channel, token } = await granted();
    const { status, body } = await send(
      'GET',
      `http://127.0.0.1:${sim.port}${subscribeTarget(channel, token)}`,
    );
    expect([status, (JSON.parse(body) as { m: unknown[] }).m]).toEqual([200, []]);
    const path = await send('GET', '/btc_jpy/ticker');
    expect((await send('GET', 'http://ntp.pubnub.com/btc_jpy/ticker')).body).toBe(path.body);
  });

  shows('head-as-get', async () => {
    const get = await send('GET', '/btc_jpy/ticker');
    const head = await send('HEAD', '/btc_jpy/ticker');
    expect([head.status, head.body]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });
});

describe('the control path', () => {
  it.each<[string, Record<string, string>, number]>([
    ['a program of this machine', {}, 200],
    ['a machine of the same network', { host: 'sim:8080' }, 200],
    ['a page of this machine', { origin: 'http://localhost:5173' }, 200],
    ['another name that stands for this machine', { host: 'rebound.example.com' }, 403],
    ['a page of another site', { origin: 'https://example.com' }, 403],
    ['a page from a file', { origin: 'null' }, 403],
  ])('answers %s with the right status', async (_, headers, status) => {
    expect((await send('GET', '/_sim/accounts', headers)).status).toBe(status);
  });

  it('takes no downtime that never ends', async () => {
    const reply = await fetch(`${sim.urls.publicUrl}/_sim/faults`, {
      method: 'POST',
      body: JSON.stringify({ kind: 'restart', ms: 1e308 }),
    });
    expect(reply.status).toBe(400);
  });
});

describe('a client that sends too much', () => {
  it('is closed if one body holds more packets than a client has rooms', async () => {
    const url = `${sim.urls.publicUrl}/socket.io/?EIO=4&transport=polling`;
    const greeting = await (await fetch(url)).text();
    const { sid } = JSON.parse(greeting.slice(1)) as { sid: string };
    const body = Array<string>(300_000).fill('40').join('\x1e');
    const before = process.cpuUsage();
    expect((await fetch(`${url}&sid=${sid}`, { method: 'POST', body })).status).toBe(400);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000);
    expect((await fetch(`${url}&sid=${sid}`)).status).toBe(400);
  });

  it('has its path cut in the journal', async () => {
    await send('GET', `/${'x'.repeat(10_000)}`);
    const last = sim.journal().at(-1);
    expect(last?.type === 'request' && last.path).toBe(`/${'x'.repeat(255)}`);
  });
});
