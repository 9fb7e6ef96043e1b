import { counted } from '../common/counted';
import { asyncScheduler, concat, concatMap, defer, from, of, tap, type Observable } from 'rxjs';
import { nodeHttp } from '../../connectivity/http-node';
import { createExecutionClientFromEnvironment, type ExecutionClient } from '../../execution/index';
import { createDataClient } from '../../index';
import { causeOf } from '../../model/tagged';
import type { LatencySamples } from '../../model/latency';
import { stampOf } from '../../operators/clock';
import { demoAccount } from '../../simulator/wire/accounts';
import { withKeys, type Environment, type KeySource } from '../account/keys';
import { given } from '../common/options';
import { ok, skipped, wrong, type DoctorCheck } from './check';
import type { Circumstances } from './explain';
import { keyCheck, privateStreamCheck, tradePermissionCheck, tradePermissionRequest } from './key-checks';
import { askPubnub, latencyLine, latencyOf } from './latency';
import { diskCheck, keyFileCheck, nodeCheck, packagesCheck, pubnubCheck } from './local-checks';
import { meterOf, withWrites, type Meter } from './meter';
import { askCheck, clockCheck, namesCheck, streamCheck } from './network-checks';

/** The options of the command line. */
export interface ExaminationOptions extends KeySource {
  readonly sim: boolean;
  readonly journal: string;
  readonly 'trade-permission': boolean;
  readonly 'allow-insecure': boolean;
  readonly 'api-url'?: string | undefined;
  readonly 'pubnub-origin'?: string | undefined;
  readonly 'public-url'?: string | undefined;
  readonly 'stream-url'?: string | undefined;
}

/** The addresses of the venue. */
interface Urls {
  readonly apiUrl: string;
  readonly publicUrl: string;
  readonly streamUrl: string;
  readonly pubnubOrigin: string;
}

export interface Examination {
  /** Feed: emits the result of each check when it is done. */
  readonly checks$: Observable<DoctorCheck>;
  /** Returns the measurements so far. */
  readonly latency: () => LatencySamples;
  readonly close: () => void;
}

const now = (): number => stampOf(asyncScheduler);

const urlsOf = (asked: ExaminationOptions, simulator: Partial<Urls>): Urls => {
  const of = (option: string | undefined, variable: string, usual: string): string =>
    option ?? (process.env[variable] || usual);
  const origin = of(asked['pubnub-origin'], 'BITBANK_PUBNUB_ORIGIN', 'https://ps.pndsn.com');
  return {
    apiUrl: of(asked['api-url'], 'BITBANK_API_URL', 'https://api.bitbank.cc/v1'),
    publicUrl: asked['public-url'] ?? 'https://public.bitbank.cc',
    streamUrl: asked['stream-url'] ?? 'wss://stream.bitbank.cc',
    pubnubOrigin: origin.includes('://') ? origin : `https://${origin}`,
    ...simulator,
  };
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : url);

/** The keys, or the reason why there are none; the reason is `null` if no source was given. */
type Keys = { readonly environment: Environment } | { readonly failure: string | null };

const keysOf = (asked: ExaminationOptions): Keys => {
  if (asked.sim) {
    const { apiKey, apiSecret } = demoAccount;
    return { environment: { BITBANK_API_KEY: apiKey, BITBANK_API_SECRET: apiSecret } };
  }
  const isGiven =
    asked.keys !== undefined ||
    asked['keys-command'] !== undefined ||
    (process.env['BITBANK_API_KEY'] ?? '') !== '';
  if (!isGiven) return { failure: null };
  try {
    return { environment: withKeys(process.env, asked) };
  } catch (error) {
    return { failure: causeOf(error) };
  }
};

const keySourceCheck = (asked: ExaminationOptions, keys: Keys): DoctorCheck => {
  const file = keyFileCheck(asked.keys);
  if (file.state === 'wrong' || !('failure' in keys) || keys.failure === null) return file;
  return wrong('key file', keys.failure, 'see docs/cli.md for what it should hold');
};

const clientOf = (
  keys: Keys,
  urls: Urls,
  asked: ExaminationOptions,
  { send }: Meter,
): ExecutionClient | null =>
  'environment' in keys
    ? createExecutionClientFromEnvironment(
        given({
          ...keys.environment,
          BITBANK_API_URL: urls.apiUrl,
          BITBANK_PUBNUB_ORIGIN: urls.pubnubOrigin,
          BITBANK_AUTHENTICATION: 'time-window',
          BITBANK_READ_RETRIES: '1',
          BITBANK_ALLOW_INSECURE: asked['allow-insecure']
            ? 'true'
            : keys.environment['BITBANK_ALLOW_INSECURE'],
        }),
        { sendRequest: send },
      )
    : null;

