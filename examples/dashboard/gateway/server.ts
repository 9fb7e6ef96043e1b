import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Observable } from 'rxjs';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Transport } from 'rx-bitbank';
import { webSocketPort } from 'rx-bitbank/trading';
import type { Behind } from './behind';
import { relayRest, relayStream, restPath, streamPath } from './relay';

/** The served files by path: their types, and their texts for a host. */
export type Files = Readonly<Record<string, readonly [type: string, body: (host: string) => string]>>;

/** The content of the server's answers, once there is some. */
export interface Content {
  readonly files: Files;
  /** The venue that is passed on; `null`: the page connects to the venue itself. */
  readonly relayed: Transport | null;
  /** The account; `null` if there is none. */
  readonly account: { readonly trade: NonNullable<Behind['trade']>; readonly token: string } | null;
}

const headers = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  // The page connects to the venue's feeds and the gateway's socket, and the charts style their own elements.
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; " +
    "connect-src 'self' ws: wss: http://127.0.0.1:* https:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
};

const end = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { ...headers, 'Content-Type': `${type}; charset=utf-8` });
  response.end(body);
};

/**
 * True for requests of the server's own page: another site's page has another origin, and a rebound name another host.
 */
const isOwn = (request: IncomingMessage, port: number): boolean => {
  const { host = '', origin } = request.headers;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  return hosts.includes(host) && (origin === undefined || origin === `http://${host}`);
};

/** Listens on loopback. Fails immediately if the port is taken, before anything else is built. */
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

/** Answers with the page, passes the venue on, and serves the account over a WebSocket. No request ends it. */
export const serve = (server: Server, { files, relayed, account }: Content): void => {
  const { port } = server.address() as AddressInfo;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_000_000, perMessageDeflate: false });

  const relay = (path: string, response: ServerResponse): void => {
    const sendRequest = relayed?.sendRequest ?? null;
    if (sendRequest === null) {
      end(response, 404, 'text/plain', 'not found');
      return;
    }
    const asked = relayRest(sendRequest, path).subscribe({
      next: ({ status, body }) => end(response, status, 'application/json', body),
      error: (error: Error) => end(response, 502, 'text/plain', error.message),
    });
    response.once('close', () => asked.unsubscribe());
  };

  server.on('request', (request, response) => {
    const { url = '', method } = request;
    const file = Object.hasOwn(files, url) ? files[url] : undefined;
    if (!isOwn(request, port)) end(response, 403, 'text/plain', 'this gateway answers its own page only');
    else if (method !== 'GET') end(response, 405, 'text/plain', 'only GET is served');
    else if (url.startsWith(`${restPath}/`)) relay(url.slice(restPath.length), response);
    else if (file === undefined) end(response, 404, 'text/plain', 'not found');
    else end(response, 200, file[0], file[1](request.headers.host ?? ''));
  });

  /** Returns the handler of a WebSocket; `null`: it is refused. */
  const servedOn = (url: string): ((socket: WebSocket) => Observable<unknown>) | null => {
    if (relayed !== null && url.startsWith(streamPath)) return (socket) => relayStream(relayed, socket);
    if (account === null || url !== `/trading?token=${account.token}`) return null;
    return (socket) => account.trade(webSocketPort(socket));
  };

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const served = isOwn(request, port) ? servedOn(request.url ?? '') : null;
    if (served === null) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      served(accepted).subscribe({ error: () => accepted.close(), complete: () => accepted.close() });
    });
  });
  server.on('clientError', (_, socket) => socket.destroy());
  server.on('close', () => {
    for (const client of sockets.clients) client.terminate();
  });
};
