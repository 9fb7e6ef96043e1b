import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

/** One link of a client, as the venue sees it. */
export interface VenueLink {
  /** The frames that the client sent, in order. */
  readonly received: string[];
  readonly rooms: Set<string>;
  readonly send: (frame: string) => void;
  /** Ends it with a closing handshake, as the venue does. */
  readonly close: () => void;
  /** Cuts it silently. */
  readonly cut: () => void;
  readonly isOpen: () => boolean;
}

export interface VenueServer {
  readonly streamUrl: string;
  readonly publicUrl: string;
  readonly apiUrl: string;
  /** All links so far. */
  readonly links: readonly VenueLink[];
  /** The paths of HTTP requests. */
  readonly requests: readonly string[];
  /** Replies by path. Any other path gets 404. */
  readonly replies: Map<string, (response: ServerResponse) => void>;
  readonly options: {
    pingInterval: number;
    pingTimeout: number;
    /** True if it answers `40`. */
    answersConnect: boolean;
    /** True if it sends the open packet. */
    opens: boolean;
    /** Runs on every join, after it was recorded. */
    onJoin: (link: VenueLink, room: string) => void;
  };
  /** Sends a frame to every link that is in the room. */
  readonly publish: (room: string, frame: string) => void;
  readonly close: () => Promise<void>;
}

export const json =
  (data: unknown) =>
  (response: ServerResponse): void => {
    response.end(JSON.stringify({ success: 1, data }));
  };

const notFound = (response: ServerResponse): void => {
  response.statusCode = 404;
  response.end('{"success":0,"data":{"code":10000}}');
};

const closeServer = (server: Server | WebSocketServer): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
  });

/** Starts a venue on loopback that speaks raw Engine.IO, and serves the given replies, without a simulator. */
export const startVenueServer = async (): Promise<VenueServer> => {
  const links: VenueLink[] = [];
  const requests: string[] = [];
  const replies: VenueServer['replies'] = new Map();
  const options: VenueServer['options'] = {
    pingInterval: 25_000,
    pingTimeout: 20_000,
    answersConnect: true,
    opens: true,
    onJoin: () => undefined,
  };

  const http = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    (replies.get(path) ?? notFound)(response);
  });
  const sockets = new WebSocketServer({ server: http, path: '/socket.io/', perMessageDeflate: false });

  const onCommand = (link: VenueLink, text: string): void => {
    const [name, room] = JSON.parse(text.slice(2)) as [string, string];
    if (name === 'leave-room') link.rooms.delete(room);
    if (name !== 'join-room') return;
    link.rooms.add(room);
    options.onJoin(link, room);
  };

  sockets.on('connection', (socket: WebSocket) => {
    const link: VenueLink = {
      received: [],
      rooms: new Set(),
      send: (frame) => socket.send(frame),
      close: () => socket.close(),
      cut: () => socket.terminate(),
      isOpen: () => socket.readyState === socket.OPEN,
    };
    links.push(link);
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      link.received.push(text);
      if (text === '40' && options.answersConnect) link.send('40{"sid":"a"}');
      if (text.startsWith('42')) onCommand(link, text);
    });
    const { pingInterval, pingTimeout, opens } = options;
    if (opens)
      link.send(`0${JSON.stringify({ sid: 's', pingInterval, pingTimeout, maxPayload: 1_000_000 })}`);
  });

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    streamUrl: `ws://127.0.0.1:${port}`,
    publicUrl: `http://127.0.0.1:${port}`,
    apiUrl: `http://127.0.0.1:${port}/v1`,
    links,
    requests,
    replies,
    options,
    publish: (room, frame) => {
      for (const link of links) if (link.rooms.has(room) && link.isOpen()) link.send(frame);
    },
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      await closeServer(sockets);
      await closeServer(http);
    },
  };
};
