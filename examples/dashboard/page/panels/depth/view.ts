import { html, nothing, svg } from 'lit';
import { amount, assetName, number, price } from '../../ui/format';
import type { Words } from '../../words/words';
import type { DepthShown } from './stream';

const short = (value: number): string => number(value, value >= 100 ? 0 : value >= 1 ? 1 : 3);

const pointedView = ({ pointed, instrument }: DepthShown): unknown =>
  pointed === null
    ? nothing
    : html`<div class="pointer" style=${`left:${(pointed.at * 100).toFixed(2)}%`}></div>
        <p class=${pointed.at > 0.5 ? 'readout left' : 'readout'}>
          ${price(pointed.price, instrument)}
          <b>${amount(pointed.amount, instrument)} ${assetName(instrument.baseAsset)}</b>
        </p>`;

export const depthView =
  (point: (at: number | null) => void) =>
  (depth: DepthShown | null, words: Words): unknown => {
    const shape = depth?.shape ?? null;
    if (depth === null || shape === null) return html`<p class="empty">${words.waiting}</p>`;
    const onMove = (event: PointerEvent): void => {
      const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
      point(Math.min(1, Math.max(0, (event.clientX - left) / width)));
    };
    return html`<div
      id="depth-chart"
      class="canvas"
      role="img"
      aria-label=${words.depthChart}
      @pointermove=${onMove}
      @pointerleave=${() => point(null)}
    >
      ${shape.amounts.map(
        ({ at, value }) =>
          html`<i class="y" style=${`bottom:calc(18px + (100% - 18px) * ${at.toFixed(4)})`}
            ><span>${short(value)}</span></i
          >`,
      )}
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        ${svg`<path class="bids" d=${shape.bids} /><path class="asks" d=${shape.asks} />`}
      </svg>
      ${shape.prices.map(
        ({ at, value }) =>
          html`<i class="x" style=${`left:${(at * 100).toFixed(2)}%`}>${price(value, depth.instrument)}</i>`,
      )}
      ${pointedView(depth)}
    </div>`;
  };
