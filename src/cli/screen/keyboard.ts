import { filter, fromEvent, Observable } from 'rxjs';

/** What a terminal sends in raw mode: q, Ctrl-C, Ctrl-D. A pasted text that holds a q is not a wish to leave. */
const leaving = new Set(['q', 'Q', '\u0003', '\u0004']);

type Keyboard = Pick<NodeJS.ReadStream, 'isTTY' | 'setRawMode' | 'resume' | 'pause' | 'on' | 'off'>;

/**
 * Emits when a key says that one wants to leave; never where there is no keyboard. Keys come one by one and are not shown
 * while it is subscribed to. Ctrl-C is then a key as well, and no signal any more.
 */
export const leaves$ = (keyboard: Keyboard): Observable<unknown> =>
  new Observable((subscriber) => {
    if (!keyboard.isTTY) return;
    keyboard.setRawMode(true);
    keyboard.resume();
    subscriber.add(() => {
      keyboard.setRawMode(false);
      keyboard.pause();
    });
    subscriber.add(
      fromEvent(keyboard, 'data')
        .pipe(filter((keys) => leaving.has(String(keys))))
        .subscribe(subscriber),
    );
  });
