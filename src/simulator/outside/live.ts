import {
  catchError,
  firstValueFrom,
  map,
  Observable,
  type SchedulerLike,
  Subscription,
  throwError,
  timeout,
  timer,
  exhaustMap,
  EMPTY,
  from,
  concatMap,
} from 'rxjs';
import { undiciHttp } from '../../connectivity/http-undici';
import type { OpenSocket, SendRequest } from '../../connectivity/ports';
import { createRooms } from '../../connectivity/rooms';
import { openWsSocket } from '../../connectivity/socket-ws';
import { streamSocket } from '../../connectivity/stream-socket';
import type { Transport, TransportOpen } from '../../connectivity/transport';
import { configError, httpError } from '../../model/errors';
import type { Instrument } from '../../model/instrument';
import type { Pair } from '../../model/pair';
import { causeOf } from '../../model/tagged';
import { roomKinds, type RoomKind } from '../../parsing/room-kinds';
import type { MarketSource } from '../market/market';
import type { VenueInstrument } from '../venue/index';
import { type Listen, outsideMarket } from './outside-market';
import { instrumentsIn, type Reply, venueInstrument } from './replies';

export interface LiveMarketOptions {
  /** Address of the public stream. Default: `wss://stream.bitbank.cc`. */
  readonly streamUrl?: string | undefined;
  /** Address of public REST. Default: `https://public.bitbank.cc`. */
  readonly publicUrl?: string | undefined;
  /** Address of the REST of rules and states. Default: `https://api.bitbank.cc/v1`. */
  readonly apiUrl?: string | undefined;
  /** Not used. It is here so that you can pass the urls of a simulator as they are. */
  readonly pubnubOrigin?: string | undefined;
  /**
   * A transport that delivers the frames instead of the live stream, and the REST instead of the live one. Nothing else
   * is opened then.
   */
  readonly transport?: Transport | undefined;
  /** The only pairs of the market. Default: all that the venue lists. */
  readonly pairs?: readonly Pair[] | undefined;
  /** The rules of pairs, for a transport without REST. */
  readonly instruments?: readonly (Instrument | VenueInstrument)[] | undefined;
  /** Interval between requests of rules and states, ms. Default: a minute. */
  readonly statusInterval?: number | undefined;
  /** A WebSocket other than that of Node. */
  readonly openSocket?: OpenSocket | undefined;
  /** An HTTP client other than that of Node. */
  readonly sendRequest?: SendRequest | undefined;
}

const readTimeout = 10_000;
const maxReplyBytes = 16_000_000;
const minute = 60_000;

interface Rest {
  readonly send: SendRequest;
  readonly publicUrl: string;
  readonly apiUrl: string;
}

const get = ({ send, publicUrl, apiUrl }: Rest, path: string): Observable<Reply> =>
  send({
    method: 'GET',
    url: (path.startsWith('/spot/') ? apiUrl : publicUrl) + path,
    timeout: readTimeout,
    maxReplyBytes,
  }).pipe(map(({ status, body }) => ({ path, status, body })));

const restOf = (options: LiveMarketOptions): Rest | null => {
  const {
    transport,
    publicUrl = 'https://public.bitbank.cc',
    apiUrl = 'https://api.bitbank.cc/v1',
  } = options;
  if (transport?.sendRequest === null) return null;
  const send = transport?.sendRequest ?? options.sendRequest ?? undiciHttp();
  return { send, publicUrl, apiUrl };
};

/** Requests the rules once, so that an error reports a venue that can't be reached before anything is opened. */
const rulesFrom = async (rest: Rest): Promise<readonly VenueInstrument[]> => {
  const reply = await firstValueFrom(
    get(rest, '/spot/pairs').pipe(
      timeout(readTimeout),
      catchError((error: unknown) =>
        throwError(() =>
          (error as { readonly name?: string }).name === 'TimeoutError'
            ? httpError('GET /spot/pairs', 'timeout', 'none', `no reply within ${readTimeout} ms`)
            : error,
        ),
      ),
    ),
  );
  const rules = instrumentsIn(reply);
  if (rules.length === 0)
    throw httpError('GET /spot/pairs', 'cut-off', 'none', `HTTP ${reply.status}, and no list of pairs`);
  return rules;
};

