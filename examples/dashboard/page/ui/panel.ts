import { html, nothing, render, type TemplateResult } from 'lit';
import { combineLatest, of, tap, type Observable } from 'rxjs';
import type { Words } from '../words/words';
import type { Age } from './age';
import { byId } from './dom';
import { perFrame } from './per-frame';
import type { Told } from './told';

export interface Panel<T> {
  /** The section of the page in which it stands. */
  readonly id: string;
  readonly title: (words: Words) => string;
  /** What stands beside the title: a switch, a count. */
  readonly aside?: (value: T | null, words: Words) => unknown;
  readonly told$: Observable<Told<T>>;
  /** `null`: nothing has come yet. */
  readonly view: (value: T | null, words: Words) => unknown;
  readonly age$?: Observable<Age>;
  readonly words$: Observable<Words>;
}

const problemView = (problem: string | null, words: Words): unknown =>
  problem === null ? nothing : html`<p class="problem" role="alert">${words.triedAgain(problem)}</p>`;

const ageView = (age: Age, words: Words): unknown =>
  age === null ? nothing : html`<p class="age" role="note">${words.age(age)}</p>`;

/**
 * Draws a panel into its section whenever its stream tells something, at most once a frame. It says its errors in place,
 * and what is not live is pale, with its age.
 */
export const panel = <T>(parts: Panel<T>): Observable<unknown> => {
  const section = byId(parts.id);
  const draw = ({ value, problem }: Told<T>, age: Age, words: Words): void => {
    section.classList.toggle('old', age !== null || problem !== null);
    const template: TemplateResult = html`
      <div class="head">
        <h2 id=${`${parts.id}-title`}>${parts.title(words)}</h2>
        ${parts.aside?.(value, words) ?? nothing}
      </div>
      ${problemView(problem, words)}${ageView(age, words)}${parts.view(value, words)}
    `;
    render(template, section);
  };
  return combineLatest([parts.told$, parts.age$ ?? of(null), parts.words$]).pipe(
    perFrame(),
    tap(([told, age, words]) => draw(told, age, words)),
  );
};
