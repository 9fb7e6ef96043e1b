export { serveTrading, type TradingRefusal } from './serve';
export { remoteTrading, type RemoteTradingOptions } from './remote';
export { webSocketPort, type SocketLike } from './web-socket-port';
export type { SocketPortOptions } from './socket-port';
export type { TradingPolicy } from './policy';
export type { Port } from './port';
export { refusedReasons, type RefusedError, type RefusedReason } from '../model/errors';
export type { Trading } from '../execution/trading';
