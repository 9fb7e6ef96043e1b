import { openWebSocket } from '../connectivity/socket-web';
import { socketPortOn } from './socket-port';

export * from './exports';

/**
 * A port that dials a WebSocket, and dials again, with growing waits, for each link that is asked of it. Throws a
 * `ConfigError`.
 */
export const socketPort = socketPortOn(openWebSocket);
