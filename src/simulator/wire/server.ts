import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { SchedulerLike } from 'rxjs';
import { type Answer, textReply, wireRequest, type WireReply, type WireRequest } from './message';
import { createStreamTransports, isStreamPath } from './stream-transports';
import type { Wire } from './wire';

export interface ListenOptions {
  readonly host: string;
  /** The port; 0 for any free one. */
  readonly port: number;
  readonly wall: SchedulerLike;
}

export interface Listening {
  readonly port: number;
  /** Returns the bytes that the slowest client has not taken yet. */
  readonly backlog: () => number;
  /** Breaks every connection and frees the port. */
  readonly close: () => Promise<void>;
}

const mostBody = 1_000_000;
/** The keep-alive time in ms, which is longer than clients keep an unused connection. */
const keepAlive = 65_000;

const headersOf = ({ headers }: IncomingMessage): WireRequest['headers'] =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );

const headOf = (reply: WireReply, wall: SchedulerLike) => ({
  ...reply.headers,
  'access-control-allow-origin': '*',
  'content-length': String(Buffer.byteLength(reply.body)),
  date: new Date(wall.now()).toUTCString(),
});

const answerer = (response: ServerResponse, wall: SchedulerLike) => (answer: Answer) => {
  if (answer.type === 'dropped') {
    response.destroy();
    return;
  }
  const reply = answer.type === 'reply' ? answer : answer.reply;
  response.writeHead(reply.status, headOf(reply, wall));
  if (answer.type === 'reply') response.end(reply.body);
  else response.write(reply.body.slice(0, reply.body.length / 2), () => response.destroy());
};

const readBody = (request: IncomingMessage, onBody: (body: string | null) => void): void => {
  const chunks: Buffer[] = [];
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= mostBody) chunks.push(chunk);
  });
  request.on('end', () => onBody(length > mostBody ? null : Buffer.concat(chunks).toString()));
};

/** Serves everything on one port: HTTP, long-polling and WebSocket. Rejects if it can't have the port. */
export const listen = (wire: Wire, { host, port, wall }: ListenOptions): Promise<Listening> => {
  const transports = createStreamTransports(wire);
  const connections = new Set<Socket>();

  const server = createServer((request, response) => {
    const answer = answerer(response, wall);
    readBody(request, (body) => {
      if (body === null) {
        answer(textReply(413, 'Payload Too Large'));
        return;
      }
      const received = wireRequest(request.method ?? 'GET', request.url ?? '/', headersOf(request), body);
      const isStream = isStreamPath(received.path) && received.method !== 'OPTIONS' && !wire.isDown();
      const answers = isStream ? transports.poll(received) : wire.handle(received);
      const subscription = answers.subscribe(answer);
      response.on('close', () => subscription.unsubscribe());
    });
  });
  server.keepAliveTimeout = keepAlive;
  server.on('upgrade', transports.upgrade);
  server.on('connection', (connection) => {
    connections.add(connection);
    connection.setNoDelay(true);
    connection.on('close', () => connections.delete(connection));
  });
  const breakConnections = () => connections.forEach((connection) => connection.destroy());
  wire.restarts$.subscribe(breakConnections);

  const backlog = () => {
    let most = 0;
    for (const { writableLength } of connections) most = Math.max(most, writableLength);
    return most;
  };

  const close = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server.close((error) => {
        if (error) reject(error);
        else resolve();
      });
      breakConnections();
    });

  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve({ port: (server.address() as AddressInfo).port, backlog, close });
    });
  });
};
