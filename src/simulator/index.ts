/**
 * A simulated exchange that speaks the venue's real protocols: the public stream, public and private REST, and a PubNub
 * origin. It runs in Node only.
 *
 * `startSimulator` serves them on one port of this machine, for any bitbank client. `createVirtualSimulator` runs the
 * same exchange in this process on a clock of yours, for the clients of this library.
 *
 * @module rx-bitbank/simulator
 */
import { disposedBy, type Disposing } from '../model/disposed-by';
import { fasterClock, wallClock } from './market/clock';
import { marketOf, readSimulatorOptions, type SimulatorOptions } from './options';
import { createSimulation } from './simulation';
import { tapedMarket, tapeOf, startPump } from './full-speed';
import { listen } from './wire/server';
import { type Controls, controlsOf } from './controls';
import { type SimulatorUrls, urlsAt } from './urls';

export {
  staleReads,
  type Fault,
  type FaultKind,
  type MessageFault,
  type Only,
  type RequestFault,
  type StaleRead,
  type StreamFault,
  type VenueFault,
  type When,
} from './faults/fault';
export type { About, InstalledFault } from './faults/registry';
export { fasterClock, virtualClock, type VirtualClock, wallClock } from './market/clock';
export { queue, through, touch } from './fills/models';
export type { CancelsAhead, FillModel } from './fills/model';
export type { FillBasis } from './venue/index';
export type { CreateMarket, Market, MarketOptions, MarketSource, PublishedOrders } from './market/market';
export type { MarketNotice } from './market/notice';
export type { MarketProfile } from './market/profiles';
export { liveMarket, type LiveMarketOptions } from './outside/live';
export {
  type Recorded,
  type RecordedDescription,
  type RecordedMarket,
  recordedMarket,
  type RecordedMarketOptions,
} from './outside/recorded';
export type { SimulationOptions, SimulatorOptions, VirtualSimulatorOptions } from './options';
export { quirkRegistry, type QuirkName, type Quirks } from './venue/quirks';
export type { Controls } from './controls';
export type { SimulatorUrls } from './urls';
export { createVirtualSimulator, type VirtualSimulator } from './virtual';
export type * from './venue/types';
export { type AccountSpec, demoAccount } from './wire/accounts';
export type { AuditEntry, AuditEvent } from './wire/audit-log';
export type { PubNubCache } from './wire/pubnub-origin';
export type { Delay, Latency, WayLatency } from './wire/latency';
export type { CallClass, RateLimits } from './wire/rate-limit';
export type { StreamTiming } from './wire/session';

/** A simulator that listens on a port. */
export interface Simulator extends Controls, Disposing {
  /** The addresses of the simulator. You can pass them to the clients as they are. */
  readonly urls: SimulatorUrls;
  readonly port: number;
  /** Command: breaks every connection, frees the port and stops every timer. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a simulated exchange on a port of this machine; rejects with a `ConfigError` for a wrong option, and with the
 * system's error if the port is taken.
 *
 * @example
 * ```ts
 * import { createDataClient } from 'rx-bitbank';
 * import { startSimulator } from 'rx-bitbank/simulator';
 *
 * const sim = await startSimulator();
 * const data = createDataClient(sim.urls);
 * data.ticker$('btc_jpy').subscribe(console.log);
 * ```
 */
export const startSimulator: (options?: SimulatorOptions) => Promise<Simulator> = async (
  given = {},
  ...stray: readonly unknown[]
) => {
  const options = readSimulatorOptions(given, stray);
  const { host = '127.0.0.1', port = 0, marketSpeed = 1 } = options;
  const clocks = { wall: wallClock, market: fasterClock(wallClock, marketSpeed) };
  const tape = options.fullSpeed ? tapeOf(options) : undefined;
  const simulation = createSimulation(
    tape ? { ...options, market: tapedMarket(marketOf(options)) } : options,
    clocks,
  );
  const listening = await listen(simulation.wire, { host, port, wall: clocks.wall }).catch(
    (error: unknown) => {
      simulation.close();
      throw error;
    },
  );
  const stopPump = tape ? startPump(tape, simulation.wire.publish, listening.backlog) : () => undefined;
  let closed: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopPump();
    simulation.close();
    return listening.close();
  };
  const close = (): Promise<void> => (closed ??= stop());
  return {
    ...controlsOf(simulation),
    urls: urlsAt(host, listening.port),
    port: listening.port,
    close,
    ...disposedBy(close),
  };
};
