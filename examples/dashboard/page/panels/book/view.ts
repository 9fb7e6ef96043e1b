import { html, nothing } from 'lit';
import { amount, number, price } from '../../ui/format';
import type { PickedLevel } from '../../app/context';
import type { Words } from '../../words/words';
import type { Rung } from './ladder';
import { sideThatTakes, type BookShown } from './stream';

export interface BookActions {
  readonly pick: (level: PickedLevel) => void;
  readonly group: (pair: string, ticks: number) => void;
}

const rungView =
  ({ instrument }: BookShown, side: 'ask' | 'bid', words: Words, { pick }: BookActions) =>
  (rung: Rung): unknown =>
    html`<tr
      style=${`--share:${(rung.share * 100).toFixed(1)}%`}
      @click=${() => pick({ price: rung.price, amount: rung.total, side: sideThatTakes(side) })}
    >
      <td>
        <button type="button" aria-label=${words.usePrice(side, price(rung.price, instrument))}>
          ${price(rung.price, instrument)}
        </button>
        ${
          rung.own > 0
            ? html`<span class="own" role="img" aria-label=${words.ownHere(amount(rung.own, instrument))}
                >◆</span
              >`
            : nothing
        }
      </td>
      <td>${amount(rung.amount, instrument)}</td>
      <td>${amount(rung.total, instrument)}</td>
    </tr>`;

const middleView = (
  { last, spread, relative, crossed, instrument }: BookShown,
  words: Words,
): unknown => html`
  <span class=${`last ${last.way === 'up' ? 'buy' : last.way === 'down' ? 'sell' : ''}`}>
    <span class="unseen">${words.last} </span>${price(last.price, instrument)}
    ${last.way === 'up' ? '▲' : last.way === 'down' ? '▼' : ''}
  </span>
  <span id="spread"
    >${words.spread}
    ${price(spread, instrument)}${
      relative === null ? '' : ` (${number(relative * 100, 3)} %)`
    }${crossed ? `, ${words.crossed}` : ''}</span
  >
`;

export const bookView =
  (actions: BookActions) =>
  (book: BookShown | null, words: Words): unknown => {
    if (book === null) return html`<p class="empty">${words.waiting}</p>`;
    return html`<table class=${book.stale ? 'stale' : ''}>
      <thead>
        <tr>
          <th scope="col">${words.price}</th>
          <th scope="col">${words.amount}</th>
          <th scope="col">${words.cumulative}</th>
        </tr>
      </thead>
      <tbody id="asks" aria-label=${words.asks}>
        ${[...book.asks].reverse().map(rungView(book, 'ask', words, actions))}
      </tbody>
      <tbody>
        <tr>
          <td class="middle" colspan="3">${middleView(book, words)}</td>
        </tr>
      </tbody>
      <tbody id="bids" aria-label=${words.bids}>
        ${book.bids.map(rungView(book, 'bid', words, actions))}
      </tbody>
    </table>`;
  };

/** Draws the number of ticks in a row, beside the title. */
export const groupingView =
  ({ group }: BookActions) =>
  (book: BookShown | null, words: Words): unknown => {
    if (book === null || book.groupings.length < 2) return nothing;
    const { instrument, groupings, ticks } = book;
    return html`<label class="small"
      ><span class="unseen">${words.grouping}</span>
      <select
        @change=${(event: Event) => group(instrument.pair, Number((event.target as HTMLSelectElement).value))}
      >
        ${groupings.map(
          (each) =>
            html`<option value=${each} ?selected=${each === ticks}>
              ${number(each * 10 ** -instrument.priceDigits, instrument.priceDigits)}
            </option>`,
        )}
      </select></label
    >`;
  };
