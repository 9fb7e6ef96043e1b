import {
  BehaviorSubject,
  catchError,
  defer,
  EMPTY,
  filter,
  map,
  Observable,
  repeat,
  take,
  throwError,
  takeUntil,
  timeout,
  timer,
  type Subscriber,
} from 'rxjs';
import { refusedError, type RefusedError } from '../model/errors';
import { causeOf, taggedError, type Tagged } from '../model/tagged';
import { type Clock } from '../operators/clock';
import { decode } from '../parsing/decode';
import { calls, type CallName } from './calls';
import { decodeGatewayMessage, encodeCallerMessage, type GatewayMessage } from './message';
import type { Port } from './port';

/** A link on which a message of the gateway has come. */
export interface Linked {
  /** The id of the gateway's run. */
  readonly epoch: string;
  readonly keepsIds: boolean;
}

/** The state of the link. `linked` is `null` without a link; `attempt` counts failed attempts in a row. */
export interface LinkState {
  readonly linked: Linked | null;
  readonly attempt: number;
  readonly cause: string | null;
}

export type PortAnswer = { readonly type: 'taken' } | { readonly type: 'value'; readonly value: unknown };

/** The error of a call whose link was lost, or whose answer did not come. Its outcome is not known. */
type LostError = Tagged<'LostError', { readonly call: string }>;

export const lostError = (call: string): LostError =>
  taggedError('LostError', 'the gateway has not answered', { call });

export const isLost = (error: unknown): boolean => (error as Partial<LostError> | null)?._tag === 'LostError';

/** True for an error after which the call may succeed at another time, or on another link. */
export const isForLater = (error: unknown): boolean => {
  const { _tag, reason } = Object(error) as Partial<RefusedError>;
  return isLost(error) || (_tag === 'RefusedError' && (reason === 'no-link' || reason === 'busy'));
};

/** The caller's side of a port. It has one link at a time, with many calls. */
export interface PortCaller {
  readonly state$: Observable<LinkState>;
  readonly current: () => Linked | null;
  /** Emits the link once there is one. */
  readonly linked$: Observable<Linked>;
  /**
   * Makes a call. It is cold: each subscription sends one message, and then emits the answers. It fails with a `RefusedError`
   * (`no-link`: it was not sent), with the error of the gateway's own call, or with an error for which `isLost` is true.
   */
  readonly ask: (name: CallName, args: unknown) => Observable<PortAnswer>;
}

export interface PortCallerConfig {
  readonly port: Port;
  readonly clock: Clock;
  /** Returns a number in [0, 1). */
  readonly random: () => number;
  /** The longest silence of the gateway in ms; then the link is given up. */
  readonly silence: number;
  /** The longest time of a call without any answer, ms. */
  readonly answerTimeout: number;
  readonly unreadable: (call: string, message: string) => void;
  readonly closed$: Observable<unknown>;
}

const firstDelay = 250;
const longestDelay = 10_000;
/** After this many ms with beats a link counts as working, and earlier failures are forgotten. */
const standing = 10_000;

interface Beat extends Linked {
  readonly at: number;
  /** The elapsed time at which the beat came, ms. */
  readonly receivedAt: number;
}

