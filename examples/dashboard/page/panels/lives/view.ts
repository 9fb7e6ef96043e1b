import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { OrderTransition } from 'rx-bitbank/execution';
import { decimal, pairName, shortDecimal } from '../../ui/format';
import type { Words } from '../../words/words';
import type { Life } from './stream';

const stepView =
  (words: Words) =>
  (step: OrderTransition, i: number, steps: readonly OrderTransition[]): unknown => {
    const text =
      step.type === 'PartiallyFilled'
        ? `${words.steps[step.type]} ${shortDecimal(step.fill.amount)} @ ${decimal(step.fill.price)}`
        : words.steps[step.type];
    const why = step.type === 'Rejected' || step.type === 'Unresolved' ? ` (${words.fate(step)})` : '';
    return html`${i === 0 ? nothing : ' → '}${i === steps.length - 1 ? html`<b>${text}${why}</b>` : `${text}${why}`}`;
  };

const lifeView =
  (words: Words) =>
  ({ request, steps }: Life): unknown =>
    html`<li class="life">
      <div>
        <span class=${request.side}>${words.sides[request.side]}</span>
        ${request.amount} ${pairName(request.pair)} ${words.typeOf(request.type)}
        ${request.price === undefined ? nothing : decimal(String(request.price))}
        ${
          request.triggerPrice === undefined
            ? nothing
            : `${words.trigger} ${decimal(String(request.triggerPrice))}`
        }
      </div>
      <div class="steps">${steps.map(stepView(words))}</div>
    </li>`;

export const livesView = (lives: readonly Life[] | null, words: Words): unknown =>
  lives === null || lives.length === 0
    ? html`<p class="empty">${words.noLives}</p>`
    : html`<ol id="life-list" class="scroll" tabindex="0" aria-label=${words.lives} aria-live="polite">
        ${repeat(lives, ({ number }) => number, lifeView(words))}
      </ol>`;
