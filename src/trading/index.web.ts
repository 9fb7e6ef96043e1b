import { openWebSocket } from '../connectivity/socket-web';
import { socketPortOn } from './socket-port';

export * from './exports';

/**
 * A port that connects a WebSocket for each link, and connects again with growing waits. Throws a
 * `ConfigError`.
 */
export const socketPort = socketPortOn(openWebSocket);
