/**
 * The public feeds of the venue, on Node and in the browser.
 *
 * @module rx-bitbank
 */
import { openWsSocket } from './connectivity/socket-ws';
import { undiciHttp } from './connectivity/http-undici';
import { dataClientOn } from './data/client';
import { streamTransportOn } from './data/stream-transport';

export * from './exports';

/** A client of the venue's public feeds, on Node: `ws` and `undici`. Throws a `ConfigError`. */
export const createDataClient = dataClientOn({
  openSocket: openWsSocket,
  createSendRequest: () => undiciHttp(),
});

/** The venue's public stream as a transport, to be recorded, delayed or mixed before a client gets it. */
export const streamTransport = streamTransportOn(openWsSocket);
