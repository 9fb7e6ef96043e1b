import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Fill } from 'rx-bitbank/execution';
import { dayAndTime, decimal, pairName, shortDecimal } from '../../ui/format';
import type { Words } from '../../words/words';

const rows = 100;

export const fillsView = (fills: readonly Fill[] | null, words: Words): unknown => {
  if (fills === null) return html`<p class="empty">${words.waiting}</p>`;
  if (fills.length === 0) return html`<p class="empty">${words.noFills}</p>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${words.fills}>
    <table>
      <thead>
        <tr>
          <th scope="col">${words.time}</th>
          <th scope="col">${words.pair}</th>
          <th scope="col">${words.side}</th>
          <th scope="col">${words.price}</th>
          <th scope="col">${words.amount}</th>
          <th scope="col">${words.fee}</th>
          <th scope="col">${words.profitLoss}</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          fills.slice(-rows).reverse(),
          ({ pair, tradeId, orderId }) => `${pair}/${tradeId}/${orderId}`,
          (fill) =>
            html`<tr>
              <td>${dayAndTime(fill.executedAt)}</td>
              <td>${pairName(fill.pair)}</td>
              <td class=${fill.side}>${words.sides[fill.side]}</td>
              <td>${decimal(fill.price)}</td>
              <td>${shortDecimal(fill.amount)}</td>
              <td>${shortDecimal(fill.feeAmountQuote)}</td>
              <td>${fill.profitLoss === null ? '–' : shortDecimal(fill.profitLoss)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
};
