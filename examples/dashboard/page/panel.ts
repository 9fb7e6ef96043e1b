import {
  catchError,
  combineLatest,
  defer,
  finalize,
  map,
  switchMap,
  tap,
  timer,
  type Observable,
} from 'rxjs';
import type { PageContext } from './context';
import { byId, element, setText } from './dom';

/** Where a panel says what is wrong with it: under its title. */
const noteOf = (id: string, className: string): HTMLElement => {
  const panel = byId(id);
  const known = panel.querySelector<HTMLElement>(`:scope > .${className}`);
  if (known !== null) return known;
  const note = element('p', className);
  note.setAttribute('role', className === 'problem' ? 'alert' : 'note');
  note.hidden = true;
  panel.querySelector('h2')?.after(note);
  if (!note.isConnected) panel.prepend(note);
  return note;
};

const say = (note: HTMLElement, text: string): void => {
  setText(note, text);
  note.hidden = text === '';
};

const again = 3_000;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A panel's stream, which owns its errors: it says them in place and is tried again, and no other panel hears of it. */
export const inPanel = <T>(id: string, source: Observable<T>): Observable<T> => {
  const attempt: Observable<T> = defer(() => source).pipe(
    tap(() => say(noteOf(id, 'problem'), '')),
    catchError((error: unknown) => {
      say(noteOf(id, 'problem'), `${wordsOf(error)}. It is tried again.`);
      return timer(again).pipe(switchMap(() => attempt));
    }),
    finalize(() => say(noteOf(id, 'problem'), '')),
  );
  return attempt;
};

const inWords = (ms: number): string =>
  ms < 60_000 ? `${Math.floor(ms / 1000)} s` : `${Math.floor(ms / 60_000)} min`;

/** Pale, with the age of what it shows, where the link is lost or the rooms of a panel are silent. */
export const aged = (
  id: string,
  { data, instrument$ }: PageContext,
  roomsOf: (pair: string) => readonly string[],
  /** How long the rooms may be silent, ms: trades come when they come. */
  mostSilence: number,
): Observable<unknown> => {
  let newest: number | null = null;
  return combineLatest([
    instrument$.pipe(tap(() => (newest = null))),
    data.rooms$,
    data.connection$,
    timer(0, 1_000),
  ]).pipe(
    map(([{ pair }, rooms, { state }]) => {
      const times = roomsOf(pair).flatMap((room) => rooms.get(room)?.lastAt ?? []);
      if (times.length > 0) newest = Math.max(...times);
      const age = newest === null ? null : Date.now() - newest;
      const isOld = state !== 'open' || (age !== null && age > mostSilence);
      byId(id).classList.toggle('old', isOld);
      say(
        noteOf(id, 'age'),
        isOld ? (age === null ? 'Nothing has come yet' : `As of ${inWords(age)} ago`) : '',
      );
    }),
    finalize(() => byId(id).classList.remove('old')),
  );
};
