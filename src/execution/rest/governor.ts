import { Observable } from 'rxjs';
import { untilEnd } from '../../operators/until-end';
import type { Asking, RateBudget } from './rate-budget';

/** What a call is to the limits. */
export type Governed = Pick<Asking, 'lane' | 'urgent' | 'timeout'>;

/** Takes the exchange of a call, request and reply, which then goes on to its end also where nobody waits for it. */
export type Exchange = <A>(reply$: Observable<A>) => Observable<A>;

/**
 * Holds calls back until they may leave: in each lane first come, first served, urgent ones before the others.
 * A call is made when it leaves, so that it can be signed then; unsubscribing takes a waiting call out.
 */
export type Governor = <A>(governed: Governed, call: (exchange: Exchange) => Observable<A>) => Observable<A>;

export interface GovernorConfig {
  /** Calls a second. */
  readonly limits: Readonly<Record<Asking['lane'], number>>;
  /** One call at a time. */
  readonly serial: boolean;
  /** The venue says that there were too many calls. */
  readonly isRateLimit: (error: unknown) => boolean;
  /** Of the key, shared by all clients that use it. */
  readonly budget: RateBudget;
  /** Ends what is on its way. */
  readonly closed$: Observable<unknown>;
}

export const createGovernor = ({
  limits,
  serial,
  isRateLimit,
  budget,
  closed$,
}: GovernorConfig): Governor => {
  const untilClosed = untilEnd(closed$);
  return (governed, call) =>
    new Observable((subscriber) => {
      const asking = { ...governed, limit: limits[governed.lane], serial };
      const takeOut = budget.ask(asking, (turn) => {
        let isSent = false;
        const exchange: Exchange = (reply$) =>
          new Observable((receiver) => {
            isSent = true;
            // Not ended with its receiver: what was aborted may arrive all the same, and only a reply tells that it has.
            untilClosed(reply$).subscribe({
              next: (reply) => {
                turn.taken();
                receiver.next(reply);
                turn.over(true);
              },
              error: (error: unknown) => {
                if (isRateLimit(error)) turn.refused();
                receiver.error(error);
                turn.over(true);
              },
              complete: () => {
                turn.over(false);
                receiver.complete();
              },
            });
          });
        call(exchange).subscribe(subscriber);
        subscriber.add(() => {
          if (!isSent) turn.unused();
        });
      });
      subscriber.add(takeOut);
    });
};
