/**
 * Trading over a port: a gateway that holds the keys, and clients of it, on Node and in the browser.
 *
 * @module rx-bitbank/trading
 */
import { openWsSocket } from '../connectivity/socket-ws';
import { socketPortOn } from './socket-port';

export * from './exports';

/**
 * A port that dials a WebSocket, and dials again, with growing waits, for each link that is asked of it. Throws a
 * `ConfigError`.
 */
export const socketPort = socketPortOn(openWsSocket);
