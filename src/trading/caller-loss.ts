import { Subscription, timer } from 'rxjs';
import type { Clock } from '../operators/clock';

/**
 * Watches callers whose orders must be cancelled when they are gone. A gateway can judge that only while it receives
 * messages from some caller: while its own link is lost, no time counts, and afterwards each caller gets its full time
 * again.
 */
export interface CallerLoss {
  /** Notes that the caller is here, and wants its orders cancelled after it was away for `after` ms. */
  readonly here: (caller: string, after: number) => void;
  /** Notes that the caller's link has ended. `isCallers` is true if the caller's side ended it, and not a loss of the gateway. */
  readonly away: (caller: string, isCallers: boolean) => void;
  /** Notes that a message of any caller has come. */
  readonly onMessage: () => void;
}

interface Away {
  readonly after: number;
  /** True while no time counts, until a message of any caller comes. */
  readonly isHeld: boolean;
  readonly timer: Subscription;
}

export const createCallerLoss = (onLost: (caller: string) => void, clock: Clock): CallerLoss => {
  const here = new Map<string, { readonly after: number; readonly links: number }>();
  const away = new Map<string, Away>();

  const count = (caller: string, after: number): void => {
    const counting = timer(after, clock).subscribe(() => {
      away.delete(caller);
      onLost(caller);
    });
    away.set(caller, { after, isHeld: false, timer: counting });
  };

  return {
    here: (caller, after) => {
      away.get(caller)?.timer.unsubscribe();
      away.delete(caller);
      here.set(caller, { after, links: (here.get(caller)?.links ?? 0) + 1 });
    },
    away: (caller, isCallers) => {
      const known = here.get(caller);
      if (known === undefined) return;
      const { after, links } = known;
      if (links > 1) {
        here.set(caller, { after, links: links - 1 });
        return;
      }
      here.delete(caller);
      if (isCallers) count(caller, after);
      else away.set(caller, { after, isHeld: true, timer: Subscription.EMPTY });
    },
    onMessage: () => {
      for (const [caller, { after, isHeld }] of [...away]) if (isHeld) count(caller, after);
    },
  };
};
