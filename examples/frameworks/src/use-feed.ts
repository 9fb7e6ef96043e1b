import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { Observable } from 'rxjs';

/**
 * The latest value of a feed of state in a component of React. It is subscribed to while the component is there; keep the
 * same `feed$` from render to render (`useMemo`), for another one is another subscription.
 */
export const useFeed = <T>(feed$: Observable<T>): T | undefined => {
  const latest = useRef<{ readonly of: Observable<T>; readonly value: T } | null>(null);
  const subscribe = useCallback(
    (changed: () => void) => {
      const subscription = feed$.subscribe((value) => {
        latest.current = { of: feed$, value };
        changed();
      });
      return () => subscription.unsubscribe();
    },
    [feed$],
  );
  const current = (): T | undefined => (latest.current?.of === feed$ ? latest.current.value : undefined);
  return useSyncExternalStore(subscribe, current, () => undefined);
};
