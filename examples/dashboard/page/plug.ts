import { BehaviorSubject, fromEvent, switchMap, tap, throwError, type Observable } from 'rxjs';
import type { Transport } from 'rx-bitbank';
import { byId } from './dom';

/** A link with a plug that can be pulled: the client sees its link break, and every new one fail until it is back. */
export interface Plug {
  readonly through: (transport: Transport) => Transport;
  readonly button$: Observable<unknown>;
}

export const createPlug = (): Plug => {
  const pulled$ = new BehaviorSubject(false);
  const button = byId('plug') as HTMLButtonElement;
  return {
    through: (transport) => ({
      ...transport,
      link$: pulled$.pipe(
        switchMap((pulled) => (pulled ? throwError(() => new Error('the plug is pulled')) : transport.link$)),
      ),
    }),
    button$: fromEvent(button, 'click').pipe(
      tap(() => {
        pulled$.next(!pulled$.value);
        button.textContent = pulled$.value ? 'Put it back' : 'Pull the plug';
        button.setAttribute('aria-pressed', String(pulled$.value));
      }),
    ),
  };
};
