import { Subscription, timer } from 'rxjs';
import type { Clock } from '../operators/clock';

/**
 * Callers whose orders are to be cancelled when they are gone. Only a gateway that hears anybody at all can tell that a caller
 * is gone: while its own link is lost, nothing counts, and each caller has its time anew afterwards.
 */
export interface CallerLoss {
  /** The caller is here, and wants its orders cancelled when it was away for `after` ms. */
  readonly here: (caller: string, after: number) => void;
  /** The caller's link has ended. `isCallers`: by the caller, and not by the gateway's own loss. */
  readonly away: (caller: string, isCallers: boolean) => void;
  /** Somebody is heard. */
  readonly heard: () => void;
}

interface Away {
  readonly after: number;
  /** Nothing counts until somebody is heard. */
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
    heard: () => {
      for (const [caller, { after, isHeld }] of [...away]) if (isHeld) count(caller, after);
    },
  };
};
