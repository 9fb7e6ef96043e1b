import type { NatsConnection } from '@nats-io/nats-core';
import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  endWith,
  filter,
  ignoreElements,
  interval,
  map,
  merge,
  NEVER,
  Observable,
  of,
  share,
  Subject,
  switchMap,
  takeUntil,
  tap,
  throwError,
} from 'rxjs';
import { causeOf } from '../model/tagged';
import type { Pair } from '../model/pair';
import type { Clock } from '../operators/clock';
import { retryBackoff } from '../operators/retry-backoff';
import { resolveOptions } from '../options/options';
import { type ConnectNats, natsConnection$, versionWarning } from './connection';
import { asNatsError, natsError } from './errors';
import { createFrameRun } from './frame-run';
import { createLease } from './lease';
import { mixedLink } from './mixed-link';
import { PublishOptions, type PublishFramesOptions, type ResolvedPublishing } from './publish-options';
import { createRestGateway, serveRest } from './rest-gateway';
import { missingRight$ } from './rights';
import { framesStream$ } from './stream';
import { type Subjects, subjectsOf } from './subjects';
import { createVenueLink, type LinkEvent, type VenueLink } from './venue-link';

/** A state of a gateway of frames. */
export type FramesEvent =
  /**
   * The gateway is connected to NATS and does not publish, because another one does, or because it has no frames of the
   * venue.
   */
  | { readonly type: 'standing-by' }
  /** The gateway publishes. Each run of frames has its own epoch. */
  | { readonly type: 'publishing'; readonly epoch: number }
  | { readonly type: 'venue-lost'; readonly cause: string }
  | { readonly type: 'nats-lost'; readonly cause: string }
  /** The server has not acknowledged a frame. Callers who join later may miss it, and notice that. */
  | { readonly type: 'not-stored'; readonly cause: string }
  | { readonly type: 'warning'; readonly cause: string };

const beatEvery = 1_000;
/** The shortest interval of requests to the venue for a whole of a pair, ms. */
const wholeEvery = 1_000;
/** The additional time after a lease's term that others wait, ms. */
const grace = 500;
/** A number of links that the term of a lease never has. */
const linksPerTerm = 1_000_000;

/** Serves requests for a whole, while subscribed to. */
const wholes$ = (
  connection: NatsConnection,
  { whole }: Subjects,
  { askWhole }: VenueLink,
  pairs: readonly Pair[],
  clock: Clock,
): Observable<never> =>
  new Observable((subscriber) => {
    const askedAt = new Map<Pair, number>();
    const asked = connection.subscribe(whole, {
      callback: (error, message) => {
        // An error comes without a message.
        const pair = error === null ? message.string() : '';
        const now = clock.elapsed();
        if (!pairs.includes(pair)) return;
        if (now - (askedAt.get(pair) ?? -Infinity) < wholeEvery) return;
        askedAt.set(pair, now);
        askWhole(pair);
      },
    });
    subscriber.add(() => asked.unsubscribe());
  });

/**
 * Serves over one connection to NATS: stands by, publishes while the lease is ours, and errors when the connection is
 * lost.
 */
