import type { OpenSocket, SendRequest } from '../connectivity/ports';
import { streamSocket } from '../connectivity/stream-socket';
import type { Transport } from '../connectivity/transport';
import { resolveDataConfig, type DataClientConfig, type DataConfig } from './config';

/** The ports that a runtime brings along. */
export interface RuntimePorts {
  readonly openSocket: OpenSocket;
  readonly createSendRequest: () => SendRequest;
}

/**
 * The REST of a client. A transport that brings none stays without, whatever the options and the runtime have: it never
 * falls through to the network.
 */
export const sendRequestOf = (
  { transport, sendRequest }: DataConfig,
  ports: Pick<RuntimePorts, 'createSendRequest'>,
): SendRequest | null =>
  transport?.sendRequest === null
    ? null
    : (sendRequest ?? transport?.sendRequest ?? ports.createSendRequest());

/** The link over the socket of a configuration, or over that of the runtime. */
export const socketLink$ = (config: DataConfig, openSocket: OpenSocket): Transport['link$'] =>
  streamSocket({ ...config, openSocket: config.openSocket ?? openSocket });

/** The options of a client that concern its way to the venue. */
export type StreamTransportConfig = Pick<
  DataClientConfig,
  | 'streamUrl'
  | 'connectTimeout'
  | 'maxFrameBytes'
  | 'allowInsecure'
  | 'scheduler'
  | 'openSocket'
  | 'sendRequest'
>;

/** The public stream and REST as a transport, on the ports of a runtime. */
export const streamTransportOn =
  (ports: RuntimePorts) =>
  (options: StreamTransportConfig = {}): Transport => {
    const config = resolveDataConfig(options);
    return { link$: socketLink$(config, ports.openSocket), sendRequest: sendRequestOf(config, ports) };
  };
