import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import { assetName, number, spendable } from '../../ui/format';
import type { Words } from '../../words/words';
import { ignoreRepeatedEnter } from './enter';
import type { Click, Fate, TicketShown } from './stream';
import { fieldsOf, ticketTypes, type TicketType, type Typed } from './typed';

export interface TicketActions {
  readonly type: (changes: Partial<Typed>) => void;
  readonly share: (percent: number) => void;
  readonly submit: (click: Click) => void;
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;

const sideView = ({ typed }: TicketShown, words: Words, { type }: TicketActions): unknown =>
  html`<fieldset class="sides">
    <legend class="unseen">${words.side}</legend>
    ${(['buy', 'sell'] as const).map(
      (side) =>
        html`<label class=${side}
          ><input
            type="radio"
            name="side"
            value=${side}
            .checked=${live(typed.side === side)}
            @change=${() => type({ side })}
          /><span>${words.sides[side]}</span></label
        >`,
    )}
  </fieldset>`;

const numberView = (
  field: 'price' | 'triggerPrice' | 'amount',
  name: string,
  asset: string,
  { typed, problems }: TicketShown,
  words: Words,
  { type }: TicketActions,
): unknown => {
  const problem = problems[field];
  return html`<label
    ><span>${name} <small aria-hidden="true">${assetName(asset)}</small></span>
    <input
      id=${`ticket-${field}`}
      name=${field}
      inputmode="decimal"
      autocomplete="off"
      aria-label=${name}
      aria-invalid=${problem === null ? nothing : 'true'}
      aria-describedby=${problem === null ? nothing : 'ticket-problem'}
      .value=${live(typed[field])}
      @input=${(event: Event) => type({ [field]: valueOf(event) })}
  /></label>`;
};

const problemView = ({ problems }: TicketShown, words: Words): unknown => {
  const problem = problems.amount ?? problems.price ?? problems.triggerPrice;
  return html`<p
    id="ticket-problem"
    class="bad"
    role="status"
    aria-label=${words.whatIsWrong}
    .textContent=${problem === null ? '' : words.problem(problem)}
  ></p>`;
};

const totalView = ({ reckoned, instrument }: TicketShown, words: Words): unknown => {
  const { quoteAsset } = instrument;
  const digits = quoteAsset === 'jpy' ? 2 : 8;
  return html`<p role="note" aria-label=${words.total} class="sum">
    <span>${words.total}</span>
    ${
      reckoned === null
        ? '–'
        : html`<span
            ><b>${number(reckoned.total, digits)}</b> ${assetName(quoteAsset)}<br /><small
              >${words.feeAtMost(number(Math.max(0, reckoned.fee), digits))}</small
            ></span
          >`
    }
  </p>`;
};

const fateText = (fate: Fate, words: Words): string => {
  if (fate.type === 'sending') return words.onItsWay;
  return fate.type === 'not-sent' ? words.notSent(fate.cause) : words.fate(fate.transition);
};

/** Each order has an element of its own, so that a fate is announced even if that of the order before reads the same. */
const fateView = ({ fate }: TicketShown, words: Words): unknown => {
  const kind =
    fate?.type === 'not-sent' || (fate?.type === 'transition' && fate.transition.type === 'Rejected')
      ? 'bad'
      : fate?.type === 'transition' && fate.transition.type === 'Unresolved'
        ? 'open'
        : '';
  return html`<output
    id="ticket-result"
    class=${kind}
    role="status"
    aria-live="polite"
    aria-label=${words.fateOfOrder}
    >${fate === null ? nothing : keyed(fate.request, html`<span>${fateText(fate, words)}</span>`)}</output
  >`;
};

const rulesView = ({ instrument }: TicketShown, words: Words): unknown => {
  const { priceDigits, amountDigits } = instrument;
  return html`<details>
    <summary>${words.rules}</summary>
    <p id="rules">
      ${words.rulesOf(
        instrument,
        (10 ** -priceDigits).toFixed(Math.max(0, priceDigits)),
        (10 ** -amountDigits).toFixed(Math.max(0, amountDigits)),
      )}
    </p>
  </details>`;
};

export const ticketView =
  (actions: TicketActions) =>
  (shown: TicketShown | null, words: Words): unknown => {
    if (shown === null) return html`<p class="empty">${words.waiting}</p>`;
    const { typed, instrument, obstacle, free, questions } = shown;
    const wanted = fieldsOf(typed.type);
    const { type, share, submit } = actions;
    return html`<form
      novalidate
      class=${`is-${typed.side}`}
      @keydown=${ignoreRepeatedEnter}
      @submit=${(event: Event) => {
        event.preventDefault();
        submit('one');
      }}
    >
      ${sideView(shown, words, actions)}
      <label
        ><span>${words.type}</span>
        <select name="type" @change=${(event: Event) => type({ type: valueOf(event) as TicketType })}>
          ${ticketTypes.map(
            (each) =>
              html`<option value=${each} .selected=${live(each === typed.type)}>
                ${words.types[each]}
              </option>`,
          )}
        </select></label
      >
      ${
        wanted.includes('triggerPrice')
          ? numberView('triggerPrice', words.triggerPrice, instrument.quoteAsset, shown, words, actions)
          : nothing
      }
      ${
        wanted.includes('price')
          ? numberView('price', words.price, instrument.quoteAsset, shown, words, actions)
          : nothing
      }
      ${numberView('amount', words.amount, instrument.baseAsset, shown, words, actions)}
      <div id="ticket-shares" role="group" aria-label=${words.shareOfAvailable}>
        ${[25, 50, 100].map(
          (percent) => html`<button type="button" @click=${() => share(percent)}>${percent} %</button>`,
        )}
      </div>
      <p role="note" aria-label=${words.available} class="sum">
        <span>${words.available}</span>
        <span
          >${free.amount === null ? '–' : html`<b>${spendable(free.amount, free.asset === 'jpy' ? 0 : 4)}</b>`}
          ${assetName(free.asset)}</span
        >
      </p>
      ${
        instrument.margin === null
          ? nothing
          : html`<label
              ><span>${words.position}</span>
              <select
                name="positionSide"
                @change=${(event: Event) => type({ positionSide: valueOf(event) as Typed['positionSide'] })}
              >
                ${(['', 'long', 'short'] as const).map(
                  (each) =>
                    html`<option value=${each} .selected=${live(each === typed.positionSide)}>
                      ${words.positionSides[each === '' ? 'none' : each]}
                    </option>`,
                )}
              </select></label
            >`
      }
      ${
        wanted.includes('postOnly')
          ? html`<label class="check"
              ><input
                type="checkbox"
                name="postOnly"
                .checked=${live(typed.postOnly)}
                @change=${(event: Event) => type({ postOnly: (event.target as HTMLInputElement).checked })}
              />${words.postOnly}</label
            >`
          : nothing
      }
      ${totalView(shown, words)} ${problemView(shown, words)}
      <p
        id="ticket-obstacle"
        class="bad"
        role="status"
        aria-label=${words.whyNoTrading}
        .textContent=${obstacle === null ? '' : words.obstacle(obstacle)}
      ></p>
      ${
        questions.length === 0
          ? nothing
          : html`<p id="ticket-question" role="alert">
              ${questions.map((question) => words.question(question)).join(words.space)}${words.space}${words.placeAgain}
            </p>`
      }
      <button
        type="submit"
        ?disabled=${obstacle !== null}
        @click=${(event: MouseEvent) => {
          if (event.detail < 2) return;
          event.preventDefault();
          submit('double');
        }}
      >
        ${questions.length === 0 ? words.placeOrder : words.placeAnyway}
      </button>
      ${fateView(shown, words)} ${rulesView(shown, words)}
    </form>`;
  };
