import { ReplaySubject } from 'rxjs';
import { nodeHttp } from '../connectivity/http-node';
import { openPubnub } from '../connectivity/pubnub';
import { clockOf } from '../operators/clock';
import { watchLeaps } from '../operators/leaps';
import { composeExecutionClient, type ExecutionClient } from './client';
import { type ExecutionClientOptions, type ExecutionConfig, readEnvironment, readOptions } from './options';
import { createPrivateStream } from './stream/private-stream';
import { holdRateBudget } from './rest/rate-budgets';
import { createRest } from './rest/rest';
import { createTouch } from './rest/touch';

/**
 * Creates a client of the private side of the venue on Node. It uses `undici`, and the `pubnub` SDK, which is an optional peer.
 * It connects to nothing before something is subscribed to. Throws a `ConfigError` that names the first wrong option.
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
export const createExecutionClient: (options: ExecutionClientOptions) => ExecutionClient = (
  options,
  ...stray: readonly unknown[]
) => createOn(readOptions(options, stray));

/**
 * Creates the same client with options from environment variables such as `BITBANK_API_KEY`, `BITBANK_API_SECRET` and
 * `BITBANK_API_URL`, named after `ExecutionClientOptions`. `options` has those that no variable can hold, such as `guards` and
 * `journal`, and wins over variables. Throws a `ConfigError` that names the first wrong variable or option.
 */
export const createExecutionClientFromEnvironment: (
  environment?: Readonly<Record<string, string | undefined>>,
  options?: Partial<ExecutionClientOptions>,
) => ExecutionClient = (environment = process.env, options = {}, ...stray: readonly unknown[]) =>
  createOn(readEnvironment(environment, options, stray));

const createOn = (config: ExecutionConfig): ExecutionClient => {
  const watched = watchLeaps(clockOf(config.scheduler));
  const { random = Math.random, guards, pnl, journal } = config;
  const {
    maxReplyBytes,
    connectTimeout,
    pubnubOrigin,
    pubnubSubscribeKey,
    settle,
    exclusiveAccount,
    linger,
  } = config;
  const proxy = config.proxy?.reveal();
  const send = config.sendRequest ?? nodeHttp({ proxy, connectTimeout });
  const open =
    config.openPubnub ??
    openPubnub({ origin: pubnubOrigin, subscribeKey: pubnubSubscribeKey, proxy, maxReplyBytes });
  const closed = new ReplaySubject<void>(1);
  const budget = holdRateBudget(config, watched.clock, closed);
  const api = createRest({ config, send, watched, budget, random, closed$: closed });
  return composeExecutionClient({
    api,
    stream$: createPrivateStream({
      info$: api.rest.subscribeInfo,
      open,
      scheduler: watched.clock,
      leaps$: watched.leaps$,
      random,
    }),
    guards,
    pnl,
    watched,
    journal,
    touch: createTouch(config, send),
    settle,
    exclusiveAccount,
    linger,
    release: () => {
      closed.next();
      return Promise.resolve();
    },
  });
};
