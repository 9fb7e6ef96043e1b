import type { SchedulerLike, Subscription } from 'rxjs';
import type { FaultRegistry } from '../faults/registry';

/** A message of the private stream on its way to PubNub. */
export interface PrivateMessage {
  readonly method: string;
  readonly params: unknown;
}

const longestOvertaking = 1_000;

/** Carries one user's private messages to PubNub, with the faults in force. */
export const createMessageLink = (
  faults: FaultRegistry,
  wall: SchedulerLike,
  apiKey: string,
  forward: (message: PrivateMessage) => void,
  expireTokens: () => void,
): ((message: PrivateMessage) => void) => {
  let overtaken: { readonly message: PrivateMessage; readonly timer: Subscription } | null = null;

  const release = () => {
    const waiting = overtaken;
    overtaken = null;
    waiting?.timer.unsubscribe();
    if (waiting) forward(waiting.message);
  };
  const pass = (message: PrivateMessage, delay: number) => {
    if (delay > 0) wall.schedule(() => forward(message), delay);
    else forward(message);
  };

  return (message) => {
    if (!faults.isExposed('message')) {
      forward(message);
      release();
      return;
    }
    const about = { apiKey, message: message.method };
    if (faults.acts('message', about).length > 0) expireTokens();
    if (faults.strike('private-lose', about)) return;
    const reorder = overtaken ? null : faults.strike('private-reorder', about);
    if (reorder) {
      overtaken = { message, timer: wall.schedule(release, reorder.ms ?? longestOvertaking) };
      return;
    }
    const delay = faults.strike('private-late', about)?.ms ?? 0;
    pass(message, delay);
    if (faults.strike('private-repeat', about)) pass(message, delay);
    release();
  };
};
