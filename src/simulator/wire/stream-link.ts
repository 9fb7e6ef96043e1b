import type { SchedulerLike } from 'rxjs';
import { type SharedFrame, sharedFrame } from './frame';
import type { StreamLink } from './session';
import { delayLine } from './delay-line';
import { renumbered, sequenceIn } from '../market/room-news';
import type { Fault } from '../faults/fault';
import type { FaultRegistry } from '../faults/registry';

const cutFrame = ({ text, room }: SharedFrame): SharedFrame =>
  sharedFrame(text.slice(0, Math.ceil(text.length / 2)), room);

const leap = 9_000_000_000_000_000;
const lastDigits = 1_000_000_000;

/** Carries frames between one session of the public stream and its client, with the faults in force. */
export const createStreamLink = (
  faults: FaultRegistry,
  wall: SchedulerLike,
  drop: () => void,
): StreamLink => {
  let frozenUntil = -Infinity;
  let forwardFrame: (frame: SharedFrame) => void = () => undefined;
  let forwardText: (text: string) => void = () => undefined;
  /** A frame that lets the next one pass. */
  let overtaken: SharedFrame | null = null;
  /** The number that the sequences of books have lost since they started again. */
  let lost = 0;

  const out = delayLine<SharedFrame>(wall, (frame) => forwardFrame(frame));
  const back = delayLine<string>(wall, (text) => forwardText(text));
  const frost = () => Math.max(0, frozenUntil - wall.now());

  const act = (fault: Fault) => {
    if (fault.kind === 'stream-drop') drop();
    // A second freeze does not end the first one sooner, because the link would then go on without the frames that it has
    // lost.
    if (fault.kind === 'stream-freeze')
      frozenUntil = Math.max(frozenUntil, wall.now() + (fault.ms ?? Infinity));
  };
  const due = faults.dueActs$.subscribe(act);

  const pass = (frame: SharedFrame, delay: number) => {
    out(frame, delay);
    if (overtaken) {
      out(overtaken, delay);
      overtaken = null;
    }
  };

  const isOfBook = ({ room }: SharedFrame) => room?.startsWith('depth_') === true;

  /** Renumbers a frame as a fault requires. */
  const numbered = (frame: SharedFrame, about: { readonly room?: string }): SharedFrame => {
    if (!isOfBook(frame)) return frame;
    const sequence = sequenceIn(frame.text);
    if (faults.strike('sequence-restart', about)) lost = sequence - (sequence % lastDigits);
    const by = (faults.strike('sequence-leap', about) ? leap : 0) - lost;
    return by === 0 ? frame : sharedFrame(renumbered(frame.text, by), frame.room);
  };

  const outgoing = (given: SharedFrame) => {
    const about = given.room === null ? {} : { room: given.room };
    const frame = numbered(given, about);
    faults.acts('frame', about).forEach(act);
    const delay = frost() + (faults.strike('stream-slow', about)?.ms ?? 0);
    if (frame.room === null) {
      out(frame, delay);
      return;
    }
    if (faults.strike('frame-lose', about)) return;
    if (!overtaken && faults.strike('frame-reorder', about)) {
      overtaken = frame;
      return;
    }
    const arriving = faults.strike('frame-corrupt', about) ? cutFrame(frame) : frame;
    pass(arriving, delay);
    if (faults.strike('frame-repeat', about)) pass(arriving, delay);
  };

  return {
    outgoing: (frame, forward) => {
      forwardFrame = forward;
      if (faults.isExposed('frame') || overtaken || (lost > 0 && isOfBook(frame))) outgoing(frame);
      else out(frame, frost());
    },
    holdsEarly: () => !faults.strike('early-join', {}),
    incoming: (text, forward) => {
      forwardText = forward;
      back(text, frost());
    },
    end: () => due.unsubscribe(),
    closing: (close) => {
      // A frozen link does not carry the close either.
      const wait = frost();
      if (wait === 0) close();
      else if (wait < Infinity) wall.schedule(close, wait);
    },
  };
};
