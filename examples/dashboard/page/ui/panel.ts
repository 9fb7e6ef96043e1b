import { html, nothing, render, type TemplateResult } from 'lit';
import {
  combineLatest,
  EMPTY,
  map,
  merge,
  of,
  shareReplay,
  tap,
  withLatestFrom,
  type Observable,
} from 'rxjs';
import type { Words } from '../words/words';
import { latestAge$, type Age } from './age';
import { byId } from './dom';
import { drawn } from './drawn';
import { perFrame } from './per-frame';
import { causeOf, unfailing, type Latest } from './latest';

export interface Panel<T> {
  /** The id of the panel's section in the page. */
  readonly id: string;
  readonly title: (words: Words) => string;
  /** Draws the part beside the title: a switch, a count. */
  readonly aside?: (value: T | null, words: Words) => unknown;
  readonly latest$: Observable<Latest<T>>;
  /** Draws the panel; `null`: nothing has come yet. */
  readonly view: (value: T | null, words: Words) => unknown;
  /** Emits the age of the link or the rooms of the panel. Values from before an error are aged without it. */
  readonly age$?: Observable<Age>;
  /**
   * Emits when a change must be drawn immediately, rather than with the next frame, because the next key belongs to it.
   */
  readonly atOnce$?: Observable<unknown>;
  readonly words$: Observable<Words>;
}

const problemView = (problem: string | null, words: Words): unknown =>
  problem === null ? nothing : html`<p class="problem" role="alert">${words.triedAgain(problem)}</p>`;

const ageView = (age: Age, words: Words): unknown =>
  age === null ? nothing : html`<p class="age" role="note">${words.age(age)}</p>`;

/**
 * Draws a panel into its section whenever its stream emits, at most once per frame. It shows errors in place, those of
 * its stream and those of its drawing. Values that are not live are pale, with their age.
 */
export const panel = <T>(parts: Panel<T>): Observable<unknown> => {
  const section = byId(parts.id);
  const headView = (aside: unknown, words: Words): TemplateResult =>
    html`<div class="head">
      <h2 id=${`${parts.id}-title`}>${parts.title(words)}</h2>
      ${aside}
    </div>`;
  // A failed drawing affects nothing else: no other panel, and not the part beside the title, which may lead away from
  // the failure. The next value is drawn again.
  const draw = ({ value, problem }: Latest<T>, age: Age, words: Words): void => {
    const aside = drawn(() => parts.aside?.(value, words) ?? nothing);
    const body = drawn(() => parts.view(value, words));
    const wrong = body.problem ?? aside.problem ?? problem;
    section.classList.toggle('old', age !== null || wrong !== null);
    try {
      render(
        html` ${headView(aside.view, words)} ${problemView(wrong, words)}${ageView(age, words)}${body.view} `,
        section,
      );
    } catch (error) {
      section.classList.add('old');
      render(html`${headView(aside.view, words)}${problemView(causeOf(error), words)}`, section);
    }
  };
  const latest$ = unfailing(parts.latest$).pipe(shareReplay({ bufferSize: 1, refCount: true }));
  const age$ = combineLatest([parts.age$ ?? of(null), latestAge$(latest$)]).pipe(
    map(([link, latest]) => link ?? latest),
  );
  const all$ = combineLatest([latest$, age$, parts.words$]).pipe(
    shareReplay({ bufferSize: 1, refCount: true }),
  );
  return merge(
    all$.pipe(perFrame()),
    (parts.atOnce$ ?? EMPTY).pipe(
      withLatestFrom(all$),
      map(([, all]) => all),
    ),
  ).pipe(tap(([latest, age, words]) => draw(latest, age, words)));
};
