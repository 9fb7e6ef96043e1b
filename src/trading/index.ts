/**
 * Trading over a port: a gateway that holds the keys, and clients of it, on Node and in the browser.
 *
 * @module rx-bitbank/trading
 */
import { openWsSocket } from '../connectivity/socket-ws';
import { socketPortOn } from './socket-port';

export * from './exports';

/**
 * A port that connects a WebSocket for each link, and connects again with growing waits. Throws a
 * `ConfigError`.
 */
export const socketPort = socketPortOn(openWsSocket);
