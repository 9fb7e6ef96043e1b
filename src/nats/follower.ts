import type { NatsConnection, Subscription as NatsSubscription } from '@nats-io/nats-core';
import { Subscription } from 'rxjs';
import { createBookStart } from '../connectivity/book-start';
import { framePlaces } from '../connectivity/frame-places';
import { linkError } from '../model/errors';
import type { Pair } from '../model/pair';
import type { Clock } from '../operators/clock';
import type { RoomKind } from '../parsing/room-kinds';
import { before, type FrameHistory, history$ } from './catch-up';
import { readStamp } from './frame-message';
import {
  asOnJoin,
  beyondWhole,
  isDepth,
  judge,
  noOrder,
  type PairOrder,
  sequenceOfDiff,
  type StampedFrame,
} from './room-order';

/**
 * Follows the rooms of a pair: first the frames in the stream, then those that are published, without a gap or a
 * repetition.
 */
export interface Follower {
  readonly join: (kind: RoomKind) => void;
  readonly leave: (kind: RoomKind) => void;
  /** Handles the beginning of another run of frames. */
  readonly onEpoch: (epoch: number) => void;
  readonly stop: () => void;
}

export interface FollowerConfig {
  readonly connection: NatsConnection;
  readonly history: FrameHistory;
  readonly pair: Pair;
  readonly clock: Clock;
  /**
   * The time from which frames of the stream are emitted, Unix time in ms; `null`: only those that are necessary to
   * begin.
   */
  readonly from: number | null;
  /** Runs when the frames from that time on were emitted. */
  readonly onBegun?: () => void;
  readonly emit: (frame: string) => void;
  readonly onGap: (kind: RoomKind, missing: number) => void;
  readonly fail: (error: unknown) => void;
}

/** The time in ms within which a requested whole must come. */
const wholeWithin = 4_000;
/** The number of remembered diffs. The next run of frames repeats some diffs, and nobody may receive them twice. */
const remembered = 2_000;

