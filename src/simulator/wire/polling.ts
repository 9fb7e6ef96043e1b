import { Observable, type Subscriber } from 'rxjs';
import type { SharedFrame } from './frame';
import { type WireReply, textReply } from './message';
import type { Outlet } from './session';

/** The separator between the packets of one HTTP body. */
const separator = '\x1e';
const closePacket = '1';
const noopPacket = '6';

const encodePayload = (packets: readonly string[]): string => packets.join(separator);
export const decodePayload = (body: string): readonly string[] => body.split(separator);

/**
 * Engine.IO's HTTP long-polling as an outlet. Packets wait for the next GET, and a GET waits for the next packet.
 *
 * @see https://socket.io/docs/v4/engine-io-protocol/#http-long-polling
 */
export interface PollingOutlet extends Outlet {
  /** Handles one GET; `null` if another one is open already, which ends the session. */
  readonly poll: () => Observable<WireReply> | null;
  /**
   * Answers an open GET, and each that comes, so that the client may pause and upgrade. The client may be between two
   * GETs when its probe arrives, or may not know the answer to its probe when it opens the next GET.
   */
  readonly release: () => void;
  /** Lets a GET wait again, because the client has not upgraded. */
  readonly hold: () => void;
  /** Returns the frames that no GET has taken yet, for the next transport. */
  readonly drain: () => readonly SharedFrame[];
}

/** Creates the outlet. `onOverflow` runs if the client leaves more unread than the outlet keeps. */
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
