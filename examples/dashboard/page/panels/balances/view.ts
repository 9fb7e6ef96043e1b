import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { assetName, number, shortDecimal } from '../../ui/format';
import type { Words } from '../../words/words';
import type { Balances } from './stream';

export const balancesView = (balances: Balances | null, words: Words): unknown => {
  if (balances === null) return html`<p class="empty">${words.waiting}</p>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${words.balances}>
    <table>
      <thead>
        <tr>
          <th scope="col">${words.asset}</th>
          <th scope="col">${words.free}</th>
          <th scope="col">${words.locked}</th>
          <th scope="col">${words.worth}</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          balances.rows,
          ({ asset }) => asset,
          ({ asset, free, locked, worth }) =>
            html`<tr>
              <td>${assetName(asset)}</td>
              <td>${shortDecimal(free)}</td>
              <td>${shortDecimal(locked)}</td>
              <td>${number(worth, 0)}</td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${words.inAll}</th>
          <td></td>
          <td></td>
          <td>${number(balances.worth, 0)}</td>
        </tr>
      </tfoot>
    </table>
  </div>`;
};
