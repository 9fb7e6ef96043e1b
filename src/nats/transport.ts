import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import {
  catchError,
  from,
  Observable,
  ReplaySubject,
  share,
  Subject,
  switchMap,
  throwError,
  timer,
} from 'rxjs';
import { decodePacket } from '../connectivity/engine-io';
import type { Transport, TransportOpen } from '../connectivity/transport';
import { linkError } from '../model/errors';
import { causeOf } from '../model/tagged';
import type { Pair } from '../model/pair';
import { idleTimer } from '../operators/idle-timer';
import { maybe } from '../options/codecs';
import { optionsOf, resolveOptions } from '../options/options';
import { mapped } from '../parsing/combinators';
import { Timestamp } from '../parsing/primitives';
import type { RoomKind } from '../parsing/room-kinds';
import { decodeBeat } from './beat';
import { type ConnectNats, natsConnection$ } from './connection';
import { asNatsError } from './errors';
import { createFollower, type Follower } from './follower';
import { natsFields, type NatsOptions, type ResolvedNats, type Unresolved, withClock } from './options';
import { restOver } from './rest-over';
import { roomParts, subjectsOf } from './subjects';

export interface NatsTransportOptions extends NatsOptions {
  /**
   * The time from which earlier frames come first (Unix time, ms), as far as the stream keeps them. Live frames follow.
   */
  readonly from?: number | undefined;
}

/** A notice about the frames on their way through NATS. */
export type NatsNotice =
  /** Frames of a room have not come, and the stream does not have them. If they matter, the link is made again. */
  | { readonly type: 'frames-missing'; readonly room: string; readonly missing: number }
  /** Another run of frames began: another gateway took over, or the gateway has a new link to the venue. */
  | { readonly type: 'new-run'; readonly epoch: number };

/** A transport with the venue's frames from a gateway over NATS, and its REST. */
export interface NatsTransport extends Transport {
  /** Feed: emits notices. It never connects by itself. */
  readonly notices$: Observable<NatsNotice>;
}

interface Resolved extends ResolvedNats {
  readonly from: number | undefined;
}

const Options = mapped(
  optionsOf<Unresolved & Pick<Resolved, 'from'>>({ ...natsFields, from: maybe(Timestamp) }),
  withClock,
);

/** The silence of a gateway in ms after which it counts as gone. It is longer than another one needs to take over. */
const silence = 6_000;
/** The time in ms for which a connection is kept for the next link. */
const linger = 1_000;

/** Makes `natsTransport` with the connection of its runtime. */
export const natsTransportBy =
  (connect: ConnectNats) =>
  (given: NatsTransportOptions = {}, ...stray: readonly unknown[]): NatsTransport => {
    const options: Resolved = resolveOptions(Options, given, stray);
    const { clock, prefix, inboxPrefix } = options;
    const subjects = subjectsOf(prefix);
    const notices = new Subject<NatsNotice>();
    /** The pairs whose history was emitted. */
    const begun = new Set<Pair>();

    const connection$ = natsConnection$(connect, options).pipe(
      share({
        connector: () => new ReplaySubject(1),
        resetOnRefCountZero: () => timer(linger, clock),
      }),
    );

    const follow = (connection: NatsConnection): Observable<TransportOpen | string> =>
      from(jetstreamManager(connection, { checkAPI: false })).pipe(
        switchMap(
          (manager) =>
            new Observable<TransportOpen | string>((subscriber) => {
              const followers = new Map<Pair, Follower>();
              let epoch = 0;
              let isOpen = false;
              const fail = (error: unknown): void => subscriber.error(error);

              const followerOf = (pair: Pair): Follower => {
                const known = followers.get(pair);
                if (known !== undefined) return known;
                const follower = createFollower({
                  connection,
                  history: { manager, subjects },
                  pair,
                  clock,
                  from: begun.has(pair) ? null : (options.from ?? null),
                  onBegun: () => begun.add(pair),
                  emit: (frame) => subscriber.next(frame),
                  onGap: (kind: RoomKind, missing) =>
                    notices.next({ type: 'frames-missing', room: `${kind}_${pair}`, missing }),
                  fail: (error) => fail(linkError('closed', causeOf(error))),
                });
                followers.set(pair, follower);
                return follower;
              };

              const send = (text: string): void => {
                const packet = decodePacket(text);
                if (packet.type !== 'event') return;
                const room = roomParts(String(packet.args[0]));
                if (room === null) return;
                if (packet.name === 'join-room') followerOf(room.pair).join(room.kind);
                if (packet.name === 'leave-room') followerOf(room.pair).leave(room.kind);
              };

              const quiet = idleTimer(
                silence,
                () => {
                  // The connection itself may be dead, so the next link has one of its own.
                  void connection.close();
                  fail(linkError('silent', `no message of a gateway for ${silence} ms`));
                },
                clock,
              );
              const beats = connection.subscribe(subjects.beat, {
                callback: (error, message) => {
                  const beat = decodeBeat(error === null ? message.string() : '');
                  if (beat._tag === 'Left' || beat.right.epoch < epoch) return;
                  quiet.touch();
                  const isNew = epoch !== 0 && beat.right.epoch !== epoch;
                  ({ epoch } = beat.right);
                  if (!beat.right.isOpen) {
                    if (isOpen) fail(linkError('closed', 'the gateway has lost its link to the venue'));
                    return;
                  }
                  if (!isOpen) {
                    isOpen = true;
                    subscriber.next({ type: 'open', send });
                    return;
                  }
                  if (!isNew) return;
                  notices.next({ type: 'new-run', epoch });
                  for (const follower of followers.values()) follower.onEpoch(epoch);
                },
              });
              subscriber.add(() => {
                quiet.stop();
                beats.unsubscribe();
                for (const follower of followers.values()) follower.stop();
              });
            }),
        ),
      );

    return {
      link$: connection$.pipe(
        switchMap(follow),
        catchError((error: unknown) =>
          throwError(() =>
            (Object(error) as { readonly _tag?: unknown })._tag === 'LinkError'
              ? error
              : linkError('connect-failed', asNatsError(error).message),
          ),
        ),
      ),
      sendRequest: restOver({ connected$: connection$, subject: subjects.rest, inboxPrefix, clock }),
      notices$: notices.asObservable(),
    };
  };
