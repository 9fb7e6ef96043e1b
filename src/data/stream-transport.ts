import type { OpenSocket } from '../connectivity/ports';
import { streamSocket } from '../connectivity/stream-socket';
import type { Transport } from '../connectivity/transport';
import { resolveDataConfig, type DataClientConfig, type DataConfig } from './config';

/** The options of a client that concern its link to the public stream. */
export type StreamTransportConfig = Pick<
  DataClientConfig,
  'streamUrl' | 'connectTimeout' | 'maxFrameBytes' | 'allowInsecure' | 'scheduler' | 'openSocket'
>;

/** The stream over the socket of a configuration, or over that of the runtime. */
export const socketTransport = (config: DataConfig, openSocket: OpenSocket): Transport =>
  streamSocket({ ...config, openSocket: config.openSocket ?? openSocket });

/** The public stream as a transport, on the socket of a runtime. */
export const streamTransportOn =
  (openSocket: OpenSocket) =>
  (options: StreamTransportConfig = {}): Transport =>
    socketTransport(resolveDataConfig(options), openSocket);
