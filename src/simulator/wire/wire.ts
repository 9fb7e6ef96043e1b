import { venueCode } from '../../model/venue-codes';
import { createHash } from 'node:crypto';
import { type Observable, of, type SchedulerLike, Subject, tap } from 'rxjs';
import type { VenueState } from '../../model/venue-status';
import type { Fault } from '../faults/fault';
import { createFaultRegistry, type FaultRegistry } from '../faults/registry';
import { withRequestFaults } from './request-faults';
import { createStreamLink } from './stream-link';
import type { Market } from '../market/market';
import type { RoomNews } from '../market/room-news';
import { randomOf } from '../market/random';
import type { Quirks } from '../venue/quirks';
import type { Venue } from '../venue/index';
import { type Accounts, createAccounts } from './accounts';
import { createControl } from './control';
import { createHub } from './hub';
import { idsFrom } from './ids';
import { delayOf, type WayLatency, withLatency } from './latency';
import { callDigest, createAuditLog, type AuditLog } from './audit-log';
import {
  replyCodeOf,
  failureReply,
  type Handle,
  type Route,
  type WireReply,
  type WireRequest,
} from './message';
import { rulesOf } from './rules';
import { connectPrivateStream } from './private-stream';
import { createPrivateRest } from './private-rest';
import { createPubNubOrigin, type PubNubCache, type PubNubOrigin } from './pubnub-origin';
import { createPubNubRoutes } from './pubnub-routes';
import { createPublicRest } from './public-rest';
import { openSession, type Outlet, type StreamSession, type StreamTiming } from './session';

export interface WireOptions {
  readonly venue: Venue;
  readonly market: Market;
  /** The clock of `Date`, authentication, rate limits and pings. */
  readonly wall: SchedulerLike;
  /** The clock of tokens and stale reads. */
  readonly marketClock: SchedulerLike;
  readonly seed: number;
  readonly quirks: Quirks;
  readonly tokenLife: number;
  readonly pubnubCache: PubNubCache;
  readonly streamTiming: StreamTiming;
  readonly latency: WayLatency;
  /** The least number of entries that the audit log keeps. */
  readonly journalCapacity: number;
}

/** The protocols of the venue without a transport. The TCP server and the in-process ports both use it. */
export interface Wire {
  /** Handles the requests of every path except those of the public stream. */
  readonly handle: Handle;
  /** Adds a new client of the public stream. `protocol` is the `EIO` of its url. */
  readonly openStream: (outlet: Outlet, protocol: number, upgrades: readonly string[]) => StreamSession;
  readonly findStream: (sid: string) => StreamSession | undefined;
  readonly pubnub: PubNubOrigin;
  readonly accounts: Accounts;
  readonly faults: FaultRegistry;
  readonly journal: AuditLog;
  readonly isDown: () => boolean;
  /** Publishes a message to a room of the public stream. Returns `false` if the room is empty. */
  readonly publish: (news: RoomNews) => boolean;
  /** Feed: emits when every connection must break. */
  readonly restarts$: Observable<void>;
  readonly close: () => void;
}

const defaultDowntime = 1_000;

const preflight: WireReply = {
  type: 'reply',
  status: 204,
  headers: {
    'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
    'access-control-allow-headers':
      'access-key, access-nonce, access-request-time, access-signature, access-time-window, content-type',
    'access-control-max-age': '600',
  },
  body: '',
};

