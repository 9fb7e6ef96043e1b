import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { Observable } from 'rxjs';

/**
 * Returns the latest value of a state feed in a React component. It is subscribed to while the component is mounted.
 * Keep the same `feed$` from render to render (`useMemo`), because another one is another subscription.
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
