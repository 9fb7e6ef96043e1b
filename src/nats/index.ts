/**
 * The venue's frames and trading by way of NATS, for many machines, on Node and in the browser.
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
 * Feed: publishes the venue's frames on NATS while it is subscribed, and tells what becomes of that. Of several gateways
 * one publishes; the others stand by, and one of them takes over when it is silent for `term` ms. Errors with a
 * `NatsError`; throws a `ConfigError`.
 */
export const publishFrames = publishFramesBy(connect);

/**
 * The venue's frames by way of NATS, as a transport for `createDataClient`: a room that is joined begins with a proven
 * book, and goes on without a seam. Its REST is the gateway's. Throws a `ConfigError`.
 */
export const natsTransport = natsTransportBy(connect);

/** A port to a gateway that serves trading on NATS, for `remoteTrading`. Throws a `ConfigError`. */
export const natsPort = natsPortBy(connect);

/**
 * Command: serves `exec` to all who ask on NATS, while it is subscribed, by a policy for each owner. Emits what it refused.
 * Errors with a `LinkError` or a `NatsError`. Throws a `ConfigError`.
 */
export const serveTradingOverNats = serveTradingOverNatsBy(connect);
