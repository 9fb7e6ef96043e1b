import { Observable, Subject } from 'rxjs';
import { encodePacket, isControlFrame } from '../connectivity/engine-io';
import { createRoomMemory, type HeldFrame } from '../connectivity/room-memory';
import type { Transport } from '../connectivity/transport';
import { causeOf } from '../model/tagged';
import type { Pair } from '../model/pair';
import { stampOf, type Clock } from '../operators/clock';
import { retryBackoff } from '../operators/retry-backoff';
import { likelyRoomOf } from '../parsing/room';
import { kinds } from './subjects';

export type LinkEvent =
  | { readonly type: 'open' }
  | { readonly type: 'lost'; readonly cause: string }
  | { readonly type: 'frame'; readonly room: string; readonly held: HeldFrame };

/** A gateway's own link to the venue, with every room of some pairs and their present state. */
export interface VenueLink {
  /** Emits the events of the link. Cold: each subscription is one link, again after each loss. */
  readonly events$: Observable<LinkEvent>;
  readonly isOpen: () => boolean;
  /** Returns the elapsed time since the latest frame, ms. */
  readonly silence: () => number;
  /**
   * Returns the frames that show the present state, and the trades of the last seconds, in the order in which they
   * came.
   */
  readonly copies: () => readonly HeldFrame[];
  /** Returns the age of the latest frame of each room, ms. */
  readonly ages: () => Readonly<Record<string, number>>;
  /** Requests a whole of the pair from the venue. */
  readonly askWhole: (pair: Pair) => void;
}

/**
 * The age of trades in ms that a gateway which takes over publishes again, because the previous one may have lost them.
 */
const tradesKept = 15_000;

export interface VenueLinkConfig {
  readonly link$: Transport['link$'];
  readonly pairs: readonly Pair[];
  readonly clock: Clock;
  readonly random: () => number;
}

export const createVenueLink = ({ link$, pairs, clock, random }: VenueLinkConfig): VenueLink => {
  const memory = createRoomMemory();
  const lastAt = new Map<string, number>();
  let trades: (HeldFrame & { readonly at: number })[] = [];
  let send: ((frame: string) => void) | null = null;
  let receivedAt = clock.elapsed();

  const say = (name: 'join-room' | 'leave-room', room: string): void =>
    send?.(encodePacket({ type: 'event', name, args: [room] }));

  const receive = (frame: string): LinkEvent => {
    const room = likelyRoomOf(frame);
    const at = clock.elapsed();
    const held = { t: stampOf(clock), frame };
    receivedAt = at;
    lastAt.set(room, at);
    memory.onFrame(held.t, frame);
    if (room.startsWith('transactions_')) {
      trades.push({ ...held, at });
      if (at - (trades[0]?.at ?? at) > 2 * tradesKept)
        trades = trades.filter((trade) => at - trade.at <= tradesKept);
    }
    return { type: 'frame', room, held };
  };

  const lose = (cause: string): LinkEvent => {
    send = null;
    memory.onDrop();
    return { type: 'lost', cause };
  };

  const events$ = new Observable<LinkEvent>((subscriber) => {
    const lost = new Subject<LinkEvent>();
    subscriber.add(lost.subscribe(subscriber));
    subscriber.add(
      link$
        .pipe(
          retryBackoff({
            random,
            scheduler: clock,
            resetOn: (event) => typeof event === 'string',
            onRetry: ({ error }) => lost.next(lose(causeOf(error))),
          }),
        )
        .subscribe({
          next: (event) => {
            if (typeof event === 'string') {
              if (!isControlFrame(event)) subscriber.next(receive(event));
              return;
            }
            ({ send } = event);
            subscriber.next({ type: 'open' });
            for (const pair of pairs) for (const kind of kinds) say('join-room', `${kind}_${pair}`);
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        }),
    );
  });

  return {
    events$,
    isOpen: () => send !== null,
    silence: () => clock.elapsed() - receivedAt,
    copies: () => {
      const now = clock.elapsed();
      // Trades do not show the present state, so that their place among the others does not matter.
      return [...trades.filter(({ at }) => now - at <= tradesKept), ...memory.copies()];
    },
    ages: () => {
      const now = clock.elapsed();
      return Object.fromEntries([...lastAt].map(([room, at]) => [room, now - at]));
    },
    askWhole: (pair) => {
      say('leave-room', `depth_whole_${pair}`);
      say('join-room', `depth_whole_${pair}`);
    },
  };
};
