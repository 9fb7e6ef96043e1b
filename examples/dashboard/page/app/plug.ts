import { BehaviorSubject, switchMap, throwError, type Observable } from 'rxjs';
import type { Transport } from 'rx-bitbank';

/**
 * A link with a plug that can be pulled. The client then sees its link break, and every new one fail until the plug is
 * back.
 */
export interface Plug {
  readonly through: (transport: Transport) => Transport;
  readonly pulled$: Observable<boolean>;
  readonly isPulled: () => boolean;
  readonly toggle: () => void;
}

export const createPlug = (): Plug => {
  const pulled$ = new BehaviorSubject(false);
  return {
    through: (transport) => ({
      ...transport,
      link$: pulled$.pipe(
        switchMap((pulled) => (pulled ? throwError(() => new Error('the plug is pulled')) : transport.link$)),
      ),
    }),
    pulled$,
    isPulled: () => pulled$.value,
    toggle: () => pulled$.next(!pulled$.value),
  };
};
