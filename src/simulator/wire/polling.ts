import { Observable, type Subscriber } from 'rxjs';
import type { SharedFrame } from './frame';
import { type WireReply, textReply } from './message';
import type { Outlet } from './session';

/** Separates the packets of one HTTP body. */
const separator = '\x1e';
const closePacket = '1';
const noopPacket = '6';

const encodePayload = (packets: readonly string[]): string => packets.join(separator);
export const decodePayload = (body: string): readonly string[] => body.split(separator);

/**
 * Engine.IO's HTTP long-polling as an outlet: packets wait for the next GET, a GET waits for the next packet.
 *
 * @see https://socket.io/docs/v4/engine-io-protocol/#http-long-polling
 */
export interface PollingOutlet extends Outlet {
  /** One GET; `null`: another one is open already, which ends the session. */
  readonly poll: () => Observable<WireReply> | null;
  /**
   * Lets go of an open GET, and of each that comes, so that the client may pause and upgrade: it may be between two GETs
   * when its probe is heard, or not know of the answer to its probe when it opens the next one.
   */
  readonly release: () => void;
  /** It has not upgraded: a GET waits again. */
  readonly hold: () => void;
  /** What no GET has taken yet, for the transport that comes after. */
  readonly drain: () => readonly SharedFrame[];
}

/** `onOverflow`: the client leaves more unread than anybody keeps for it. */
export const createPollingOutlet = (mostUnread: number, onOverflow: () => void): PollingOutlet => {
  const waiting: SharedFrame[] = [];
  let unread = 0;
  let open: Subscriber<WireReply> | null = null;
  let flushIsDue = false;
  let isReleased = false;

  const answer = (packets: readonly string[]) => {
    const poll = open;
    open = null;
    poll?.next(textReply(200, encodePayload(packets)));
    poll?.complete();
  };
  const answerNoop = () => {
    if (open) answer([noopPacket]);
  };
  const take = () => {
    unread = 0;
    return waiting.splice(0);
  };
  const flush = () => {
    flushIsDue = false;
    if (open && waiting.length > 0) answer(take().map(({ text }) => text));
  };

  return {
    send: (frame) => {
      unread += frame.text.length;
      if (unread > mostUnread) {
        onOverflow();
        return;
      }
      waiting.push(frame);
      // Packets of one moment go into one body.
      if (!open || flushIsDue) return;
      flushIsDue = true;
      queueMicrotask(flush);
    },
    close: () => {
      if (open) answer([...take().map(({ text }) => text), closePacket]);
    },
    poll: () =>
      open
        ? null
        : new Observable((subscriber) => {
            open = subscriber;
            flush();
            if (isReleased) answerNoop();
            return () => {
              if (open === subscriber) open = null;
            };
          }),
    release: () => {
      isReleased = true;
      answerNoop();
    },
    hold: () => {
      isReleased = false;
    },
    drain: take,
  };
};
