import { Observable } from 'rxjs';

/**
 * Closes a client when its user ends, but only after all subscriptions of the user have ended. Closing completes every
 * Observable of a client, which would look like an end of its own.
 */
export const closingAfter = <A>(running: Observable<A>, close: () => unknown): Observable<A> =>
  new Observable((subscriber) => {
    const subscription = running.subscribe({
      next: (value) => subscriber.next(value),
      error: (error: unknown) => subscriber.error(error),
      complete: () => subscriber.complete(),
    });
    return () => {
      subscription.unsubscribe();
      close();
    };
  });
