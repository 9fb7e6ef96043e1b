/**
 * The venue's frames and trading over NATS, for many machines, on Node and in the browser.
 *
 * @module rx-bitbank/nats
 */
import { connect } from '@nats-io/transport-node';
import { natsPortBy } from './port';
import { publishFramesBy } from './publish-frames';
import { serveTradingOverNatsBy } from './serve-trading';
import { natsTransportBy } from './transport';

export * from './exports';

/**
 * Feed: publishes the venue's frames on NATS while it is subscribed to, and emits its state. Of several gateways one
 * publishes. The others stand by, and one of them takes over if it is silent for `term` ms. Errors with a `NatsError`;
 * throws a `ConfigError`.
 */
export const publishFrames = publishFramesBy(connect);

/**
 * Returns the venue's frames over NATS as a transport for `createDataClient`. A joined room begins with a proven book,
 * and goes on without a gap. Its REST is the gateway's. Throws a `ConfigError`.
 */
export const natsTransport = natsTransportBy(connect);

/** Returns a port to a gateway that serves trading on NATS, for `remoteTrading`. Throws a `ConfigError`. */
export const natsPort = natsPortBy(connect);

/**
 * Command: serves `exec` to all callers on NATS while it is subscribed to, by a policy for each owner. It emits
 * refusals. Errors with a `LinkError` or a `NatsError`. Throws a `ConfigError`.
 */
export const serveTradingOverNats = serveTradingOverNatsBy(connect);