const linkOf = (options: LiveMarketOptions, scheduler: SchedulerLike): Transport['link$'] =>
  options.transport?.link$ ??
  streamSocket({
    openSocket: options.openSocket ?? openWsSocket,
    streamUrl: options.streamUrl ?? 'wss://stream.bitbank.cc',
    scheduler,
  });

/**
 * Follows the live stream. Every frame goes to the listener, whatever the rooms do with it. The rooms join on each link.
 */
const listenTo =
  (options: LiveMarketOptions, pairs: readonly Pair[], rest: Rest | null): Listen =>
  (listener, scheduler) => {
    const life = new Subscription();
    const onFrame = (frame: string): void => {
      const received = listener.readFrame(frame);
      if (received === null) return;
      listener.onMeet(received);
      listener.onFrame(received);
    };
    const link$ = new Observable<TransportOpen | string>((subscriber) => {
      subscriber.add(
        linkOf(options, scheduler).subscribe({
          next: (event) => {
            if (typeof event === 'string') onFrame(event);
            subscriber.next(event);
          },
          error: (error: unknown) => {
            listener.onLost(causeOf(error));
            subscriber.error(error);
          },
          complete: () => {
            listener.onLost('the stream is over');
            subscriber.complete();
          },
        }),
      );
    });
    const rooms = createRooms({ link$, diagnose: () => undefined, scheduler });
    for (const pair of pairs)
      for (const kind of Object.keys(roomKinds) as RoomKind[]) life.add(rooms.room$(kind, pair).subscribe());
    if (rest !== null)
      life.add(
        timer(0, options.statusInterval ?? minute, scheduler)
          .pipe(
            exhaustMap(() =>
              from(['/spot/pairs', '/spot/status']).pipe(
                concatMap((path) => get(rest, path).pipe(catchError(() => EMPTY))),
              ),
            ),
          )
          .subscribe(listener.onReply),
      );
    return { catchUp: () => undefined, stop: () => life.unsubscribe() };
  };

/**
 * The live venue as the market behind a simulated one: paper trading for any client. The simulator publishes the live
 * frames again as they arrive, passes on the live replies, and matches the orders of users with the market as it is
 * known by then. It reconnects for ever; a notice reports each time in which the market is not known. Rejects if the
 * venue can't be reached (`HttpError`), and with a `ConfigError` that names a pair without rules.
 *
 * @example
 * ```ts
 * import { liveMarket, startSimulator } from 'rx-bitbank/simulator';
 *
 * const sim = await startSimulator({ market: await liveMarket({ pairs: ['btc_jpy'] }), port: 8080 });
 * console.log(sim.urls);
 * ```
 */
export const liveMarket = async (options: LiveMarketOptions = {}): Promise<MarketSource> => {
  const rest = restOf(options);
  const given = options.instruments?.map(venueInstrument) ?? [];
  if (rest === null && given.length === 0)
    throw configError('instruments', 'rules of pairs, as the transport brings no REST', 'none');
  const listed = rest === null ? [] : await rulesFrom(rest);
  const rules = new Map([...listed, ...given].map((one) => [one.pair, one]));
  const instruments = (options.pairs ?? [...rules.keys()]).map((pair): VenueInstrument => {
    const known = rules.get(pair);
    if (known === undefined) throw configError('pairs', 'pairs that the venue lists', pair);
    return known;
  });
  const pairs = instruments.map(({ pair }) => pair);
  return {
    instruments,
    start: null,
    create: outsideMarket({
      start: null,
      listen: listenTo(options, pairs, rest),
      ...(rest && { ask$: (path: string) => get(rest, path) }),
    }),
  };
};