export const createWire = (options: WireOptions): Wire => {
  const { venue, market, wall, seed } = options;
  const nextId = idsFrom(randomOf(seed, 'wire').next);
  const rules = rulesOf(venue);
  const faults = createFaultRegistry(wall, randomOf(seed, 'faults').next);
  const journal = createAuditLog(() => wall.now(), options.journalCapacity);
  const accounts = createAccounts(venue, nextId);
  const pubnub = createPubNubOrigin({
    wall,
    market: options.marketClock,
    tokenLife: options.tokenLife,
    cache: options.pubnubCache,
    nextSignature: () => createHash('sha256').update(nextId(32)).digest(),
  });
  const hub = createHub(market);
  const sessions = new Map<string, StreamSession>();
  const restarts = new Subject<void>();
  let downUntil = -Infinity;
  const isDown = () => wall.now() < downUntil;

  const { latency } = options;
  const drawn = randomOf(seed, 'latency').next;
  const newsDelay = () => delayOf(latency.news, drawn);
  connectPrivateStream({ venue, accounts, pubnub, faults, journal, rules, wall, newsDelay });

  // ------------------------------------------------------------------------------ faults

  const expireTokens = (apiKey: string | undefined) => {
    for (const account of accounts.all()) {
      if (apiKey === undefined || account.apiKey === apiKey) pubnub.expireTokens(account.channel);
    }
  };
  const setStatus = (pair: string | undefined, status: VenueState) => {
    for (const { pair: known } of venue.instruments()) {
      if (pair === undefined || pair === known) venue.setPairStatus(known, status);
    }
  };
  const restart = (ms: number) => {
    downUntil = wall.now() + ms;
    for (const session of [...sessions.values()]) session.close();
    restarts.next();
  };
  const act = (fault: Fault) => {
    if (fault.kind === 'token-expire') expireTokens(fault.only?.apiKey);
    if (fault.kind === 'restart') restart(fault.ms ?? defaultDowntime);
    if (fault.kind === 'pair-status') {
      setStatus(fault.pair, fault.status);
      if (fault.ms !== undefined) wall.schedule(() => setStatus(fault.pair, 'NORMAL'), fault.ms);
    }
  };
  faults.dueActs$.subscribe(act);
  faults.strikes$.subscribe((strike) => journal.write({ type: 'fault', ...strike }));

  // ------------------------------------------------------------------------------ requests

  const write = (request: WireRequest, reply: WireReply | null, isAdmitted: boolean) => {
    // The digest of a call costs more than the rest of a request that nobody audits.
    if (options.journalCapacity === 0) return;
    const { method, path, headers } = request;
    const apiKey = headers['access-key'] ?? null;
    const { signature = null, admitted = isAdmitted, orderIds = [] } = reply?.note ?? {};
    const code = reply && replyCodeOf(reply);
    const status = reply && reply.status;
    const signed = headers['access-signature'];
    const call = signed === undefined ? null : callDigest(signed);
    journal.write({
      type: 'request',
      method,
      path,
      apiKey,
      call,
      signature,
      admitted,
      orderIds,
      code,
      status,
    });
  };
  const routes: readonly Route[] = [
    createPrivateRest({
      ...options,
      market: options.marketClock,
      queries: market.queries,
      accounts,
      pubnub,
      faults,
      rules,
      onForeignOrder: ({ user, orderId }) => {
        const apiKey = accounts.byUser(user)?.apiKey;
        if (apiKey !== undefined) journal.write({ type: 'foreign-order', apiKey, orderId });
      },
    }),
    createPubNubRoutes(pubnub),
    createPublicRest(market.queries, wall, market.ask$),
  ];
  const route: Handle = (request) => {
    for (const serve of routes) {
      const answers = serve(request);
      if (answers) return answers;
    }
    return of(failureReply(venueCode.notFound));
  };
  const recorded: Handle = (request) =>
    route(request).pipe(
      tap((answer) => {
        if (answer.type === 'reply') write(request, answer, true);
      }),
    );
  const faulty = withRequestFaults(faults, wall, recorded, (request, reply) => write(request, reply, false));
  const control = createControl({ venue, rules, accounts, faults, journal });

  const onItsWay = withLatency(latency, wall, drawn, faulty);

  const handle: Handle = (request) => {
    if (request.method === 'OPTIONS') return of(preflight);
    const controlled = control(request);
    if (controlled) return controlled;
    const about = { path: request.path, apiKey: request.headers['access-key'] ?? null };
    faults.acts('request', about).forEach(act);
    return isDown() ? of({ type: 'dropped' }) : onItsWay(request);
  };

  // ------------------------------------------------------------------------------ public stream

  const openStream: Wire['openStream'] = (outlet, protocol, upgrades) => {
    const sid = nextId(20);
    const life = { isOver: false };
    const session = openSession({
      sid,
      connectSid: nextId(20),
      outlet,
      hub,
      timing: options.streamTiming,
      scheduler: wall,
      protocol,
      upgrades,
      link: (close) => createStreamLink(faults, wall, close),
      onEnd: () => {
        life.isOver = true;
        sessions.delete(sid);
      },
    });
    if (!life.isOver) sessions.set(sid, session);
    return session;
  };
  const publishing = market.messages$.subscribe(hub.publish);

  return {
    handle,
    openStream,
    findStream: (sid) => sessions.get(sid),
    pubnub,
    accounts,
    faults,
    journal,
    isDown,
    publish: hub.publish,
    restarts$: restarts,
    close: () => {
      publishing.unsubscribe();
      for (const session of [...sessions.values()]) session.close();
      faults.close();
      restarts.complete();
    },
  };
};
