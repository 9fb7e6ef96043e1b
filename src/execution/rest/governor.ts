import type { Observer, Subscriber } from 'rxjs';
import type { Asking, RateBudget } from './rate-budget';

/** What a call is to the limits. */
export type Governed = Pick<Asking, 'lane' | 'urgent' | 'timeout'>;

/** Runs the exchange of a call, request and reply, which tells all of it to the receiver, also where nobody waits for it. */
export type Exchange<A> = (run: (receiver: Observer<A>) => unknown) => void;

/**
 * Holds calls back until they may leave: in each lane first come, first served, urgent ones before the others.
 * A call is made when it leaves, so that it can be signed then; a caller who unsubscribes takes a waiting call out.
 */
export type Governor = <A>(
  governed: Governed,
  leave: (exchange: Exchange<A>) => unknown,
  caller: Subscriber<A>,
) => void;

export interface GovernorConfig {
  /** Calls a second. */
  readonly limits: Readonly<Record<Asking['lane'], number>>;
  /** One call at a time. */
  readonly serial: boolean;
  /** The venue says that there were too many calls. */
  readonly isRateLimit: (error: unknown) => boolean;
  /** Of the key, shared by all clients that use it. */
  readonly budget: RateBudget;
}

export const createGovernor =
  ({ limits, serial, isRateLimit, budget }: GovernorConfig): Governor =>
  ({ lane, urgent, timeout }, leave, caller) => {
    const takeOut = budget.ask({ lane, urgent, timeout, limit: limits[lane], serial }, (turn) => {
      let isSent = false;
      leave((run) => {
        isSent = true;
        // Not ended with its caller: what was aborted may arrive all the same, and only a reply tells that it has.
        run({
          next: (reply) => {
            turn.taken();
            caller.next(reply);
            turn.over(true);
          },
          error: (error: unknown) => {
            if (isRateLimit(error)) turn.refused();
            caller.error(error);
            turn.over(true);
          },
          complete: () => {
            turn.over(false);
            caller.complete();
          },
        });
      });
      caller.add(() => {
        if (!isSent) turn.unused();
      });
    });
    if (takeOut !== null) caller.add(takeOut);
  };
