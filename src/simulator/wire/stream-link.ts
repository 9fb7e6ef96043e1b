import type { SchedulerLike } from 'rxjs';
import { type SharedFrame, sharedFrame } from './frame';
import type { StreamLink } from './session';
import { delayLine } from './delay-line';
import type { Fault } from '../faults/fault';
import type { FaultRegistry } from '../faults/registry';

const cutFrame = ({ text, room }: SharedFrame): SharedFrame =>
  sharedFrame(text.slice(0, Math.ceil(text.length / 2)), room);

/** The way between one session of the public stream and its client, with whatever faults are in force. */
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

  const out = delayLine<SharedFrame>(wall, (frame) => forwardFrame(frame));
  const back = delayLine<string>(wall, (text) => forwardText(text));
  const frost = () => Math.max(0, frozenUntil - wall.now());

  const act = (fault: Fault) => {
    if (fault.kind === 'stream-drop') drop();
    if (fault.kind === 'stream-freeze') frozenUntil = wall.now() + (fault.ms ?? Infinity);
  };
  const due = faults.dueActs$.subscribe(act);

  const pass = (frame: SharedFrame, delay: number) => {
    out(frame, delay);
    if (overtaken) {
      out(overtaken, delay);
      overtaken = null;
    }
  };

  const outgoing = (frame: SharedFrame) => {
    const about = frame.room === null ? {} : { room: frame.room };
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
      if (faults.isExposed('frame') || overtaken) outgoing(frame);
      else out(frame, frost());
    },
    holdsEarly: () => !faults.strike('early-join', {}),
    incoming: (text, forward) => {
      forwardText = forward;
      back(text, frost());
    },
    end: () => due.unsubscribe(),
    closing: (close) => {
      // A frozen link carries that as little as anything else.
      const wait = frost();
      if (wait === 0) close();
      else if (wait < Infinity) wall.schedule(close, wait);
    },
  };
};
