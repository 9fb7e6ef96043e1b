import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Observable, of } from 'rxjs';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Answer, jsonReply, textReply, wireRequest, type WireReply, type WireRequest } from './message';
import { createPollingOutlet, decodePayload, type PollingOutlet } from './polling';
import { maxPayload, type Outlet, type StreamSession } from './session';
import type { Wire } from './wire';

const streamPath = '/socket.io/';

/** True for the path of the stream, with or without the slash at the end. */
export const isStreamPath = (path: string): boolean => `${path}/`.startsWith(streamPath);

/** The number of bytes that a client may leave unread before it is cut off. */
const mostUnread = 32 * 2 ** 20;

/** The number of packets that one POST may bring: more than a client has rooms to join. */
const mostPackets = 1_000;

const probe = '2probe';
const probed = '3probe';
const upgrade = '5';

/** Engine.IO's errors of a handshake. */
const problems = {
  transport: { code: 0, message: 'Transport unknown' },
  session: { code: 1, message: 'Session ID unknown' },
  request: { code: 3, message: 'Bad request' },
};

const problem = (name: keyof typeof problems): WireReply => jsonReply(400, JSON.stringify(problems[name]));

const protocolOf = (query: URLSearchParams): number => Number(query.get('EIO') ?? 3);

/** Writes the shared bytes of frames directly to the connection. The frames of one moment take one system call. */
const socketOutlet = (webSocket: WebSocket, connection: Duplex): Outlet => {
  let isCorked = false;
  return {
    send: (frame) => {
      if (connection.writableLength > mostUnread) {
        connection.destroy();
        return;
      }
      if (!isCorked) {
        isCorked = true;
        connection.cork();
        process.nextTick(() => {
          isCorked = false;
          connection.uncork();
        });
      }
      connection.write(frame.bytes());
    },
    close: () => webSocket.close(),
  };
};

/** The transports of the public stream: WebSocket, HTTP long-polling, and the upgrade from one to the other. */
export interface StreamTransports {
  readonly poll: (request: WireRequest) => Observable<Answer>;
  readonly upgrade: (request: IncomingMessage, connection: Duplex, head: Buffer) => void;
}

export const createStreamTransports = (wire: Wire): StreamTransports => {
  const webSockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
    maxPayload,
  });
  /** The sessions that still poll. */
  const polling = new WeakMap<StreamSession, PollingOutlet>();

  // ------------------------------------------------------------------------------ long-polling

  const openPolling = (query: URLSearchParams): Observable<Answer> => {
    const outlet = createPollingOutlet(mostUnread, () => session.close());
    const session = wire.openStream(outlet, protocolOf(query), ['websocket']);
    polling.set(session, outlet);
    return outlet.poll() ?? of(problem('request'));
  };

  const poll: StreamTransports['poll'] = ({ method, query, body }) => {
    if (query.get('transport') !== 'polling') return of(problem('transport'));
    const sid = query.get('sid');
    if (sid === null) return method === 'GET' ? openPolling(query) : of(problem('request'));
    const session = wire.findStream(sid);
    const outlet = session && polling.get(session);
    if (!outlet) return of(problem('session'));
    if (method === 'POST') {
      const packets = decodePayload(body);
      if (packets.length > mostPackets) {
        session.close();
        return of(problem('request'));
      }
      packets.forEach(session.receive);
      return of(textReply(200, 'ok'));
    }
    const answers = outlet.poll();
    if (answers) return answers;
    session.close();
    return of(problem('request'));
  };

  // ------------------------------------------------------------------------------ WebSocket

  const attach = (webSocket: WebSocket, session: StreamSession) => {
    webSocket.on('close', () => {
      polling.delete(session);
      session.lost();
    });
    webSocket.on('message', (data, isBinary) => {
      if (isBinary) session.close();
      else session.receive(textOf(data));
    });
  };

  /** Lets a polling client try a WebSocket. The client probes it first, and moves to it only afterwards. */
  const attachProbe = (
    webSocket: WebSocket,
    connection: Duplex,
    session: StreamSession,
    outlet: PollingOutlet,
  ) => {
    const probing = (data: unknown) => {
      const text = textOf(data);
      if (text === probe) {
        webSocket.send(probed);
        outlet.release();
      } else if (text === upgrade) {
        webSocket.off('message', probing);
        polling.delete(session);
        const next = socketOutlet(webSocket, connection);
        attach(webSocket, session);
        session.moveTo(next);
        outlet.drain().forEach(next.send);
      } else webSocket.close();
    };
    webSocket.on('message', probing);
    webSocket.on('close', outlet.hold);
  };

  const accept = (webSocket: WebSocket, connection: Duplex, query: URLSearchParams) => {
    webSocket.on('error', () => connection.destroy());
    const sid = query.get('sid');
    if (sid === null) {
      attach(webSocket, wire.openStream(socketOutlet(webSocket, connection), protocolOf(query), []));
      return;
    }
    const session = wire.findStream(sid);
    const outlet = session && polling.get(session);
    if (outlet) attachProbe(webSocket, connection, session, outlet);
    else webSocket.close();
  };

  return {
    poll,
    upgrade: (request, connection, head) => {
      const { path, query } = wireRequest('GET', request.url ?? '/');
      if (!isStreamPath(path) || query.get('transport') !== 'websocket' || wire.isDown()) {
        connection.destroy();
        return;
      }
      webSockets.handleUpgrade(request, connection, head, (webSocket) => {
        accept(webSocket, connection, query);
      });
    },
  };
};

const textOf = (data: unknown): string => String(data);
