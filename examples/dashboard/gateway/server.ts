import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Trading } from 'rx-bitbank/execution';
import { serveTrading, webSocketPort } from 'rx-bitbank/trading';

/** What is served by path: its type and its text. */
export type Files = Readonly<Record<string, readonly [type: string, body: string]>>;

/** What the server answers with, once there is something. */
export interface Content {
  readonly files: Files;
  /** `null` where there is no account. */
  readonly account: { readonly exec: Trading; readonly token: string } | null;
}

const headers = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  // The venue's feeds and the gateway's socket are what the page connects to; the charts style their own elements.
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; " +
    "connect-src 'self' ws: wss: http://127.0.0.1:* https:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
};

const end = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { ...headers, 'Content-Type': `${type}; charset=utf-8` });
  response.end(body);
};

/** Its own page only: another site's page has another origin, a rebound name another host. */
const isOwn = (request: IncomingMessage, port: number): boolean => {
  const { host = '', origin } = request.headers;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  return hosts.includes(host) && (origin === undefined || origin === `http://${host}`);
};

/** Listens on loopback. Fails at once where the port is taken, before anything else is built. */
export const listen = (port: number): Promise<Server> => {
  const server = createServer({ requestTimeout: 10_000, maxHeaderSize: 16_384 });
  server.maxConnections = 200;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve(server);
    });
  });
};

/** Answers with the page, and serves its account over a WebSocket. No request ends it. */
export const serve = (server: Server, { files, account }: Content): void => {
  const { port } = server.address() as AddressInfo;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_000_000, perMessageDeflate: false });
  server.on('request', (request, response) => {
    const file = Object.hasOwn(files, request.url ?? '') ? files[request.url ?? ''] : undefined;
    if (!isOwn(request, port)) end(response, 403, 'text/plain', 'this gateway answers its own page only');
    else if (request.method !== 'GET') end(response, 405, 'text/plain', 'only GET is served');
    else if (file === undefined) end(response, 404, 'text/plain', 'not found');
    else end(response, 200, ...file);
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (account === null || !isOwn(request, port) || request.url !== `/trading?token=${account.token}`) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      // The screen is the account's own: it sees every order. The id of an order is known as long as the gateway runs.
      serveTrading(account.exec, webSocketPort(accepted), { owner: 'dashboard', orders: 'all' }).subscribe({
        error: () => accepted.close(),
      });
    });
  });
  server.on('clientError', (_, socket) => socket.destroy());
  server.on('close', () => {
    for (const client of sockets.clients) client.terminate();
  });
};
