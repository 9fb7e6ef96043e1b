import { openWebSocket } from './connectivity/socket-web';
import { streamClientOn } from './data/stream-client';

export * from './stream-exports';

/** A client of the public stream, in a browser: its own `WebSocket`. Throws a `ConfigError`. */
export const createStreamClient = streamClientOn({ openSocket: openWebSocket });
