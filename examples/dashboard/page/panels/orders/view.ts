import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Order } from 'rx-bitbank/execution';
import { decimal, pairName, shortDecimal } from '../../ui/format';
import type { Words } from '../../words/words';
import type { OrdersMove, OrdersShown } from './stream';

type Act = (move: OrdersMove) => void;

const priceView = (order: Order, { edited }: OrdersShown, words: Words, act: Act): unknown => {
  if (edited?.order.orderId !== order.orderId)
    return order.price === null ? words.market : decimal(order.price);
  return html`<form
    class="inline"
    @submit=${(event: Event) => {
      event.preventDefault();
      // This is the text in the field rather than the last drawn one, because the panel may be a frame behind the
      // typing.
      const field = (event.currentTarget as HTMLFormElement).querySelector('input');
      act({ type: 'change-price', order, text: field?.value ?? edited.text });
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) act({ type: 'leave-price' });
    }}
  >
    <input
      inputmode="decimal"
      autocomplete="off"
      autofocus
      aria-label=${words.newPrice(order.orderId)}
      .value=${live(edited.text)}
      @input=${(event: Event) => act({ type: 'type-price', text: (event.target as HTMLInputElement).value })}
    />
    <button type="submit" aria-label=${words.setPrice}>✓</button>
    <button type="button" aria-label=${words.leavePrice} @click=${() => act({ type: 'leave-price' })}>
      ✕
    </button>
  </form>`;
};

const rowView =
  (shown: OrdersShown, words: Words, act: Act) =>
  (order: Order): unknown => {
    const { pair, orderId, side, type, status } = order;
    const isCanceling = shown.canceling.includes(orderId);
    const mayChange = order.price !== null && order.userCancelable !== false;
    return html`<tr>
      <td>
        <b>${pairName(pair)}</b><br /><span class=${side}
          >${side === 'unknown' ? side : words.sides[side]}${words.space}${words.typeOf(type)}</span
        >
      </td>
      <td>
        ${priceView(order, shown, words, act)}
        ${
          order.triggerPrice === null
            ? nothing
            : html`<br /><small>${words.trigger} ${decimal(order.triggerPrice)}</small>`
        }
      </td>
      <td>
        ${shortDecimal(order.remainingAmount)}<small> / ${shortDecimal(order.amount)}</small> <br /><small
          >${words.statusOf(status)}</small
        >
      </td>
      <td class="acts">
        ${
          mayChange
            ? html`<button
                type="button"
                aria-label=${words.changePriceOf(orderId)}
                ?disabled=${isCanceling}
                @click=${(event: Event) => {
                  const row = (event.currentTarget as HTMLElement).closest('tr');
                  act({ type: 'edit-price', order });
                  // The field exists once the panel has been drawn.
                  requestAnimationFrame(() =>
                    requestAnimationFrame(() => row?.querySelector('input')?.select()),
                  );
                }}
              >
                <span class="word">${words.change}</span><span class="sign" aria-hidden="true">✎</span>
              </button>`
            : nothing
        }
        <button
          type="button"
          aria-label=${words.cancelOf(orderId)}
          ?disabled=${isCanceling || order.userCancelable === false}
          @click=${() => act({ type: 'cancel', ref: { pair, orderId } })}
        >
          <span class="word">${words.cancel}</span><span class="sign" aria-hidden="true">✕</span>
        </button>
      </td>
    </tr>`;
  };

const askView = ({ asksAll, orders }: OrdersShown, words: Words, act: Act): unknown =>
  asksAll
    ? html`<p class="ask" role="alert">
        ${words.cancelAllQuestion(orders.length)}
        <button type="button" @click=${() => act({ type: 'cancel-all' })}>${words.cancelAllYes}</button>
        <button type="button" @click=${() => act({ type: 'leave-all' })}>${words.no}</button>
      </p>`
    : nothing;

export const ordersView =
  (act: Act) =>
  (shown: OrdersShown | null, words: Words): unknown => {
    const orders = shown?.orders ?? [];
    return html`
      ${shown === null ? nothing : askView(shown, words, act)}
      <p
        id="cancel-result"
        role="status"
        aria-label=${words.outcome}
        .textContent=${shown?.news ? words.ordersNews(shown.news) : ''}
      ></p>
      <div class="scroll" tabindex="0" role="group" aria-label=${words.openOrders}>
        <table>
          <thead>
            <tr>
              <th scope="col">${words.order}</th>
              <th scope="col">${words.price}</th>
              <th scope="col">${words.left}</th>
              <th scope="col"><span class="unseen">${words.actions}</span></th>
            </tr>
          </thead>
          <tbody>
            ${shown === null ? nothing : repeat(orders, ({ orderId }) => orderId, rowView(shown, words, act))}
          </tbody>
        </table>
        ${orders.length === 0 ? html`<p class="empty">${shown === null ? words.waiting : words.noOrders}</p>` : nothing}
      </div>
    `;
  };

export const cancelAllView =
  (act: Act) =>
  (shown: OrdersShown | null, words: Words): unknown =>
    shown === null || shown.orders.length === 0
      ? nothing
      : html`<button type="button" id="cancel-all" @click=${() => act({ type: 'ask-all' })}>
          ${words.cancelAll}
        </button>`;
