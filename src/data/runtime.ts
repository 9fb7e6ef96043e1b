import type { Observable } from 'rxjs';
import type { OpenSocket, SendRequest } from '../connectivity/ports';
import { streamSocket } from '../connectivity/stream-socket';
import type { Transport } from '../connectivity/transport';
import {
  readTransportOptions,
  type DataClientOptions,
  type StreamTransportConfig,
  type StreamTransportOptions,
} from './options';

/** The ports of a runtime. */
export interface RuntimePorts {
  readonly openSocket: OpenSocket;
  readonly createSendRequest: () => SendRequest;
}

/**
 * Chooses the REST of a client. A transport without REST stays without it, whatever the options and the runtime have, so that
 * it never reaches the network.
 */
export const sendRequestOf = (
  { transport, sendRequest }: Pick<DataClientOptions, 'transport' | 'sendRequest'>,
  ports: Pick<RuntimePorts, 'createSendRequest'>,
): SendRequest | null =>
  transport?.sendRequest === null
    ? null
    : (sendRequest ?? transport?.sendRequest ?? ports.createSendRequest());

/** Makes the link over the socket of a configuration, or over that of the runtime. */
export const socketLink$ = (
  config: Omit<StreamTransportConfig, 'sendRequest'>,
  openSocket: OpenSocket,
  leaps$?: Observable<unknown>,
): Transport['link$'] => streamSocket({ ...config, openSocket: config.openSocket ?? openSocket, leaps$ });

/** Makes a transport of the public stream and REST, on the ports of a runtime. */
export const streamTransportOn =
  (ports: RuntimePorts): ((options?: StreamTransportOptions) => Transport) =>
  (options = {}, ...stray: readonly unknown[]) => {
    const config = readTransportOptions(options, stray);
    return { link$: socketLink$(config, ports.openSocket), sendRequest: sendRequestOf(config, ports) };
  };
