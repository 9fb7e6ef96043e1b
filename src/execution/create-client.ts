import type { Either } from 'fp-ts/lib/Either.js';
import { asyncScheduler, type SchedulerLike, Subject } from 'rxjs';
import { undiciHttp } from '../connectivity/http-undici';
import type { SendRequest } from '../connectivity/ports';
import { type OpenPubnub, openPubnub } from '../connectivity/pubnub';
import type { ConfigError } from '../model/errors';
import { composeExecutionClient, type ExecutionClient } from './client';
import { type ExecutionConfig, type ExecutionOptions, readConfig, readEnvironment } from './config';
import { createPrivateStream } from './private-stream';
import { createRest } from './rest';

/** The world, where it shall be another than that of Node: for tests, and for a venue in the same process. */
export interface ExecutionWorld {
  readonly scheduler?: SchedulerLike | undefined;
  /** Gives a number in [0, 1), for the waits between retries. */
  readonly random?: (() => number) | undefined;
  readonly sendRequest?: SendRequest | undefined;
  readonly openPubnub?: OpenPubnub | undefined;
}

export type ExecutionClientOptions = ExecutionOptions & ExecutionWorld;

/**
 * A client of the private side of the venue, on Node: `undici` and the `pubnub` SDK, an optional peer. It connects to
 * nothing before something is subscribed to. Throws a `ConfigError` that names the first wrong option.
 *
 * @example
 * ```ts
 * import { createExecutionClient } from 'rx-bitbank/execution';
 *
 * const exec = createExecutionClient({ apiKey: '…', apiSecret: '…' });
 * exec
 *   .submitOrder({ pair: 'btc_jpy', side: 'buy', type: 'limit', amount: '0.001', price: 9_000_000 })
 *   .subscribe(({ type }) => console.log(type));
 * ```
 */
export const createExecutionClient = (options: ExecutionClientOptions): ExecutionClient => {
  const { scheduler, random, sendRequest, openPubnub: open, ...rest } = options;
  return createIn(readConfig(rest), { scheduler, random, sendRequest, openPubnub: open });
};

/**
 * The same, with its options from variables such as `BITBANK_API_KEY`, `BITBANK_API_SECRET` and `BITBANK_API_URL`: the
 * names of `ExecutionOptions`. Throws a `ConfigError` that names the first wrong variable.
 */
export const createExecutionClientFromEnvironment = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
  world: ExecutionWorld = {},
): ExecutionClient => createIn(readEnvironment(environment), world);

const createIn = (
  config: Either<ConfigError, ExecutionConfig>,
  { scheduler = asyncScheduler, random = Math.random, ...rest }: ExecutionWorld,
): ExecutionClient => {
  if (config._tag === 'Left') throw config.left;
  return clientOf(config.right, { ...worldOf(config.right), ...defined(rest) }, scheduler, random);
};

type Connections = Required<Pick<ExecutionWorld, 'sendRequest' | 'openPubnub'>>;

const worldOf = ({
  proxy,
  connectTimeout,
  pubnubOrigin,
  pubnubSubscribeKey,
}: ExecutionConfig): Connections => {
  const proxyUrl = proxy?.reveal();
  return {
    sendRequest: undiciHttp({ proxy: proxyUrl, connectTimeout }),
    openPubnub: openPubnub({ origin: pubnubOrigin, subscribeKey: pubnubSubscribeKey, proxy: proxyUrl }),
  };
};

const defined = ({ sendRequest, openPubnub: open }: ExecutionWorld): Partial<Connections> => ({
  ...(sendRequest && { sendRequest }),
  ...(open && { openPubnub: open }),
});

const clientOf = (
  config: ExecutionConfig,
  connections: Connections,
  scheduler: SchedulerLike,
  random: () => number,
): ExecutionClient => {
  const closed = new Subject<void>();
  const rest = createRest({ config, send: connections.sendRequest, scheduler, random, closed$: closed });
  return composeExecutionClient({
    rest,
    stream$: createPrivateStream({
      info$: rest.subscribeInfo$,
      open: connections.openPubnub,
      scheduler,
      random,
    }),
    scheduler,
    settle: config.settle,
    exclusiveAccount: config.exclusiveAccount,
    linger: config.linger,
    release: () => {
      closed.next();
      return Promise.resolve();
    },
  });
};
