import { html, nothing } from 'lit';
import type { Position } from 'rx-bitbank/execution';
import { assetName, decimal, money, pairName, shortDecimal } from '../../ui/format';
import type { Words } from '../../words/words';
import type { PositionsShown, ProfitRow } from './stream';

const wayOf = (text: string | null | undefined): string =>
  text === null || text === undefined || Number(text) === 0 ? '' : Number(text) < 0 ? 'sell' : 'buy';

const positionView =
  (words: Words) =>
  (position: Position): unknown =>
    html`<tr>
      <td>${pairName(position.pair)}</td>
      <td class=${position.positionSide === 'long' ? 'buy' : 'sell'}>
        ${words.positionSides[position.positionSide]}
      </td>
      <td>${shortDecimal(position.openAmount)}</td>
      <td>${decimal(position.averagePrice)}</td>
      <td>${shortDecimal(position.unrealizedFeeAmount)}</td>
      <td>${shortDecimal(position.unrealizedInterestAmount)}</td>
    </tr>`;

const profitView = ({ name, quote, sums }: ProfitRow, title: string): unknown =>
  html`<tr>
    <th scope="row">${title === '' ? pairName(name) : title}</th>
    <td class=${wayOf(sums.realized.average)}>${money(sums.realized.average, quote)}</td>
    <td class=${wayOf(sums.unrealized?.average)}>${money(sums.unrealized?.average, quote)}</td>
    <td>${money(sums.fees, quote)}</td>
    <td class=${wayOf(sums.total)}>${money(sums.total, quote)}</td>
  </tr>`;

export const positionsView = (shown: PositionsShown | null, words: Words): unknown => {
  if (shown === null) return html`<p class="empty">${words.waiting}</p>`;
  const { positions, profits, totals } = shown;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${words.positionsAndProfit}>
    ${
      positions === null || positions.length === 0
        ? html`<p class="empty">${positions === null ? words.waiting : words.noPositions}</p>`
        : html`<table aria-label=${words.positions}>
            <thead>
              <tr>
                <th scope="col">${words.pair}</th>
                <th scope="col">${words.position}</th>
                <th scope="col">${words.amount}</th>
                <th scope="col">${words.averagePrice}</th>
                <th scope="col">${words.fee}</th>
                <th scope="col">${words.interest}</th>
              </tr>
            </thead>
            <tbody>
              ${positions.map(positionView(words))}
            </tbody>
          </table>`
    }
    <table aria-label=${words.profit}>
      <thead>
        <tr>
          <th scope="col">${words.profit}</th>
          <th scope="col">${words.realized}</th>
          <th scope="col">${words.unrealized}</th>
          <th scope="col">${words.fees}</th>
          <th scope="col">${words.inAll}</th>
        </tr>
      </thead>
      <tbody>
        ${profits.map((row) => profitView(row, ''))}
      </tbody>
      <tfoot>
        ${totals.map((row) => profitView(row, `${words.inAll} ${assetName(row.quote)}`))}
      </tfoot>
    </table>
    ${profits.length === 0 ? html`<p class="empty">${words.noProfit}</p>` : nothing}
  </div>`;
};