export const createPortCaller = ({
  port,
  clock,
  random,
  silence,
  answerTimeout,
  unreadable,
  closed$,
}: PortCallerConfig): PortCaller => {
  const state = new BehaviorSubject<LinkState>({ linked: null, attempt: 0, cause: null });
  const open = new Map<string, { readonly name: CallName; readonly subscriber: Subscriber<PortAnswer> }>();
  const name = random().toString(36).slice(2);
  let made = 0;
  let beat: Beat | null = null;
  /** The elapsed time of the link's first beat, ms. */
  let linkedAt = 0;
  let failures = 0;

  const answer = (incoming: Exclude<GatewayMessage, { readonly type: 'beat' }>): void => {
    const asked = incoming.call === null ? undefined : open.get(incoming.call);
    if (asked === undefined) return;
    const { subscriber } = asked;
    switch (incoming.type) {
      case 'taken': {
        subscriber.next({ type: 'taken' });
        return;
      }
      case 'next': {
        const value = decode<unknown>(calls[asked.name].value.decoder, incoming.value, 'value');
        if (value._tag === 'Right') {
          subscriber.next({ type: 'value', value: value.right });
          return;
        }
        unreadable(asked.name, value.left.message);
        return;
      }
      case 'complete': {
        subscriber.complete();
        return;
      }
      case 'error': {
        subscriber.error(incoming.error);
        return;
      }
      case 'refused': {
        subscriber.error(refusedError(asked.name, incoming.reason, incoming.message));
        return;
      }
    }
  };

  const onMessage = (incoming: GatewayMessage): void => {
    if (incoming.type !== 'beat') {
      answer(incoming);
      return;
    }
    const { epoch, keepsIds, at } = incoming;
    if (beat === null) linkedAt = clock.elapsed();
    beat = { epoch, keepsIds, at, receivedAt: clock.elapsed() };
    if (state.value.linked?.epoch !== epoch)
      state.next({ linked: { epoch, keepsIds }, attempt: 0, cause: null });
  };

  /** One link. A lost or unreadable message ends it. */
  const link$ = defer(() => {
    let last = 0;
    return new Observable<never>((subscriber) =>
      port.messages$.pipe(timeout({ each: silence, scheduler: clock })).subscribe({
        next: (text) => {
          const incoming = decodeGatewayMessage(text);
          if (incoming._tag === 'Left') {
            subscriber.error(new Error(`unreadable: ${incoming.left.message}`));
            return;
          }
          const { type } = incoming.right;
          if (type === 'beat' && beat !== null && incoming.right.epoch !== beat.epoch) {
            // Another gateway counts its messages from one, and they would look like repeated ones of the previous gateway.
            subscriber.error(new Error('another gateway answers'));
            return;
          }
          // A port may bring a message twice.
          if (incoming.right.n <= last) return;
          if (incoming.right.n !== last + 1) {
            subscriber.error(new Error('messages of the gateway are missing'));
            return;
          }
          last = incoming.right.n;
          onMessage(incoming.right);
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      }),
    );
  });

  const lose = (cause: string): void => {
    const hasStood = beat !== null && beat.receivedAt - linkedAt >= standing;
    failures = hasStood ? 1 : failures + 1;
    beat = null;
    const asked = [...open];
    open.clear();
    state.next({ linked: null, attempt: state.value.attempt + 1, cause });
    for (const [call, { subscriber }] of asked) subscriber.error(lostError(call));
  };

  link$
    .pipe(
      catchError((error: unknown) => {
        lose(causeOf(error));
        return EMPTY;
      }),
      repeat({
        delay: () => {
          if (state.value.linked !== null) lose('the link has ended');
          const bound = Math.min(longestDelay, firstDelay * 2 ** Math.min(failures - 1, 10));
          return timer(bound / 2 + (random() * bound) / 2, clock);
        },
      }),
      takeUntil(closed$),
    )
    .subscribe();

  /** The present elapsed time of the gateway. By it, an order never looks younger than it is, whatever the clocks here say. */
  const stamp = ({ epoch, at, receivedAt }: Beat): { readonly epoch: string; readonly at: number } => ({
    epoch,
    at: at + clock.elapsed() - receivedAt,
  });

  const ask = (asked: CallName, args: unknown): Observable<PortAnswer> =>
    new Observable<PortAnswer>((subscriber) => {
      made += 1;
      const call = `${name}-${made}`;
      open.set(call, { name: asked, subscriber });
      const isSent =
        beat !== null &&
        port.send(encodeCallerMessage({ type: 'call', call, name: asked, args, ...stamp(beat) }));
      if (!isSent) {
        open.delete(call);
        subscriber.error(refusedError(asked, 'no-link', 'there is no link to the gateway; it was not sent'));
        return;
      }
      return () => {
        // If no answer has ended the call, its subscriber has left it.
        if (open.delete(call)) port.send(encodeCallerMessage({ type: 'leave', call }));
      };
    }).pipe(
      timeout({ first: answerTimeout, scheduler: clock, with: () => throwError(() => lostError(asked)) }),
    );

  return {
    state$: state,
    current: () => state.value.linked,
    linked$: state.pipe(
      map(({ linked }) => linked),
      filter((linked) => linked !== null),
      take(1),
    ),
    ask,
  };
};
