import { createServer, type RequestListener, type Server } from 'node:http';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { firstValueFrom, lastValueFrom, type Observable } from 'rxjs';
import { undiciHttp } from '../../src/connectivity/http-undici';
import type { HttpReply, HttpRequest } from '../../src/connectivity/ports';

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const listen = async (server: Server | TcpServer): Promise<number> => {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

const serve = (listener: RequestListener): Promise<number> => listen(createServer(listener));
const serveTcp = (listener: (socket: Socket) => void): Promise<number> => listen(createTcpServer(listener));

const get = (url: string, rest: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  // It is for a busy machine. Tests of time-outs have their own.
  timeout: 20_000,
  maxReplyBytes: 1000,
  ...rest,
});

const outcome = (reply$: Observable<HttpReply>): Promise<unknown> =>
  lastValueFrom(reply$).catch((error: unknown) => error);

describe('undiciHttp', () => {
  it('carries method, path, headers and body there, and status, date and body back', async () => {
    const port = await serve((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        response.writeHead(429, { date: 'Wed, 21 Oct 2015 07:28:00 GMT' });
        response.end(JSON.stringify([request.method, request.url, request.headers['x-one'], body]));
      });
    });
    const reply = await firstValueFrom(
      undiciHttp()(
        get(`http://127.0.0.1:${port}/v1/a?b=c`, {
          method: 'POST',
          headers: { 'X-One': '1' },
          body: '{"円":1}',
        }),
      ),
    );
    expect(reply.status).toBe(429);
    expect(reply.date).toBe(Date.UTC(2015, 9, 21, 7, 28));
    expect(JSON.parse(reply.body)).toEqual(['POST', '/v1/a?b=c', '1', '{"円":1}']);
  });

  it('keeps the connection alive, sends at each subscription and not before', async () => {
    const ports: (number | undefined)[] = [];
    const port = await serve((request, response) => {
      ports.push(request.socket.remotePort);
      response.end('ok');
    });
    const reply$ = undiciHttp()(get(`http://127.0.0.1:${port}/`));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(ports).toEqual([]);
    await firstValueFrom(reply$);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await firstValueFrom(reply$);
    expect(ports).toHaveLength(2);
    expect(ports[0]).toBe(ports[1]);
  });

  it('says that nothing was sent when the connection is refused or the name is unknown', async () => {
    const port = await serve(() => undefined);
    open.splice(0).forEach((server) => server.close());
    const send = undiciHttp();
    expect(await outcome(send(get(`http://127.0.0.1:${port}/`)))).toMatchObject({
      _tag: 'HttpError',
      reason: 'refused',
      effect: 'none',
    });
    expect(await outcome(send(get('http://no-such-name.invalid/')))).toMatchObject({
      reason: 'refused',
      effect: 'none',
    });
  });

  it('says that nothing was sent when TLS fails', async () => {
    const port = await serve((_, response) => response.end('not TLS'));
    expect(await outcome(undiciHttp()(get(`https://127.0.0.1:${port}/`)))).toMatchObject({
      reason: 'refused',
      effect: 'none',
    });
  });

  it('says that the request may have arrived when the reply is late', async () => {
    let requests = 0;
    const port = await serve(() => (requests += 1));
    const error = await outcome(undiciHttp()(get(`http://127.0.0.1:${port}/`, { timeout: 1_000 })));
    expect(error).toMatchObject({ _tag: 'HttpError', reason: 'timeout', effect: 'unknown' });
    expect(requests).toBe(1);
  });

  it('never sends a request that timed out before the connection was made', async () => {
    const greeted: string[] = [];
    // A TLS server that never answers the handshake, so that the request waits for a connection for ever.
    const port = await serveTcp((socket) =>
      socket.on('data', (bytes) => greeted.push(bytes.toString('latin1'))),
    );
    const error = await outcome(undiciHttp()(get(`https://127.0.0.1:${port}/secret-path`, { timeout: 100 })));
    expect(error).toMatchObject({ reason: 'timeout', effect: 'none' });
    expect(greeted.join('')).not.toContain('secret-path');
  });

  it.each([
    ['before any reply', ''],
    ['in the head', 'HTTP/1.1 200 O'],
    ['in the body', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc'],
    ['in a chunked body', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabc'],
  ])('reports a reply cut off %s', async (_, bytes) => {
    const port = await serveTcp((socket) => socket.once('data', () => socket.end(bytes)));
    expect(await outcome(undiciHttp()(get(`http://127.0.0.1:${port}/`)))).toMatchObject({
      reason: 'cut-off',
      effect: 'unknown',
    });
  });

  it('sends a call once, even when an idle connection turns out to be dead', async () => {
    let requests = 0;
    const port = await serveTcp((socket) =>
      socket.on('data', () => {
        requests += 1;
        if (requests === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
        else socket.destroy();
      }),
    );
    const send = undiciHttp();
    await firstValueFrom(send(get(`http://127.0.0.1:${port}/`)));
    const post = get(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{}' });
    expect(await outcome(send(post))).toMatchObject({ reason: 'cut-off', effect: 'unknown' });
    expect(requests).toBe(2);
  });

  it.each([
    ['declared', { 'content-length': '2000' }],
    ['streamed', {}],
  ])('refuses a reply that is too large (%s)', async (_, headers) => {
    const port = await serve((request, response) => {
      response.writeHead(200, headers);
      response.write('x'.repeat(1500));
      request.socket.on('close', () => response.destroy());
    });
    expect(await outcome(undiciHttp()(get(`http://127.0.0.1:${port}/`)))).toMatchObject({
      reason: 'too-large',
      effect: 'unknown',
    });
  });

  it('aborts when the last subscriber leaves', async () => {
    const aborted = new Promise<void>((resolve) => {
      let leave = (): void => undefined;
      void serve((request) => {
        request.socket.on('close', () => resolve());
        leave();
      }).then((port) => {
        const subscription = undiciHttp()(get(`http://127.0.0.1:${port}/`)).subscribe();
        leave = () => subscription.unsubscribe();
      });
    });
    await expect(aborted).resolves.toBeUndefined();
  });

  it('tunnels through a proxy, with credentials for the proxy only', async () => {
    const seen: Record<string, string | undefined> = {};
    const venue = await serve((request, response) => {
      seen['venue'] = request.headers['proxy-authorization'];
      response.end('through');
    });
    const proxyServer = createServer().on('connect', (request, socket: Socket) => {
      seen['proxy'] = request.headers['proxy-authorization'];
      seen['target'] = request.url;
      const up = connect(venue, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        up.pipe(socket).pipe(up);
      });
    });
    const proxy = await listen(proxyServer);
    const send = undiciHttp({ proxy: `http://user:word@127.0.0.1:${proxy}` });
    const reply = await firstValueFrom(send(get(`http://127.0.0.1:${venue}/`)));
    expect(reply.body).toBe('through');
    expect(seen).toEqual({
      venue: undefined,
      proxy: `Basic ${Buffer.from('user:word').toString('base64')}`,
      target: `127.0.0.1:${venue}`,
    });
  });

  it.each([
    ['refuses', 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'],
    ['hangs up', ''],
  ])('says that nothing was sent when the proxy %s, and asks it once', async (_, answer) => {
    let asked = 0;
    const proxy = await serveTcp((socket) => {
      asked += 1;
      socket.once('data', () => socket.end(answer));
    });
    const send = undiciHttp({ proxy: `http://user:word@127.0.0.1:${proxy}` });
    const error = await outcome(send(get('http://127.0.0.1:9/')));
    expect(error).toMatchObject({ reason: 'refused', effect: 'none' });
    expect(String(error)).not.toContain('word');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked).toBe(1);
  });
});
