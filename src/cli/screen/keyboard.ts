import { filter, fromEvent, Observable } from 'rxjs';

/**
 * The characters that leave the screen in raw mode: q, Ctrl-C, Ctrl-D. A pasted text that contains a q does not count.
 */
const leaving = new Set(['q', 'Q', '\u0003', '\u0004']);

type Keyboard = Pick<NodeJS.ReadStream, 'isTTY' | 'setRawMode' | 'resume' | 'pause' | 'on' | 'off'>;

/**
 * Emits when a key asks to leave; never if there is no keyboard. While it is subscribed to, keys come one by one and
 * are not shown, and Ctrl-C is a key as well, rather than a signal.
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
