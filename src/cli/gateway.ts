import {
  catchError,
  concatMap,
  defer,
  EMPTY,
  finalize,
  forkJoin,
  ignoreElements,
  map,
  merge,
  type Observable,
  tap,
  throwError,
} from 'rxjs';
import type { ExecutionClient } from '../execution/index';
import { unknownPairError } from '../model/errors';
import { causeOf } from '../model/tagged';
import type { Pair } from '../model/pair';
import { retryBackoff } from '../operators/retry-backoff';
import { demoAccount } from '../simulator/wire/accounts';
import type * as Nats from '../nats/index';
import type { SimulatorUrls } from '../simulator/index';
import { accountHelp, accountOptions, withAccount } from './account/client';
import type { Command } from './common/command';
import {
  type CliOptions,
  given,
  parseOptions,
  refuseMore,
  refuseTogether,
  usageError,
} from './common/options';
import { notice, printJson } from './common/output';
import { parsePairs } from './common/pair-argument';
import { parseSpan } from './record/quantities';
import { withSimulator } from './common/with-simulator';

const help = `Publishes the venue's frames on NATS, for any number of programs, and serves trading with one key, until it is
interrupted. It prints one line of JSON when it serves.

Usage: rx-bitbank gateway --nats URL [options]

Options:
  --nats URL             the server, with JetStream: nats://127.0.0.1:4222
  --nats-user NAME       the password is NATS_PASSWORD in the environment
  --prefix WORD          the first word of every subject; by default bitbank
  --pairs LIST           pairs, separated by commas; by default all
  --keep TIME            how long frames stay on the server: 1h, 2d; by default 1h
  --wait                 waits for the server if it is not up, and stands by while another gateway publishes
  --mix                  holds two connections to the venue, and publishes each frame from the one that has it first;
                         nobody knows whether the venue sends the same to both
  --trade                also serves trading, with the keys of the account, to everybody who may publish on
                         PREFIX.trading.OWNER.>
  --all-orders OWNERS    the owners that see, cancel and halt every order of the account, as a dashboard does, and not
                         only their own; separated by commas
  --journal FILE         records orders, so that they are found again after a restart and by callers that come back
  --lease NAME           of all gateways of the account with this name, one serves trading at a time
  --heartbeat FILE       writes FILE every second, for rx-bitbank watchdog, which cancels every order when that stops
  --sim                  the market of a simulated exchange of its own, and its demo account
  --stream-url URL       by default wss://stream.bitbank.cc
  --public-url URL       by default https://public.bitbank.cc
${accountHelp}

Exit codes: 0 on Ctrl-C; 1 it can't serve: NATS is not up, JetStream is off, a right is missing, its stream has another
shape, another gateway publishes; 2 a wrong option.

Examples:
  rx-bitbank gateway --nats nats://127.0.0.1:4222 --sim
  rx-bitbank gateway --nats nats://127.0.0.1:4222 --pairs btc_jpy,eth_jpy --wait
  rx-bitbank gateway --nats nats://127.0.0.1:4222 --trade --keys keys --journal orders.ndjson --wait
`;

const options = {
  nats: { type: 'string' },
  'nats-user': { type: 'string' },
  prefix: { type: 'string' },
  pairs: { type: 'string', default: 'all' },
  keep: { type: 'string' },
  wait: { type: 'boolean', default: false },
  mix: { type: 'boolean', default: false },
  trade: { type: 'boolean', default: false },
  'all-orders': { type: 'string', default: '' },
  journal: { type: 'string' },
  lease: { type: 'string' },
  heartbeat: { type: 'string' },
  sim: { type: 'boolean', default: false },
  'stream-url': { type: 'string' },
  'public-url': { type: 'string' },
  ...accountOptions,
} as const satisfies CliOptions;

const parse = (args: readonly string[]) => {
  const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
  refuseMore('gateway', 0, positionals);
  refuseTogether(values, [['sim', 'stream-url', 'public-url', 'api-url', 'keys', 'keys-command']]);
  const { nats, pairs, keep, heartbeat, trade } = values;
  if (heartbeat !== undefined && !trade)
    throw usageError('--heartbeat needs a gateway that trades: add --trade');
  if (values['all-orders'] !== '' && !trade)
    throw usageError('--all-orders needs a gateway that trades: add --trade');
  if (nats === undefined || nats === '')
    throw usageError('gateway to which --nats? for example: rx-bitbank gateway --nats nats://127.0.0.1:4222');
  return {
    ...values,
    pairs: parsePairs(pairs),
    keep: keep === undefined ? undefined : parseSpan('--keep', keep),
    server: given({
      servers: nats,
      user: values['nats-user'],
      password: process.env['NATS_PASSWORD'],
      prefix: values.prefix,
      allowInsecure: values['allow-insecure'] ? true : undefined,
    }),
  };
};

type Settings = ReturnType<typeof parse>;

interface Urls {
  readonly streamUrl?: string | undefined;
  readonly publicUrl?: string | undefined;
  readonly apiUrl?: string | undefined;
}

/** Loads the optional peers, which only this command needs. */
const loadNats = (): Observable<typeof Nats> =>
  defer(() => import('../nats/index')).pipe(
    catchError((error: unknown) => {
      const isMissing = (Object(error) as { readonly code?: unknown }).code === 'ERR_MODULE_NOT_FOUND';
      const packages = '@nats-io/nats-core @nats-io/transport-node @nats-io/jetstream @nats-io/kv';
      return throwError(() =>
        isMissing ? new Error(`the packages of NATS are missing: npm install ${packages}`) : error,
      );
    }),
  );

