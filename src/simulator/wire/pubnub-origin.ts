import { grantToken } from './grant-token';
import { Observable, type SchedulerLike, type Subscriber, Subscription } from 'rxjs';

/** The venue's key, from the documentation of the private stream. The origin accepts any other key as well. */
export const subscribeKey = 'sub-c-ecebae8e-dd60-11e6-b6b1-02ee2ddab7fe';

export interface Published {
  /** The time of publication in 17 digits: 10^-7 s since 1970. */
  readonly timetoken: string;
  readonly channel: string;
  /** The content as JSON: texts, numbers, booleans, `null`, and records and lists of these. It never changes. */
  readonly message: unknown;
}

export type Delivery =
  /**
   * The messages since the timetoken of the request; none if this is only a greeting, or if the wait was long enough.
   */
  | { readonly type: 'messages'; readonly timetoken: string; readonly messages: readonly Published[] }
  | { readonly type: 'denied'; readonly denial: Denial };

/** A refusal of PubNub's access manager: HTTP 403. */
export interface Denial {
  readonly message: string;
  readonly channels: readonly string[] | null;
}

export interface PubNubOriginOptions {
  readonly wall: SchedulerLike;
  /** The clock of a token's lifetime. */
  readonly market: SchedulerLike;
  /** Lifetime of a token, ms of market time. */
  readonly tokenLife: number;
  readonly cache: PubNubCache;
  /** Returns 32 bytes that make each token unique. */
  readonly nextSignature: () => Buffer;
}

/** The limits of the messages that a client can still get after an absence. */
export interface PubNubCache {
  /** The number of messages per channel. */
  readonly messages: number;
  /** The age of messages in wall time, ms. */
  readonly ms: number;
}

export const venueTokenLife = 12 * 60 * 60 * 1_000;
export const venueCache: PubNubCache = { messages: 100, ms: 20 * 60 * 1_000 };
/** The time for which a subscription is held open while nothing comes, ms. */
const longestWait = 280_000;

/** PubNub as far as the venue uses it: channels with a short memory, tokens with a lifetime, and long polls. */
export interface PubNubOrigin {
  readonly grant: (channel: string) => string;
  readonly publish: (channel: string, message: unknown) => void;
  /** Ends every token of a channel now. */
  readonly expireTokens: (channel: string) => void;
  /** Returns the denial of a token; `null` if the token opens all of the channels now. */
  readonly denialOf: (channels: readonly string[], token: string | null) => Denial | null;
  /**
   * Receives the next messages. A timetoken of `null` or '0' is a greeting, answered with the timetoken of now. Any
   * other waits until there is something newer.
   */
  readonly receive: (
    channels: readonly string[],
    token: string | null,
    timetoken: string | null,
  ) => Observable<Delivery>;
  readonly now: () => string;
}

interface Grant {
  readonly channel: string;
  readonly expiresAt: number;
}

interface Waiter {
  readonly channels: readonly string[];
  readonly subscriber: Subscriber<Delivery>;
  readonly token: string | null;
  /** The messages that have come since it began to wait. */
  readonly messages: Published[];
}

const timetokenLength = 17;

const expired: Denial = { message: 'Token is expired.', channels: null };

