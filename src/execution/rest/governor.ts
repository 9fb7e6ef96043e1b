import type { Observer, Subscription } from 'rxjs';
import type { Asking, RateBudget } from './rate-budget';

/** The properties of a call that the limits need. */
export type Governed = Pick<Asking, 'lane' | 'urgent' | 'timeout'>;

/**
 * Runs the exchange of a call, request and reply. The receiver gets all of it, even if nobody waits for it any more.
 */
export type Exchange<A> = (run: (receiver: Observer<A>) => unknown) => void;

/**
 * Holds calls back until they may leave. Each lane serves them in the order in which they came, urgent calls first. A call
 * is made and signed when it leaves. Unsubscribing `caller` removes a waiting call.
 */
export type Governor = <A>(
  governed: Governed,
  leave: (exchange: Exchange<A>) => unknown,
  observer: Observer<A>,
  caller: Subscription,
) => void;

export interface GovernorConfig {
  /** Calls per second. */
  readonly limits: Readonly<Record<Asking['lane'], number>>;
  /** `true` allows only one call at a time. */
  readonly serial: boolean;
  /** Returns true for the venue's refusal because of too many calls. */
  readonly isRateLimit: (error: unknown) => boolean;
  /** The budget of the key, which all clients of the key share. */
  readonly budget: RateBudget;
}

export const createGovernor =
  ({ limits, serial, isRateLimit, budget }: GovernorConfig): Governor =>
  ({ lane, urgent, timeout }, leave, observer, caller) => {
    const takeOut = budget.ask({ lane, urgent, timeout, limit: limits[lane], serial }, (turn) => {
      let isSent = false;
      const isUnsent = (): boolean => !isSent;
      leave((run) => {
        isSent = true;
        // The exchange goes on when its caller leaves. An aborted request may arrive nevertheless, and only a reply shows
        // that it has.
        run({
          next: (reply) => {
            turn.taken();
            observer.next(reply);
            turn.over(true);
          },
          error: (error: unknown) => {
            if (isRateLimit(error)) turn.refused();
            observer.error(error);
            turn.over(true);
          },
          complete: () => {
            turn.over(false);
            observer.complete();
          },
        });
      });
      // Most calls are sent at once, and need not be followed to the end of their callers.
      if (isUnsent())
        caller.add(() => {
          if (isUnsent()) turn.unused();
        });
    });
    if (takeOut !== null) caller.add(takeOut);
  };
