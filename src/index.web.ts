import { sendByFetch } from './connectivity/http-fetch';
import { openWebSocket } from './connectivity/socket-web';
import { dataClientOn } from './data/client';
import { streamTransportOn } from './data/stream-transport';

export * from './exports';

/** A client of the venue's public feeds, in a browser: its own `WebSocket` and `fetch`. Throws a `ConfigError`. */
export const createDataClient = dataClientOn({
  openSocket: openWebSocket,
  createSendRequest: () => sendByFetch,
});

/** The venue's public stream as a transport, to be recorded, delayed or mixed before a client gets it. */
export const streamTransport = streamTransportOn(openWebSocket);
