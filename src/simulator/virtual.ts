import { disposedBy, type Disposing } from '../model/disposed-by';
import { type Controls, controlsOf } from './controls';
import { readVirtualOptions, type VirtualSimulatorOptions } from './options';
import { createSimulation } from './simulation';
import { type SimulatorUrls, urlsAt } from './urls';
import { type InProcessPorts, inProcessPorts } from './wire/in-process';

/** A simulated exchange without TCP. Its ports are the ports that our clients take. */
export interface VirtualSimulator extends Controls, InProcessPorts, Disposing {
  /** The addresses of the simulator. Nothing listens at them, but clients require addresses, and the ports accept these. */
  readonly urls: SimulatorUrls;
  /** Command: ends the venue, its market and every link. */
  readonly close: () => void;
}

/** A port that is never opened. */
const nominalPort = 80;

/**
 * Creates a simulator in this process. The same seed, options and requests at the same times give the same messages,
 * bit for bit.
 */
export const createVirtualSimulator: (options: VirtualSimulatorOptions) => VirtualSimulator = (
  given,
  ...stray: readonly unknown[]
) => {
  const options = readVirtualOptions(given, stray);
  const { scheduler, latency = 0 } = options;
  const eachWay = typeof latency === 'number' ? latency : 0;
  const simulation = createSimulation(
    {
      ...options,
      published: options.published ?? 'withOwn',
      latency: typeof latency === 'number' ? undefined : latency,
    },
    { wall: scheduler, market: scheduler },
  );
  return {
    ...controlsOf(simulation),
    ...inProcessPorts(simulation.wire, { wall: scheduler, latency: eachWay }),
    urls: urlsAt('127.0.0.1', nominalPort),
    close: simulation.close,
    ...disposedBy(() => {
      simulation.close();
      return Promise.resolve();
    }),
  };
};