export const createFollower = (config: FollowerConfig): Follower => {
  const { connection, history, pair, clock, onBegun, emit, onGap, fail } = config;
  const joined = new Map<RoomKind, NatsSubscription>();
  /** The sequences of the diffs that were emitted since their room was joined. */
  const emitted = new Set<string>();
  /** The newest whole that was emitted since its room was joined. */
  let shown = createBookStart<StampedFrame>(framePlaces);
  let order: PairOrder = noOrder;
  let epoch = 0;
  /** True if a room of the book was left, and its subscriber may still keep the book. */
  let isAgain = false;
  let start = config.from;
  /** The frames that were published while the stream is read. */
  let held: StampedFrame[] | null = null;
  /** The frames that are missing, and the time from which they are read, while they are. */
  let gap: { readonly frames: string; readonly since: number } | null = null;
  /** Diffs whose whole has not come. They wait for a few seconds at most, because a whole is requested. */
  let waiting: StampedFrame[] = [];
  let reading = new Subscription();
  let whole = new Subscription();

  const hasBook = (): boolean => joined.has('depth_whole') && joined.has('depth_diff');

  /** True if a whole of the present run of frames has come. */
  const hasWhole = (): boolean => (order.get('depth_whole')?.epoch ?? -1) >= epoch;

  const without = (kind: RoomKind): void => {
    const rest = new Map(order);
    rest.delete(kind);
    order = rest;
  };

  const expectWhole = (): void => {
    whole.unsubscribe();
    whole = clock.schedule(
      () => fail(linkError('silent', `no whole of ${pair} within ${wholeWithin} ms`)),
      wholeWithin,
    );
  };

  /** Requests a whole, because nothing proves the book. No diff is emitted before the next whole. */
  const askWhole = (): void => {
    without('depth_whole');
    expectWhole();
    connection.publish(history.subjects.whole, pair);
  };

  const isRepeated = ({ kind, frame }: StampedFrame): boolean => {
    if (kind !== 'depth_diff') return false;
    const sequence = sequenceOfDiff(frame);
    if (sequence === undefined) return false;
    if (emitted.has(sequence)) return true;
    emitted.add(sequence);
    if (emitted.size > remembered) emitted.delete(emitted.values().next().value as string);
    return false;
  };

  /**
   * True if the subscriber has had a newer whole, and every diff since. A gateway that takes over may have an older one than
   * the previous gateway, which has requested some.
   */
  const isBehind = (stamped: StampedFrame): boolean =>
    stamped.kind === 'depth_whole' && shown.onWhole(stamped) === 'late';

  const give = (stamped: StampedFrame, next: PairOrder): void => {
    order = next;
    if (stamped.kind === 'depth_whole') whole.unsubscribe();
    if (!isRepeated(stamped) && !isBehind(stamped)) emit(stamped.frame);
  };

  const awaitWhole = (diff: StampedFrame): void => {
    if (waiting.push(diff) === 1) expectWhole();
  };

  /** Returns the diffs that waited for a whole, in their order. Frames of the stream come late, and twice. */
  const released = (stamped: StampedFrame): readonly StampedFrame[] => {
    if (stamped.kind !== 'depth_whole') return [];
    const due = waiting.sort((a, b) => a.epoch - b.epoch || a.n - b.n);
    waiting = [];
    return beyondWhole(stamped, due);
  };

  /**
   * Emits a frame of the stream. Frames that are missing there were never stored, or are no longer kept. Adds their room to
   * those that lack some.
   */
  const giveOld = (stamped: StampedFrame, lacking: Set<RoomKind>): void => {
    const { kind, epoch, n, at } = stamped;
    if (!joined.has(kind)) return;
    const verdict = judge(order, stamped, hasBook());
    if (verdict.type === 'wait') awaitWhole(stamped);
    if (verdict.type === 'emit') {
      give(stamped, verdict.order);
      for (const diff of released(stamped)) giveOld(diff, lacking);
    }
    if (verdict.type !== 'gap') return;
    onGap(kind, verdict.missing);
    give(stamped, new Map(order).set(kind, { epoch, n, at }));
    lacking.add(kind);
  };

  const read = (since: number | null, onRead: (lacking: ReadonlySet<RoomKind>) => void): void => {
    held ??= [];
    reading.unsubscribe();
    reading = history$(history, pair, new Set(joined.keys()), since).subscribe({
      next: (frames) => {
        const live = held ?? [];
        held = null;
        // A new room says nothing about others, whose frames may go missing meanwhile. A book begins with all of its frames.
        const others = gap === null ? live.filter(({ kind }) => !isDepth(kind)) : [];
        const known = [...frames, ...live.filter((each) => !others.includes(each))];
        const due = since === null ? asOnJoin(known) : known;
        const lacking = new Set<RoomKind>();
        for (const frame of due) giveOld(frame, lacking);
        onRead(lacking);
        others.forEach(onStamped);
      },
      error: fail,
    });
  };

  /** Makes the link again if frames stay missing that nothing else would bring. Trades are then read from REST. */
  const failIfMissing = (lacking: ReadonlySet<RoomKind>): boolean => {
    const isMissing = gap !== null && (lacking.has('depth_diff') || lacking.has('transactions'));
    if (isMissing) fail(linkError('closed', `${gap?.frames} are missing`));
    gap = null;
    return isMissing;
  };

  const begin = (): void => {
    // A client that has received diffs needs a whole that is newer, and the venue has a new one for each join.
    const isLate = order.has('depth_diff') && !order.has('depth_whole');
    if ((isLate || isAgain) && hasBook()) askWhole();
    isAgain = false;
    // A room that is joined while earlier or missing frames are read is read from the same time.
    const from = start ?? gap?.since ?? null;
    read(from, (lacking) => {
      start = null;
      onBegun?.();
      if (failIfMissing(lacking)) return;
      if (hasBook() && (lacking.has('depth_diff') || !hasWhole())) askWhole();
    });
  };

  const onStamped = (stamped: StampedFrame): void => {
    if (held !== null) {
      held.push(stamped);
      return;
    }
    const verdict = judge(order, stamped, hasBook());
    if (verdict.type === 'wait') awaitWhole(stamped);
    if (verdict.type === 'emit') {
      give(stamped, verdict.order);
      released(stamped).forEach(onStamped);
    }
    if (verdict.type !== 'gap') return;
    held = [stamped];
    // The stamps are the gateway's, but the stream has a clock of its own.
    gap = {
      frames: `${verdict.missing} frames of ${stamped.kind}_${pair}`,
      since: verdict.since - before,
    };
    read(gap.since, failIfMissing);
  };

  return {
    join: (kind) => {
      if (joined.has(kind)) return;
      const subscription = connection.subscribe(history.subjects.frames(pair, kind), {
        callback: (error, message) => {
          const stamp = error === null ? readStamp(message.headers) : null;
          if (stamp !== null) onStamped({ ...stamp, kind, frame: message.string() });
        },
      });
      joined.set(kind, subscription);
      held ??= [];
      reading.unsubscribe();
      // Rooms that are joined together are read together.
      reading = clock.schedule(begin);
    },
    leave: (kind) => {
      joined.get(kind)?.unsubscribe();
      isAgain ||= isDepth(kind) && hasBook() && order.has(kind);
      joined.delete(kind);
      without(kind);
      waiting = [];
      if (kind === 'depth_diff') emitted.clear();
      if (kind === 'depth_whole') shown = createBookStart<StampedFrame>(framePlaces);
      if (joined.size > 0) return;
      isAgain = false;
      reading.unsubscribe();
      whole.unsubscribe();
      held = null;
      gap = null;
    },
    onEpoch: (next) => {
      epoch = next;
      if (hasBook() && !hasWhole() && held === null) askWhole();
    },
    stop: () => {
      for (const subscription of joined.values()) subscription.unsubscribe();
      reading.unsubscribe();
      whole.unsubscribe();
    },
  };
};
