import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { pairName, percent, price } from '../../ui/format';
import type { Words } from '../../words/words';
import { firstFound, type Watchlist, type WatchRow } from './stream';

export interface WatchActions {
  readonly search: (query: string) => void;
  readonly select: (pair: string) => void;
}

/** Lets the arrow keys go from row to row, unless they go through the proposals of an input method. */
const onArrow = (event: KeyboardEvent): void => {
  if (event.isComposing) return;
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const list = (event.currentTarget as HTMLElement).parentElement as HTMLElement;
  const all = [...list.querySelectorAll<HTMLElement>('input, button')];
  const next = all.indexOf(event.target as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1);
  all[next]?.focus();
  event.preventDefault();
};

const rowView =
  (selected: string, words: Words, { select }: WatchActions) =>
  ({ instrument, last, change }: WatchRow): unknown => {
    const isStopped = instrument.stopped.order;
    const way = isStopped ? 'stopped' : change === null ? '' : change < 0 ? 'sell' : 'buy';
    return html`<li>
      <button
        type="button"
        aria-current=${instrument.pair === selected ? 'true' : nothing}
        @click=${() => select(instrument.pair)}
      >
        <span class="pair">${pairName(instrument.pair)}</span>
        <span class="figures">
          <span class=${isStopped ? 'stopped' : ''}>${price(last, instrument)}</span>
          <span class=${way}>${isStopped ? words.suspended : percent(change)}</span>
        </span>
      </button>
    </li>`;
  };

export const watchlistView =
  (actions: WatchActions) =>
  (watchlist: Watchlist | null, words: Words): unknown => {
    if (watchlist === null) return nothing;
    const { rows, selected, query, pairs } = watchlist;
    return html`
      <input
        id="watchlist-search"
        type="search"
        aria-label=${words.searchPairs}
        placeholder=${words.search}
        autocomplete="off"
        .value=${live(query)}
        @input=${(event: Event) => actions.search((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          // This is the text typed just now. The list may not have been drawn since.
          const first = firstFound(pairs, (event.target as HTMLInputElement).value);
          if (event.key === 'Enter' && first !== undefined && !event.isComposing) actions.select(first);
          onArrow(event);
        }}
      />
      <ul aria-label=${words.pairs} @keydown=${onArrow}>
        ${repeat(rows, ({ instrument }) => instrument.pair, rowView(selected, words, actions))}
      </ul>
      ${rows.length === 0 ? html`<p class="empty">${words.noPair}</p>` : nothing}
    `;
  };
