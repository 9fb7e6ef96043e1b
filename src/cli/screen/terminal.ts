import { fromEvent, map, Observable, startWith, type OperatorFunction } from 'rxjs';
import type { ScreenSize } from './render';
import { toAnsi, type Line } from './text';

const csi = '\u001b[';
/** The alternate screen, without a cursor. The earlier contents of the terminal come back afterwards. */
const enter = `${csi}?1049h${csi}?25l`;
const leave = `${csi}?25h${csi}?1049l`;
/** Everything between these appears together, if the terminal supports it. */
const [beginUpdate, endUpdate] = [`${csi}?2026h`, `${csi}?2026l`];
const home = `${csi}H`;
const clearRight = `${csi}K`;
const clearBelow = `${csi}J`;

type Terminal = NodeJS.WriteStream;

/** Feed: emits the size of the terminal, now and after each change. */
export const size$ = (terminal: Terminal): Observable<ScreenSize> =>
  fromEvent(terminal, 'resize').pipe(
    startWith(null),
    map(() => ({ columns: terminal.columns, rows: terminal.rows })),
  );

/** Shows each screen on the terminal, over the previous one. The last one stays when the source completes. */
export const showOn =
  (terminal: Terminal): OperatorFunction<readonly Line[], never> =>
  (source) =>
    new Observable((subscriber) => {
      const colors = terminal.hasColors();
      let last: readonly string[] = [];
      terminal.write(enter);
      subscriber.add(() => terminal.write(leave));
      subscriber.add(
        source.subscribe({
          next: (screen) => {
            last = screen.map((line) => toAnsi(line, colors));
            const text = last.map((line) => line + clearRight).join('\r\n');
            terminal.write(beginUpdate + home + text + clearBelow + endUpdate);
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => {
            subscriber.add(() => terminal.write(`${last.join('\n').trimEnd()}\n`));
            subscriber.complete();
          },
        }),
      );
    });
