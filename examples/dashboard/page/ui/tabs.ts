import { html, render } from 'lit';
import { BehaviorSubject, combineLatest, map, startWith, tap, type Observable } from 'rxjs';
import type { Words } from '../words/words';
import { byId } from './dom';
import { perFrame } from './per-frame';

export interface Tab {
  /** The id of the section that it shows. */
  readonly id: string;
  readonly title: (words: Words) => string;
  /** Emits the number of things in it. */
  readonly count$?: Observable<number>;
}

/** Shows the chosen one of several panels in one place. On a wide page, the style sheet may show them all. */
export const tabs = (id: string, all: readonly Tab[], words$: Observable<Words>): Observable<unknown> => {
  const chosen$ = new BehaviorSubject(all[0]?.id ?? '');
  const place = byId(id);
  const onArrow = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = all[all.findIndex((tab) => tab.id === chosen$.value) + step];
    if (step === 0 || next === undefined) return;
    chosen$.next(next.id);
    byId(`${next.id}-tab`).focus();
    event.preventDefault();
  };
  const counts$ = combineLatest(
    Object.fromEntries(all.map((tab) => [tab.id, (tab.count$ ?? new BehaviorSubject(0)).pipe(startWith(0))])),
  );
  return combineLatest([chosen$, counts$, words$]).pipe(
    map(([chosen, counts, words]) => {
      for (const tab of all) byId(tab.id).classList.toggle('behind', tab.id !== chosen);
      return { chosen, counts, words };
    }),
    perFrame(),
    tap(({ chosen, counts, words }) =>
      render(
        all.map(
          (tab) =>
            html`<button
              type="button"
              role="tab"
              id=${`${tab.id}-tab`}
              aria-controls=${tab.id}
              aria-selected=${tab.id === chosen ? 'true' : 'false'}
              tabindex=${tab.id === chosen ? 0 : -1}
              @click=${() => chosen$.next(tab.id)}
              @keydown=${onArrow}
            >
              ${tab.title(words)}${(counts[tab.id] ?? 0) > 0 ? ` (${counts[tab.id] ?? 0})` : ''}
            </button>`,
        ),
        place,
      ),
    ),
  );
};
