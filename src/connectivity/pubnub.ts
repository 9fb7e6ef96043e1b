import { Observable, catchError, defer, from, map, mergeMap, throwError } from 'rxjs';
import type PubNub from 'pubnub';
import type { Dispatcher } from 'undici';
import { configError } from '../model/errors';
import { boundedDispatcher } from './bounded-dispatcher';

/** What a subscription to a channel tells. `denied` and `lost` are the last; completion follows. */
export type PubnubEvent =
  /** Messages newer than `timetoken` follow. */
  | { readonly type: 'connected'; readonly timetoken: string }
  | { readonly type: 'message'; readonly timetoken: string; readonly message: unknown }
  /** The token does not open the channel, any more or at all. */
  | { readonly type: 'denied' }
  | { readonly type: 'lost'; readonly cause: string };

export interface PubnubSubscription {
  readonly channel: string;
  readonly token: string;
  /** Goes on after the message with this timetoken, as far as PubNub remembers; `null`: from now on. */
  readonly since: string | null;
}

/**
 * A PubNub channel as a cold Observable: subscribing connects, unsubscribing leaves. It neither retries nor watches:
 * a new token, or another try, is another subscription, which goes on from the last timetoken seen.
 */
export type OpenPubnub = (subscription: PubnubSubscription) => Observable<PubnubEvent>;

export interface PubnubOptions {
  /** `https://ps.pndsn.com`: without a path. */
  readonly origin: string;
  readonly subscribeKey: string;
  /** Url of an HTTP proxy. */
  readonly proxy?: string | undefined;
  /** A longer reply is cut off: the link is lost. */
  readonly maxReplyBytes: number;
}

type Sdk = typeof PubNub;

/** The SDK is an optional peer: it is loaded when it is needed, and missed with a clear word. */
const loadSdk = (): Observable<Sdk> =>
  defer(() => from(import('pubnub'))).pipe(
    map((module) => module.default),
    catchError(() =>
      throwError(() => configError('pubnub', 'the package "pubnub", version 12, to be installed', 'nothing')),
    ),
  );

const isTimetoken = (value: unknown): value is string | number =>
  (typeof value === 'string' || typeof value === 'number') && /^\d{1,20}$/.test(`${value}`);

/** The SDK names its own reaction (disconnected) as the category and the reason (access denied) as the error. */
const reasonOf = (status: PubNub.Status | PubNub.StatusEvent): string =>
  typeof status.error === 'string' ? status.error : status.category;

const failures: readonly string[] = [
  'PNConnectionErrorCategory',
  'PNDisconnectedUnexpectedlyCategory',
  'PNDisconnectedCategory',
  'PNAccessDeniedCategory',
];

/** Where the SDK gets its connections from, in its version 12; its types do not tell. */
interface Internals {
  readonly nodeTransport?: { dispatcherForTransportRequest?: () => Dispatcher };
}

/**
 * The SDK reads every reply whole, and has no option for how long one may be: its connections are bounded instead. It leaves
 * the SDK as it is where that has no dispatcher that could be bounded: in another version, or under Bun.
 */
const boundReplies = (client: PubNub, maxReplyBytes: number, told: (cause: string) => void): void => {
  const transport = (client as unknown as Internals).nodeTransport;
  const dispatcherOf = transport?.dispatcherForTransportRequest;
  if (transport === undefined || dispatcherOf === undefined) return;
  transport.dispatcherForTransportRequest = () => {
    const dispatcher = dispatcherOf.call(transport);
    return typeof dispatcher.compose === 'function'
      ? boundedDispatcher(dispatcher, maxReplyBytes, told)
      : dispatcher;
  };
};

const openWith = (
  Sdk: Sdk,
  { origin, subscribeKey, proxy, maxReplyBytes }: PubnubOptions,
  { channel, token, since }: PubnubSubscription,
): Observable<PubnubEvent> =>
  new Observable((subscriber) => {
    const { host, protocol } = new URL(origin);
    const client = new Sdk({
      subscribeKey,
      userId: channel,
      origin: host,
      ssl: protocol === 'https:',
      keepAlive: proxy === undefined,
      // Its own retries are silent, for minutes: every failure is to be told at once.
      retryConfiguration: Sdk.NoneRetryPolicy(),
      suppressLeaveEvents: true,
    });
    const end = (event: PubnubEvent): void => {
      subscriber.next(event);
      subscriber.complete();
    };
    client.addListener({
      message: ({ timetoken, message }) => subscriber.next({ type: 'message', timetoken, message }),
      status: (status) => {
        const category: string = status.category;
        if (category === 'PNConnectedCategory') {
          const current = 'currentTimetoken' in status ? status.currentTimetoken : undefined;
          subscriber.next({
            type: 'connected',
            timetoken: isTimetoken(current) ? `${current}` : (since ?? '0'),
          });
        } else if (failures.includes(category)) {
          const reason = reasonOf(status);
          end(reason === 'PNAccessDeniedCategory' ? { type: 'denied' } : { type: 'lost', cause: reason });
        }
      },
    });
    boundReplies(client, maxReplyBytes, (cause) => end({ type: 'lost', cause }));
    if (proxy !== undefined) client.setProxy(proxy);
    client.setToken(token);
    client.subscribe({ channels: [channel], ...(since === null ? {} : { timetoken: since }) });
    return () => {
      client.removeAllListeners();
      client.destroy();
    };
  });

/** The port over the `pubnub` SDK, version 12. */
export const openPubnub =
  (options: PubnubOptions): OpenPubnub =>
  (subscription) =>
    loadSdk().pipe(mergeMap((sdk) => openWith(sdk, options, subscription)));