const publishOver = (
  connection: NatsConnection,
  options: ResolvedPublishing,
  venue: VenueLink,
  events$: Observable<LinkEvent>,
  holder: string,
): Observable<FramesEvent> => {
  const { clock, prefix, keep, term, quietAfter, transport, pairs, wait } = options;
  const subjects = subjectsOf(prefix);
  const isAble = (): boolean => venue.isOpen() && venue.silence() <= quietAfter;
  const lease = createLease({
    connection,
    bucket: subjects.leases,
    key: 'frames',
    holder,
    clock,
    isAble,
    term,
    grace,
  });
  const rest$ =
    transport.sendRequest === null
      ? EMPTY
      : serveRest(
          connection,
          prefix,
          createRestGateway({ ...options, sendRequest: transport.sendRequest }, clock),
        );
  const warning = versionWarning(connection, options.servers);
  const warned$: Observable<FramesEvent> = warning === null ? EMPTY : of({ type: 'warning', cause: warning });

  return framesStream$(connection, subjects, keep).pipe(
    switchMap((manager) => {
      const notStored = new Subject<FramesEvent>();
      const run = createFrameRun({
        connection,
        stream: manager.jetstream(),
        subjects,
        venue,
        isHeld: lease.isHeld,
        onNotStored: (error) => notStored.next({ type: 'not-stored', cause: asNatsError(error).message }),
      });

      const publishing$ = (revision: number): Observable<FramesEvent> => {
        let links = 0;
        const begin = (): FramesEvent => {
          const epoch = revision * linksPerTerm + links;
          run.begin(epoch);
          run.beat();
          return { type: 'publishing', epoch };
        };
        const followed$ = events$.pipe(
          concatMap((event): Observable<FramesEvent> => {
            if (event.type === 'frame') {
              run.publish(event.room, event.held);
              return EMPTY;
            }
            if (event.type === 'lost') {
              run.beat();
              return EMPTY;
            }
            // It is not known which frames were missed between two links.
            links += 1;
            return of(begin());
          }),
        );
        const begun$ = concat(
          defer(() => of(begin())),
          followed$,
        );
        const beats$ = interval(beatEvery, clock).pipe(tap(run.beat), ignoreElements());
        return merge(begun$, beats$, rest$, wholes$(connection, subjects, venue, pairs, clock));
      };

      const turns$ = lease.held$.pipe(
        switchMap((held): Observable<FramesEvent> => {
          if (held !== null) return publishing$(held.revision);
          return wait || !lease.isTaken()
            ? concat(of<FramesEvent>({ type: 'standing-by' }), NEVER)
            : throwError(() => natsError('taken', 'another gateway publishes these frames'));
        }),
      );
      return merge(missingRight$(connection, prefix), warned$, notStored, turns$);
    }),
  );
};

/** Makes `publishFrames` with the connection of its runtime. */
export const publishFramesBy =
  (connect: ConnectNats) =>
  (given: PublishFramesOptions, ...stray: readonly unknown[]): Observable<FramesEvent> => {
    const options = resolveOptions(PublishOptions, given, stray);
    const { clock, random, wait } = options;
    return defer(() => {
      const { transport, mixWith } = options;
      const venue = createVenueLink({
        ...options,
        link$:
          mixWith === undefined
            ? transport.link$
            : mixedLink([transport.link$, mixWith.link$], { clock, random }),
      });
      const events$ = venue.events$.pipe(share());
      const noticed = new Subject<FramesEvent>();
      const holder = random().toString(36).slice(2);
      let hasServed = false;
      const gateway$ = natsConnection$(connect, options).pipe(
        switchMap((connection) =>
          publishOver(connection, { ...options, wait: wait || hasServed }, venue, events$, holder),
        ),
        tap(() => {
          hasServed = true;
        }),
        retryBackoff({
          random,
          scheduler: clock,
          maxDelay: 5_000,
          shouldRetry: (error) => {
            const { reason } = asNatsError(error);
            // A server that is starting may send any error. A missing right stays missing.
            return reason === 'not-allowed'
              ? hasServed && wait
              : hasServed || (wait && reason === 'no-server');
          },
          onRetry: ({ error }) => noticed.next({ type: 'nats-lost', cause: causeOf(error) }),
        }),
        catchError((error: unknown) => throwError(() => asNatsError(error))),
      );
      const lost$ = events$.pipe(
        filter((event) => event.type === 'lost'),
        map(({ cause }): FramesEvent => ({ type: 'venue-lost', cause })),
      );
      const over$ = events$.pipe(ignoreElements(), endWith(null));
      return merge(lost$, noticed, gateway$).pipe(takeUntil(over$));
    });
  };