export const createPubNubOrigin = (options: PubNubOriginOptions): PubNubOrigin => {
  const { wall, market, cache } = options;
  const grants = new Map<string, Grant>();
  const histories = new Map<string, Published[]>();
  const waiters = new Set<Waiter>();
  let latest = { ms: 0, count: 0 };
  let flushIsDue = false;

  /** Returns a timetoken that is never the same twice, so that a resumption neither misses nor repeats a message. */
  const nextTimetoken = (): string => {
    const ms = Math.max(Math.floor(wall.now()), latest.ms);
    const isSame = ms === latest.ms;
    latest =
      isSame && latest.count < 9_999
        ? { ms, count: latest.count + 1 }
        : { ms: isSame ? ms + 1 : ms, count: 0 };
    return `${latest.ms}${String(latest.count).padStart(4, '0')}`;
  };

  const denialOf = (channels: readonly string[], token: string | null): Denial | null => {
    if (token === null) return { message: 'Forbidden', channels };
    const grant = grants.get(token);
    if (!grant || grant.expiresAt <= market.now()) return expired;
    const others = channels.filter((channel) => channel !== grant.channel && !channel.endsWith('-pnpres'));
    return others.length === 0 ? null : { message: 'Forbidden', channels: others };
  };

  /** Returns the missed messages of a channel. Timetokens are compared as texts of equal length. */
  const missedOn = (channel: string, since: string): readonly Published[] => {
    const history = histories.get(channel) ?? [];
    const oldest = `${Math.max(0, Math.floor(wall.now()) - cache.ms)}0000`.padStart(timetokenLength, '0');
    let from = history.length;
    const first = Math.max(0, from - cache.messages);
    const isMissed = ({ timetoken }: Published) => timetoken > since && timetoken >= oldest;
    for (
      let message = history[from - 1];
      from > first && message && isMissed(message);
      message = history[from - 1]
    )
      from -= 1;
    return history.slice(from);
  };
  const missed = (channels: readonly string[], since: string): readonly Published[] => {
    const [channel = '', ...others] = channels;
    if (others.length === 0) return missedOn(channel, since);
    const all = channels.flatMap((one) => missedOn(one, since));
    return all.sort((a, b) => (a.timetoken < b.timetoken ? -1 : 1));
  };

  const answer = (waiter: Waiter, delivery: Delivery) => {
    waiters.delete(waiter);
    waiter.subscriber.next(delivery);
    waiter.subscriber.complete();
  };

  const deliver = (waiter: Waiter, messages: readonly Published[]): boolean => {
    const last = messages.at(-1);
    if (!last) return false;
    answer(waiter, { type: 'messages', timetoken: last.timetoken, messages });
    return true;
  };

  const flush = () => {
    flushIsDue = false;
    for (const waiter of waiters) deliver(waiter, waiter.messages);
  };

  const wait = (channels: readonly string[], token: string | null, timetoken: string): Observable<Delivery> =>
    new Observable((subscriber) => {
      const waiter: Waiter = { channels, subscriber, token, messages: [] };
      if (deliver(waiter, missed(channels, timetoken.padStart(timetokenLength, '0')))) return;
      waiters.add(waiter);
      const timers = new Subscription(() => waiters.delete(waiter));
      const giveUp = () => answer(waiter, { type: 'messages', timetoken, messages: [] });
      timers.add(wall.schedule(giveUp, longestWait));
      const grant = token === null ? undefined : grants.get(token);
      if (grant) {
        const expire = () => answer(waiter, { type: 'denied', denial: expired });
        timers.add(market.schedule(expire, grant.expiresAt - market.now()));
      }
      return timers;
    });

  return {
    grant: (channel) => {
      // A forgotten token gets the same answer as an expired one.
      for (const [old, { expiresAt }] of grants) if (expiresAt <= market.now()) grants.delete(old);
      const token = grantToken({
        channel,
        grantedAt: Math.floor(market.now() / 1_000),
        ttl: Math.max(1, Math.ceil(options.tokenLife / 60_000)),
        signature: options.nextSignature(),
      });
      grants.set(token, { channel, expiresAt: market.now() + options.tokenLife });
      return token;
    },
    publish: (channel, message) => {
      const published = { timetoken: nextTimetoken(), channel, message };
      const history = histories.get(channel) ?? [];
      histories.set(channel, history);
      history.push(published);
      if (history.length > 2 * cache.messages) history.splice(0, history.length - cache.messages);
      for (const waiter of waiters) {
        if (waiter.channels.includes(channel)) waiter.messages.push(published);
      }
      if (flushIsDue || waiters.size === 0) return;
      // Messages of one moment travel together.
      flushIsDue = true;
      wall.schedule(flush);
    },
    expireTokens: (channel) => {
      for (const [token, grant] of grants) {
        if (grant.channel === channel) grants.set(token, { channel, expiresAt: market.now() });
      }
      for (const waiter of waiters) {
        const denial = denialOf(waiter.channels, waiter.token);
        if (denial) answer(waiter, { type: 'denied', denial });
      }
    },
    denialOf,
    receive: (channels, token, timetoken) =>
      new Observable<Delivery>((subscriber) => {
        const denial = denialOf(channels, token);
        if (!denial && timetoken !== null && timetoken !== '0') {
          return wait(channels, token, timetoken).subscribe(subscriber);
        }
        subscriber.next(
          denial
            ? { type: 'denied', denial }
            : { type: 'messages', timetoken: nextTimetoken(), messages: [] },
        );
        subscriber.complete();
        return undefined;
      }),
    now: () => nextTimetoken(),
  };
};
