/**
 * The public stream alone, without REST: less to load for what shows prices and books.
 *
 * @module rx-bitbank/stream
 */
import { openWsSocket } from './connectivity/socket-ws';
import { streamClientOn } from './data/stream-client';

export * from './stream-exports';

/** A client of the public stream, on Node: `ws`. Throws a `ConfigError`. */
export const createStreamClient = streamClientOn({ openSocket: openWsSocket });
