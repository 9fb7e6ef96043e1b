import { createHash } from 'node:crypto';
import type { JetStreamClient } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import type { HeldFrame } from '../connectivity/room-memory';
import { likelyRoomOf } from '../parsing/room';
import { encodeBeat } from './beat';
import { stampHeaders } from './frame-message';
import { roomParts, type Subjects } from './subjects';
import type { VenueLink } from './venue-link';

/**
 * A run of frames, within which each frame of a room has a number. A new gateway and a new link to the venue begin one.
 */
export interface FrameRun {
  /** Begins a run with the frames that show the present state. */
  readonly begin: (epoch: number) => void;
  readonly publish: (room: string, held: HeldFrame) => void;
  readonly beat: () => void;
}

export interface FrameRunConfig {
  readonly connection: NatsConnection;
  readonly stream: JetStreamClient;
  readonly subjects: Subjects;
  readonly venue: VenueLink;
  readonly isHeld: () => boolean;
  readonly onNotStored: (error: unknown) => void;
}

export const createFrameRun = (config: FrameRunConfig): FrameRun => {
  const { connection, stream, subjects, venue, isHeld, onNotStored } = config;
  const counts = new Map<string, number>();
  let epoch = 0;

  const publish: FrameRun['publish'] = (room, { t, frame }) => {
    const parts = roomParts(room);
    if (parts === null || !isHeld()) return;
    const n = (counts.get(room) ?? 0) + 1;
    counts.set(room, n);
    const content = createHash('sha1').update(frame).digest('base64');
    stream
      .publish(subjects.frames(parts.pair, parts.kind), frame, {
        headers: stampHeaders({ epoch, n, at: t }),
        // A message that the client of NATS sends again is stored once, but a whole may come again on purpose.
        msgID: `${epoch} ${room} ${n} ${content}`,
      })
      .catch(onNotStored);
  };

  return {
    begin: (next) => {
      epoch = next;
      counts.clear();
      for (const copy of venue.copies()) publish(likelyRoomOf(copy.frame), copy);
    },
    publish,
    beat: () => {
      if (!isHeld()) return;
      connection.publish(subjects.beat, encodeBeat({ epoch, isOpen: venue.isOpen(), rooms: venue.ages() }));
    },
  };
};
