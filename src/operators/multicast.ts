import {
  asyncScheduler,
  Observable,
  timer,
  type SchedulerLike,
  type Subscriber,
  type Subscription,
} from 'rxjs';

export interface MulticastConfig<T> {
  /** How long the source is kept after the last unsubscription, in ms; by default a tick of the scheduler. */
  readonly linger?: number | undefined;
  readonly scheduler?: SchedulerLike | undefined;
  /** Sees each value before any subscriber. */
  readonly onNext?: (value: T) => void;
  /** The subscription of the source has ended, whatever ended it; no subscriber has been told yet. */
  readonly onEnd?: () => void;
}

/** A function of its own: else the timer of a source that is left would keep who left it, and all that hangs on them. */
const without = <T>(all: readonly T[], one: T): readonly T[] => all.filter((other) => other !== one);

/** One subscription of a source for all subscribers: what `share` does, with fewer steps between source and subscriber. */
export const multicast = <T>(
  source: Observable<T>,
  { linger = 0, scheduler = asyncScheduler, onNext, onEnd }: MulticastConfig<T>,
): Observable<T> => {
  let subscribers: readonly Subscriber<T>[] = [];
  let isConnected = false;
  /** `null` as well while the source is being subscribed. */
  let connection: Subscription | null = null;
  let leaving: Subscription | null = null;

  /** Before anybody is told: who then subscribes again connects anew. */
  const disconnect = (): readonly Subscriber<T>[] => {
    const all = subscribers;
    subscribers = [];
    isConnected = false;
    connection = null;
    onEnd?.();
    return all;
  };

  const connect = (): void => {
    isConnected = true;
    const connected = source.subscribe({
      next: (value) => {
        onNext?.(value);
        for (const subscriber of subscribers) subscriber.next(value);
      },
      error: (error: unknown) => {
        for (const subscriber of disconnect()) subscriber.error(error);
      },
      complete: () => {
        for (const subscriber of disconnect()) subscriber.complete();
      },
    });
    // One that has ended by now may have been connected anew already.
    if (!connected.closed) connection = connected;
  };

  const leave = (subscriber: Subscriber<T>): void => {
    subscribers = without(subscribers, subscriber);
    if (subscribers.length > 0 || !isConnected) return;
    leaving = timer(linger, scheduler).subscribe(() => {
      const left = connection;
      disconnect();
      left?.unsubscribe();
    });
  };

  return new Observable((subscriber) => {
    leaving?.unsubscribe();
    leaving = null;
    subscribers = [...subscribers, subscriber];
    subscriber.add(() => leave(subscriber));
    if (!isConnected) connect();
  });
};
