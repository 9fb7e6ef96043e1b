/**
 * The public feeds of the venue, on Node and in the browser.
 *
 * @module rx-bitbank
 */
import { openWsSocket } from './connectivity/socket-ws';
import { nodeHttp } from './connectivity/http-node';
import { dataClientOn } from './data/client';
import { streamTransportOn, type RuntimePorts } from './data/runtime';

export * from './exports';

const ports: RuntimePorts = {
  openSocket: openWsSocket,
  createSendRequest: () => nodeHttp(),
};

/** A client of the venue's public feeds, on Node: `ws` and `undici`. Throws a `ConfigError`. */
export const createDataClient = dataClientOn(ports);

/** The venue's public stream and REST as a transport, to be recorded, delayed or mixed before a client gets it. */
export const streamTransport = streamTransportOn(ports);
