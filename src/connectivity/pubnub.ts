import { Observable, catchError, defer, from, map, mergeMap, throwError } from 'rxjs';
import type PubNub from 'pubnub';
import type { Dispatcher } from 'undici';
import { configError } from '../model/errors';
import { boundedDispatcher } from './bounded-dispatcher';

/** An event of a subscription to a channel. After `denied` or `lost` the subscription completes. */
export type PubnubEvent =
  /** The subscription stands, and messages newer than `timetoken` follow. */
  | { readonly type: 'connected'; readonly timetoken: string }
  | { readonly type: 'message'; readonly timetoken: string; readonly message: unknown }
  /** The token does not open the channel, or no longer does. */
  | { readonly type: 'denied' }
  | { readonly type: 'lost'; readonly cause: string };

export interface PubnubSubscription {
  readonly channel: string;
  readonly token: string;
  /** The timetoken of the message after which to go on, as far as PubNub remembers; `null` to start now. */
  readonly since: string | null;
}

/**
 * A PubNub channel as a cold Observable. Subscribing connects, and unsubscribing leaves. The port neither retries nor watches
 * the link. A retry, or a new token, is a new subscription that goes on from the last timetoken.
 */
export type OpenPubnub = (subscription: PubnubSubscription) => Observable<PubnubEvent>;

export interface PubnubOptions {
  /** The origin without a path, such as `https://ps.pndsn.com`. */
  readonly origin: string;
  readonly subscribeKey: string;
  /** The url of an HTTP proxy. */
  readonly proxy?: string | undefined;
  /** A longer reply is cut off: the link is lost. */
  readonly maxReplyBytes: number;
}

type Sdk = typeof PubNub;

/** Loads the SDK when it is needed. It is an optional peer, and the error says so if it is missing. */
const loadSdk = (): Observable<Sdk> =>
  defer(() => from(import('pubnub'))).pipe(
    map((module) => module.default),
    catchError(() =>
      throwError(() => configError('pubnub', 'the package "pubnub", version 12, to be installed', 'nothing')),
    ),
  );

const isTimetoken = (value: unknown): value is string | number =>
  (typeof value === 'string' || typeof value === 'number') && /^\d{1,20}$/.test(`${value}`);

/** Returns the reason of a status. The SDK puts its own reaction (disconnected) into the category, and the reason into the error. */
const reasonOf = (status: PubNub.Status | PubNub.StatusEvent): string =>
  typeof status.error === 'string' ? status.error : status.category;

const failures: readonly string[] = [
  'PNConnectionErrorCategory',
  'PNDisconnectedUnexpectedlyCategory',
  'PNDisconnectedCategory',
  'PNAccessDeniedCategory',
];

/** The part of the SDK (version 12) that makes connections. Its types do not show it. */
interface Internals {
  readonly nodeTransport?: { dispatcherForTransportRequest?: () => Dispatcher };
}

/**
 * Bounds the length of replies. The SDK reads every reply whole and has no option for its length, so its connections are
 * bounded. Where the SDK has no such dispatcher, in another version or under Bun, it stays as it is.
 */
const boundReplies = (client: PubNub, maxReplyBytes: number, onTooLong: (cause: string) => void): void => {
  const transport = (client as unknown as Internals).nodeTransport;
  const dispatcherOf = transport?.dispatcherForTransportRequest;
  if (transport === undefined || dispatcherOf === undefined) return;
  transport.dispatcherForTransportRequest = () => {
    const dispatcher = dispatcherOf.call(transport);
    return typeof dispatcher.compose === 'function'
      ? boundedDispatcher(dispatcher, maxReplyBytes, onTooLong)
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
      // Its own retries are silent for minutes, and here every failure must be reported immediately.
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
