import { asyncScheduler, NEVER } from 'rxjs';
import { createExecutionClient, type ExecutionClientOptions } from '../execution/index';
import { createDataClient, type DataClient, type DataClientOptions } from '../index';
import { disposedBy } from '../model/disposed-by';
import { type AccountSpec, demoAccount, startSimulator, type SimulatorOptions } from '../simulator/index';
import type { World } from './world';

/** Lets guards use the world's own prices, unless others are given. */
const limited = <Options extends Pick<ExecutionClientOptions, 'guards'>>(
  options: Options,
  market: DataClient,
): Options =>
  options.guards === undefined ? options : { ...options, guards: { market, ...options.guards } };

/** Options of the client that sends orders, without its key and secret. */
export type Trader = Omit<Partial<ExecutionClientOptions>, 'apiKey' | 'apiSecret'>;

export interface SimulatedOptions extends Omit<SimulatorOptions, 'accounts'> {
  /** The account that trades; by default `demoAccount`. */
  readonly account?: AccountSpec | undefined;
  /** Options of the client that sends orders, such as `guards`. The account is exclusive by default, because nobody else has it. */
  readonly trader?: Trader | undefined;
}

/**
 * Creates a world on its own simulated exchange, on a port of this machine. It rejects like `startSimulator`.
 *
 * @example
 * ```ts
 * import { createSimulated } from 'rx-bitbank/backtest';
 *
 * const world = await createSimulated({ seed: 7 });
 * world.data.ticker$('btc_jpy').subscribe(console.log);
 * ```
 */
export const createSimulated = async (options: SimulatedOptions = {}): Promise<World> => {
  const { account = demoAccount, trader = {}, ...simulator } = options;
  const sim = await startSimulator({ ...simulator, accounts: [account] });
  const { apiKey, apiSecret } = account;
  const data = createDataClient(sim.urls);
  const exec = createExecutionClient({
    exclusiveAccount: true,
    ...limited(trader, data),
    apiKey,
    apiSecret,
    ...sim.urls,
  });
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closed ??= Promise.all([data.close(), exec.close()]).then(() => sim.close()));
  return { data, exec, scheduler: asyncScheduler, notices$: sim.notices$, close, ...disposedBy(close) };
};

export interface LiveOptions extends ExecutionClientOptions {
  /** Options of the client of prices, in addition to those of both clients. */
  readonly prices?: DataClientOptions | undefined;
}

/**
 * Creates the real world: the venue's prices, and orders that cost money. Throws a `ConfigError` that names a wrong option.
 *
 * @example
 * ```ts
 * import { createLive } from 'rx-bitbank/backtest';
 *
 * const world = createLive({ apiKey: '…', apiSecret: '…' });
 * world.data.ticker$('btc_jpy').subscribe(console.log);
 * ```
 */
export const createLive = ({ prices = {}, ...options }: LiveOptions): World => {
  const { publicUrl, apiUrl, scheduler = asyncScheduler } = options;
  const data = createDataClient({
    ...(publicUrl !== undefined && { publicUrl }),
    ...(apiUrl !== undefined && { apiUrl }),
    scheduler,
    ...prices,
  });
  const exec = createExecutionClient(limited(options, data));
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closed ??= Promise.all([data.close(), exec.close()]).then(() => undefined));
  return { data, exec, scheduler, notices$: NEVER, close, ...disposedBy(close) };
};