const callsCheck = (signed: Meter, open: Meter): DoctorCheck => {
  const text = `${counted(signed.sent(), 'signed call')}, ${counted(open.sent(), 'other')}`;
  const tooMany = [...signed.replies, ...open.replies].filter(({ isTooMany }) => isTooMany).length;
  return tooMany === 0
    ? ok('calls', `${text}, none refused for their number`)
    : wrong(
        'calls',
        `${text}, ${tooMany} refused for their number`,
        'other programs use up the limits of this account or address',
      );
};

/**
 * Examines this machine, the venue's address and the key, in this order. Nothing happens before `checks$` is subscribed
 * to.
 */
export const examine = (asked: ExaminationOptions, simulator: Partial<Urls>): Examination => {
  const urls = urlsOf(asked, simulator);
  const proxy = process.env['BITBANK_PROXY'] || undefined;
  const send = nodeHttp(proxy === undefined ? {} : { proxy });
  const [signed, open, pubnub] = [
    meterOf(withWrites(send, asked['trade-permission'] ? 1 : 0), now),
    meterOf(withWrites(send, 0), now),
    meterOf(withWrites(send, 0), now),
  ];
  const { pubnubOrigin, ...dataUrls } = urls;
  const data = createDataClient({
    ...dataUrls,
    sendRequest: open.send,
    allowInsecure: asked['allow-insecure'],
  });
  const keys = keysOf(asked);
  const client = clientOf(keys, urls, asked, signed);
  const hosts = [urls.apiUrl, urls.publicUrl, urls.streamUrl, ...(client === null ? [] : [pubnubOrigin])];

  let pair = 'btc_jpy';
  let isClockWrong = false;
  let mayRead = false;
  const circumstances = (): Circumstances => ({
    isClockWrong,
    mayRead,
    apiUrl: urls.apiUrl === 'https://api.bitbank.cc/v1' ? undefined : urls.apiUrl,
  });
  const pairs$ = data.rest
    .instruments()
    .pipe(tap((all) => (pair = (all.find((one) => one.pair === pair) ?? all[0])?.pair ?? pair)));

  const none = 'failure' in keys && keys.failure !== null ? 'the key can not be read' : 'no key is given';
  const withClient = (
    check: string,
    act: (client: ExecutionClient) => Observable<DoctorCheck>,
  ): Observable<DoctorCheck> => defer(() => (client === null ? of(skipped(check, none)) : act(client)));

  const latency = (): LatencySamples => latencyOf(signed.replies, pubnub.replies, now());

  return {
    checks$: concat(
      of(nodeCheck()),
      defer(() => from(packagesCheck())),
      defer(() => from(pubnubCheck(client !== null))),
      defer(() => of(keySourceCheck(asked, keys), diskCheck(asked.journal))),
      namesCheck(hosts.map(hostOf)),
      askCheck('REST', urls.apiUrl, pairs$),
      askCheck('public REST', urls.publicUrl, data.rest.tickers()),
      defer(() => of(clockCheck(open.replies))).pipe(tap(({ state }) => (isClockWrong = state === 'wrong'))),
      defer(() => streamCheck(data, pair, urls.streamUrl)),
      withClient('key', (exec) => keyCheck(exec, circumstances())).pipe(
        tap(({ state }) => (mayRead = state === 'ok')),
      ),
      withClient('private stream', (exec) =>
        mayRead
          ? privateStreamCheck(exec, pubnubOrigin)
          : of(skipped('private stream', 'it needs a token, which only a key that may read gets')),
      ),
      withClient('may trade', (exec) =>
        asked['trade-permission']
          ? concat(
              of(skipped('may trade', `this is sent once: ${tradePermissionRequest}`)),
              tradePermissionCheck(exec, circumstances()),
            )
          : of(
              skipped(
                'may trade',
                'not tried: --trade-permission sends one cancel of an order that nobody has',
              ),
            ),
      ),
      defer(() => (mayRead ? askPubnub(pubnub.send, pubnubOrigin) : of([]))).pipe(
        concatMap(() => {
          const line = latencyLine(latency());
          return of(
            callsCheck(signed, open),
            line === null ? skipped('latency', 'it needs a key') : ok('latency', line),
          );
        }),
      ),
    ),
    latency,
    close: () => {
      void data.close();
      void client?.close();
    },
  };
};
