import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Dashboard } from '../gateway/dashboard';
import type { PageConfig } from '../gateway/messages';
import { bundlePage } from '../gateway/page';
import { start } from './screen';

vi.mock(import('../gateway/page'), { spy: true });

let dashboard: Dashboard;
const url = (): string => dashboard.url;

beforeAll(async () => {
  dashboard = await start();
});

afterAll(() => dashboard.close());

describe('the gateway', () => {
  it('has a content security policy and cannot be framed', async () => {
    const { headers } = await fetch(url());
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('says that a port is taken before anything is built', async () => {
    const built = vi.mocked(bundlePage).mock.calls.length;
    expect(built).toBeGreaterThan(0);
    await expect(start(Number(new URL(url()).port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(vi.mocked(bundlePage)).toHaveBeenCalledTimes(built);
  });

  it('lives on after deep nesting, odd orders, a flood, and what is no HTTP', async () => {
    const { token } = (await (await fetch(`${url()}/config.json`)).json()) as PageConfig;
    const socket = new WebSocket(`${url().replace('http', 'ws')}/trading?token=${token}`);
    await once(socket, 'open');
    socket.send(`${'['.repeat(30_000)}${']'.repeat(30_000)}`);
    socket.send(
      '{"v":1,"type":"call","call":"a","name":"submitOrder","args":{"id":"a","request":null},"epoch":"","at":0}',
    );
    for (let i = 0; i < 2_000; i += 1)
      socket.send(`{"v":1,"type":"call","call":"${i}","name":"rest.assets","args":{},"epoch":"","at":0}`);
    const raw = connect(Number(new URL(url()).port), '127.0.0.1');
    raw.on('error', () => undefined);
    raw.write('GET\u0000 nonsense\r\n\r\n');
    await once(raw, 'close');
    socket.close();
    expect((await fetch(url())).status).toBe(200);
  });

  it('opens its socket to its own page alone, with the token', async () => {
    const { token } = (await (await fetch(`${url()}/config.json`)).json()) as PageConfig;
    const trading = `${url().replace('http', 'ws')}/trading`;
    const refused = async (query: string, origin: string, headers = {}): Promise<string> => {
      const socket = new WebSocket(trading + query, { origin, headers });
      const [error] = (await once(socket, 'error')) as [Error];
      return error.message;
    };
    expect(await refused('', url())).toContain('403');
    expect(await refused('?token=guess', url())).toContain('403');
    expect(await refused(`?token=${token}`, 'https://example.com')).toContain('403');
    // A name of somebody else that was rebound to this machine.
    const rebound = url().replace('127.0.0.1', 'evil.example');
    const { host } = new URL(rebound);
    expect(await refused(`?token=${token}`, rebound, { host })).toContain('403');
    expect(await refused(`?token=${token}`, url(), { host })).toContain('403');
  });

  it('answers its own page only', async () => {
    const from = (origin: string): Promise<Response> =>
      fetch(`${url()}/config.json`, { headers: { Origin: origin } });
    expect((await from('https://example.com')).status).toBe(403);
    expect((await from(url())).status).toBe(200);
    expect((await fetch(`${url()}/`, { method: 'POST', body: '{}' })).status).toBe(405);
  });

  it('keeps the keys to itself', async () => {
    for (const path of ['/', '/app.js', '/config.json']) {
      expect(await (await fetch(url() + path)).text()).not.toContain('demo-secret');
    }
  });
});
