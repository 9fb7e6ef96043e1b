import { sendByFetch } from './connectivity/http-fetch';
import { openWebSocket } from './connectivity/socket-web';
import { dataClientOn } from './data/client';
import { streamTransportOn, type RuntimePorts } from './data/runtime';

export * from './exports';

const ports: RuntimePorts = {
  openSocket: openWebSocket,
  createSendRequest: () => sendByFetch,
};

/** A client of the venue's public feeds, in a browser: its own `WebSocket` and `fetch`. Throws a `ConfigError`. */
export const createDataClient = dataClientOn(ports);

/** The venue's public stream and REST as a transport, to be recorded, delayed or mixed before a client gets it. */
export const streamTransport = streamTransportOn(ports);
