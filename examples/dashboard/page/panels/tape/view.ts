import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { amount, price, time } from '../../ui/format';
import type { Words } from '../../words/words';
import type { Tape } from './stream';

export const tapeView = (tape: Tape | null, words: Words): unknown => {
  if (tape === null || tape.trades.length === 0) return html`<p class="empty">${words.noTrades}</p>`;
  const { instrument, trades } = tape;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${words.trades}>
    <table>
      <thead>
        <tr>
          <th scope="col">${words.price}</th>
          <th scope="col">${words.amount}</th>
          <th scope="col">${words.time}</th>
        </tr>
      </thead>
      <tbody id="trades">
        ${repeat(
          trades,
          ({ id }) => id,
          (trade) =>
            html`<tr>
              <td class=${trade.side}>${price(trade.price, instrument)}</td>
              <td>${amount(trade.amount, instrument)}</td>
              <td>${time(trade.timestamp)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
};
