import type { Either } from 'fp-ts/lib/Either.js';
import { ReplaySubject, type SchedulerLike } from 'rxjs';
import { undiciHttp } from '../connectivity/http-undici';
import type { SendRequest } from '../connectivity/ports';
import { type OpenPubnub, openPubnub } from '../connectivity/pubnub';
import type { ConfigError } from '../model/errors';
import { clockOf } from '../operators/clock';
import { watchLeaps } from '../operators/leaps';
import { composeExecutionClient, type ExecutionClient } from './client';
import { type ExecutionConfig, type ExecutionOptions, readConfig, readEnvironment } from './config';
import { readGuards } from './guards/config';
import type { GuardOptions } from './guards/options';
import { noJournal, type OrderJournal } from './journal/order-journal';
import { createPrivateStream } from './private-stream';
import { createRest } from './rest/rest';

/** The world, where it shall be another than that of Node: for tests, and for a venue in the same process. */
export interface ExecutionWorld {
  readonly scheduler?: SchedulerLike | undefined;
  /** Gives a number in [0, 1), for the waits between retries. */
  readonly random?: (() => number) | undefined;
  readonly sendRequest?: SendRequest | undefined;
  readonly openPubnub?: OpenPubnub | undefined;
  /** Where intents outlive the process: `fileJournal('orders.ndjson')`. Default: nowhere. */
  readonly journal?: OrderJournal | undefined;
  /** Limits that an order must keep before it is sent. Default: none. */
  readonly guards?: GuardOptions | undefined;
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
  const { scheduler, random, sendRequest, openPubnub, journal, guards, ...rest } = options;
  return createIn(readConfig(rest), { scheduler, random, sendRequest, openPubnub, journal, guards });
};

/**
 * The same, with its options from variables such as `BITBANK_API_KEY`, `BITBANK_API_SECRET` and `BITBANK_API_URL`: the
 * names of `ExecutionOptions`. Throws a `ConfigError` that names the first wrong variable.
 */
export const createExecutionClientFromEnvironment = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
  world: ExecutionWorld = {},
): ExecutionClient => createIn(readEnvironment(environment), world);

const createIn = (result: Either<ConfigError, ExecutionConfig>, world: ExecutionWorld): ExecutionClient => {
  if (result._tag === 'Left') throw result.left;
  const config = result.right;
  const guards = readGuards(world.guards);
  if (guards._tag === 'Left') throw guards.left;
  const watched = watchLeaps(clockOf(world.scheduler));
  const { random = Math.random, journal = noJournal } = world;
  const { connectTimeout, pubnubOrigin, pubnubSubscribeKey, settle, exclusiveAccount, linger } = config;
  const proxy = config.proxy?.reveal();
  const send = world.sendRequest ?? undiciHttp({ proxy, connectTimeout });
  const open =
    world.openPubnub ?? openPubnub({ origin: pubnubOrigin, subscribeKey: pubnubSubscribeKey, proxy });
  const closed = new ReplaySubject<void>(1);
  const rest = createRest({ config, send, watched, random, closed$: closed });
  return composeExecutionClient({
    rest,
    stream$: createPrivateStream({ info$: rest.subscribeInfo$, open, scheduler: watched.clock, random }),
    guards: guards.right,
    watched,
    journal,
    settle,
    exclusiveAccount,
    linger,
    release: () => {
      closed.next();
      return Promise.resolve();
    },
  });
};
