import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lastValueFrom } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { nodeHttp } from '../../src/connectivity/http-node';
import type { HttpReply } from '../../src/connectivity/ports';

let server: Server;
let origin: string;
const seen: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const body: Buffer[] = [];
    request.on('data', (part: Buffer) => body.push(part));
    request.on('end', () => {
      seen.push(`${request.method} ${request.url} ${Buffer.concat(body).toString()}`);
      if (request.url === '/moved') response.writeHead(307, { location: '/order' }).end();
      else if (request.url === '/silent') return;
      else response.end('{"success":1}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const send = (path: string, bun?: string, timeout = 20_000): Promise<HttpReply> =>
  lastValueFrom(
    nodeHttp(
      {},
      bun,
    )({
      method: 'POST',
      url: origin + path,
      body: '{}',
      timeout,
      maxReplyBytes: 1_000,
    }),
  );

describe.each([
  ['Node', undefined],
  ['Bun', '1.4.5'],
])('the HTTP port under %s', (_, bun) => {
  it('carries a request and its reply', async () => {
    expect(await send('/order', bun)).toMatchObject({ status: 200, body: '{"success":1}' });
    expect(seen.at(-1)).toBe('POST /order {}');
  });

  it('sends no write again if it is redirected', async () => {
    const before = seen.length;
    expect(await send('/moved', bun)).toMatchObject({ status: 307 });
    expect(seen.slice(before)).toEqual(['POST /moved {}']);
  });

  it('ends at the time-out, which says that the venue may have seen it', async () => {
    await expect(send('/silent', bun, 1_000)).rejects.toMatchObject({
      _tag: 'HttpError',
      reason: 'timeout',
      effect: 'unknown',
    });
  });
});

describe('under Bun', () => {
  it('is fetch, which gets the proxy', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{}'));
    const proxy = 'http://user:password@127.0.0.1:1/';
    const request = { method: 'GET', url: `${origin}/x`, timeout: 20_000, maxReplyBytes: 1_000 } as const;
    await lastValueFrom(nodeHttp({ proxy }, '1.4.5')(request));
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ proxy, redirect: 'manual' });
    fetched.mockRestore();
  });
});
