import type { Subscriber } from 'rxjs';
import type { DiagnosticEvent } from '../model/diagnostic';
import type { OddRow } from '../model/odd-row';
import type { Pair } from '../model/pair';
import type { Clock } from '../operators/clock';
import { idleTimer, type IdleTimer } from '../operators/idle-timer';
import type { RoomParser } from '../parsing/room';
import { roomKinds, type RoomKind, type RoomMessage } from '../parsing/room-kinds';
import { livenessOf, type Liveness } from './liveness';
import type { RoomMeter } from './room-meter';

/** An event of the room itself. */
export type RoomChange =
  /** The room was joined. If not `fresh`, another subscriber had joined it, and the venue's first messages have gone by. */
  | { readonly type: 'joined'; readonly fresh: boolean }
  /** The room was silent for too long, and is joined again immediately. */
  | { readonly type: 'silent' }
  /** A frame, or a row of the previous one, could not be read, so that its data is missing. */
  | { readonly type: 'undecodable' }
  /** The clock has leapt, so that nobody knows for how long nothing came. The room is joined again immediately. */
  | { readonly type: 'leapt' }
  /** The link is lost. The room is joined again on the next link. */
  | { readonly type: 'lost' };

/** An event of a room of the kind. */
export type RoomEvent<K extends RoomKind> = { readonly kind: K } & (
  RoomChange | { readonly type: 'message'; readonly message: RoomMessage<K> }
);

/** A room with a subscriber. */
export interface RoomMember {
  /** The name of the room with the quote after it. It is made once, and not for each frame. */
  readonly quoted: string;
  readonly onFrame: (frame: string) => void;
  readonly onChange: (change: RoomChange) => void;
  /** True if the venue sent anything since the last join. */
  readonly hasReceived: () => boolean;
  /** Stops watching for silence. */
  readonly stop: () => void;
}

interface MemberConfig<K extends RoomKind> {
  readonly kind: K;
  readonly pair: Pair;
  readonly clock: Clock;
  readonly meter: Pick<RoomMeter, 'isRead' | 'count'>;
  readonly diagnose: (diagnostic: DiagnosticEvent) => void;
  /** Leaves and joins the room again. */
  readonly rejoin: () => void;
  readonly subscriber: Pick<Subscriber<RoomEvent<K>>, 'next'>;
}

const parsers: { readonly [K in RoomKind]: RoomParser<RoomMessage<K>> } = roomKinds;

/** Reads the frames of a room, and knows whether the room is alive. */
export const createMember = <K extends RoomKind>({
  kind,
  pair,
  clock,
  meter,
  diagnose,
  rejoin,
  subscriber,
}: MemberConfig<K>): RoomMember => {
  const { mustSpeak, renewedAfter }: Liveness = livenessOf[kind] ?? {};
  const name = `${kind}_${pair}`;
  /** The odd rows of the frame that is being read. */
  let odd: OddRow[] = [];
  const parse = parsers[kind](pair, (row) => {
    odd.push(row);
  });
  let silence: IdleTimer | undefined;
  let received = false;

  const onSilence = (): void => {
    diagnose({ kind: 'room-silent', room: name, due: mustSpeak?.within ?? 0 });
    subscriber.next({ kind, type: 'silent' });
    rejoin();
  };
  const onChange = (change: RoomChange): void => {
    silence?.stop();
    received = false;
    if (change.type === 'joined' && mustSpeak !== undefined) {
      silence = idleTimer(mustSpeak.within, onSilence, clock);
    }
    subscriber.next({ kind, ...change });
  };
  /** Reports odd rows; true if a row was lost. */
  const reportOdd = (): boolean => {
    const fields = odd.flatMap(({ what, field }) => (what === 'lossy' ? [field] : []));
    if (fields.length > 0) diagnose({ kind: 'lossy-total', room: name, fields });
    for (const row of odd) if (row.what !== 'lossy') diagnose({ kind: 'odd-row', source: name, ...row });
    return odd.some(({ what }) => what === 'lost');
  };
  const onFrame = (frame: string): void => {
    received = true;
    if (odd.length > 0) odd = [];
    const message = parse(frame);
    if (meter.isRead) meter.count(name, frame, message._tag === 'Right' ? message.right : null);
    if (message._tag === 'Left') {
      diagnose({ kind: 'undecodable-frame', room: name, cause: message.left.message });
      subscriber.next({ kind, type: 'undecodable' });
      return;
    }
    if (mustSpeak?.always === true) silence?.touch();
    else silence?.stop();
    if (renewedAfter !== undefined) silence = idleTimer(renewedAfter, rejoin, clock);
    const isRowLost = odd.length > 0 && reportOdd();
    subscriber.next({ kind, type: 'message', message: message.right });
    if (isRowLost) subscriber.next({ kind, type: 'undecodable' });
  };

  return { quoted: `${name}"`, onFrame, onChange, hasReceived: () => received, stop: () => silence?.stop() };
};