/**
 * Returns the pairs to serve. A room of a pair that the venue does not list would stay silent. Throws an
 * `UnknownPairError`.
 */
const wanted = (pairs: Settings['pairs'], listed: readonly { readonly pair: Pair }[]): readonly Pair[] => {
  const all = listed.map(({ pair }) => pair);
  const unknown = pairs === 'all' ? undefined : pairs.find((pair) => !all.includes(pair));
  if (unknown !== undefined) throw unknownPairError(unknown);
  return pairs === 'all' ? all : pairs;
};

const publish = (settings: Settings, urls: Urls): Observable<unknown> => {
  const places = given({ ...urls, allowInsecure: settings['allow-insecure'] ? true : undefined });
  let isServing = false;
  const report = (event: Nats.FramesEvent, pairs: number): void => {
    if (event.type === 'publishing' && !isServing) {
      isServing = true;
      printJson({ nats: settings.nats, pairs, epoch: event.epoch });
    } else if (event.type === 'publishing') notice(`publishes again, as run ${event.epoch}`);
    else if (event.type === 'standing-by') notice('stands by');
    else notice(`${event.type}: ${event.cause}`);
  };
  return forkJoin([loadNats(), defer(() => import('../index'))]).pipe(
    concatMap(([{ publishFrames }, { createDataClient, streamTransport }]) => {
      const client = createDataClient(places);
      return client.rest.instruments().pipe(
        map((listed) => wanted(settings.pairs, listed)),
        finalize(() => void client.close()),
        concatMap((pairs) =>
          publishFrames({
            ...settings.server,
            ...given({ keep: settings.keep, publicUrl: urls.publicUrl, apiUrl: urls.apiUrl }),
            transport: streamTransport(places),
            ...(settings.mix ? { mixWith: streamTransport(places) } : {}),
            pairs,
            wait: settings.wait,
          }).pipe(tap((event) => report(event, pairs.length))),
        ),
      );
    }),
  );
};

const policyOf = (settings: Settings): Nats.PolicyOf => {
  const seeAll = new Set(settings['all-orders'].split(','));
  const keepsIds = settings.journal !== undefined;
  return (owner) => ({ keepsIds, orders: seeAll.has(owner) ? 'all' : 'own' });
};

const trade = (settings: Settings, client: ExecutionClient): Observable<never> =>
  loadNats().pipe(
    concatMap(({ serveTradingOverNats }) =>
      serveTradingOverNats(client, policyOf(settings), {
        ...settings.server,
        ...given({ lease: settings.lease }),
      }),
    ),
    tap(({ owner, reason, message }) => notice(`${owner}: ${reason}: ${message}`)),
    retryBackoff({
      maxDelay: 5_000,
      // A missing right stays missing.
      shouldRetry: (error) => settings.wait || (error as Partial<Nats.NatsError>).reason !== 'not-allowed',
      onRetry: ({ error }) => notice(`trading is not served: ${causeOf(error)}`),
    }),
    ignoreElements(),
  );

const serveAccount = (settings: Settings): Observable<unknown> =>
  defer(() => import('../execution/index')).pipe(
    concatMap(({ fileJournal }) =>
      withAccount(
        settings,
        (client) => trade(settings, client),
        () => (settings.journal === undefined ? {} : { journal: fileJournal(settings.journal) }),
      ),
    ),
  );

const serve = (settings: Settings): Observable<unknown> =>
  merge(
    publish(settings, {
      streamUrl: settings['stream-url'],
      publicUrl: settings['public-url'],
      apiUrl: settings['api-url'],
    }),
    settings.trade ? serveAccount(settings) : EMPTY,
  );

/** Writes beats. A beat that could not be written is followed by the next one. */
const beats = (file: string): Observable<never> =>
  defer(() => import('../execution/index')).pipe(
    concatMap(({ heartbeat$ }) => heartbeat$({ file })),
    tap((event) => {
      if (event.type === 'Failed') notice(`the heartbeat: ${event.message}`);
    }),
    ignoreElements(),
  );

const serveSimulated = (
  settings: Settings,
  { streamUrl, publicUrl, apiUrl, pubnubOrigin }: SimulatorUrls,
): Observable<unknown> => {
  const { apiKey, apiSecret } = demoAccount;
  const traded$ = defer(() => import('../execution/index')).pipe(
    concatMap(({ createExecutionClient }) =>
      trade(settings, createExecutionClient({ publicUrl, apiUrl, pubnubOrigin, apiKey, apiSecret })),
    ),
  );
  return merge(publish(settings, { streamUrl, publicUrl, apiUrl }), settings.trade ? traded$ : EMPTY);
};

export const gatewayCommand: Command = {
  help,
  options,
  positions: [],
  outlivesOutput: true,
  run: (args) =>
    defer(() => {
      const settings = parse(args);
      const served$ = settings.sim
        ? withSimulator({}, ({ urls }) => serveSimulated(settings, urls))
        : serve(settings);
      return merge(served$, settings.heartbeat === undefined ? EMPTY : beats(settings.heartbeat));
    }),
};
