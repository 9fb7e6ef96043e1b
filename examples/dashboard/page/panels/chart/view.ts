import { html, nothing } from 'lit';
import { candleTypes, type Candle, type CandleType, type Instrument } from 'rx-bitbank';
import { number, percent, price } from '../../ui/format';
import type { Words } from '../../words/words';
import { averageAt } from './averages';
import { barTime } from './local-time';
import type { Older } from './stream';

export interface ChartShown {
  readonly instrument: Instrument;
  readonly interval: CandleType;
  readonly known: readonly Candle[];
  readonly averages: readonly [number, number];
  readonly older: Older;
  /** The open time of the bar under the pointer; `null`: the newest is shown. */
  readonly hovered: number | null;
}

const readoutView = (
  { instrument, interval, known, averages, hovered }: ChartShown,
  words: Words,
): unknown => {
  const found = hovered === null ? -1 : known.findLastIndex(({ openTime }) => openTime === hovered);
  const i = found === -1 ? known.length - 1 : found;
  const bar = known[i];
  if (bar === undefined) return nothing;
  const change = bar.open === 0 ? null : (bar.close - bar.open) / bar.open;
  const way = bar.close < bar.open ? 'sell' : 'buy';
  const { open, high, low, close, volume, average } = words.units;
  const part = (name: string, value: number): unknown =>
    html`<span>${name} <b class=${way}>${price(value, instrument)}</b></span> `;
  const closes = known.map((candle) => candle.close);
  return html`<p id="readout" role="note" aria-label=${words.chart}>
    <span>${barTime(bar.openTime, interval)}</span>
    ${part(open, bar.open)}${part(high, bar.high)}${part(low, bar.low)}${part(close, bar.close)}
    <span class=${way}>${percent(change)}</span>
    <span>${volume} <b>${number(bar.volume, Math.min(4, instrument.amountDigits))}</b></span>
    <span class="averages"
      >${averages.map(
        (length, n) =>
          html`<span class=${`average-${n + 1}`}
            >${average}${length} <b>${price(averageAt(closes, i, length), instrument)}</b></span
          > `,
      )}</span
    >
  </p>`;
};

export const chartView =
  (place: HTMLElement) =>
  (shown: ChartShown | null, words: Words): unknown =>
    html`${
        shown === null || shown.known.length === 0
          ? html`<p id="readout">${words.waiting}</p>`
          : readoutView(shown, words)
      }${place}
      <p
        id="older"
        role="status"
        aria-label=${words.olderBars}
        .textContent=${shown === null ? '' : words.older(shown.older)}
      ></p>`;

/** Draws a button for each interval, beside the title. */
export const intervalsView =
  (choose: (interval: CandleType) => void, chosen: () => CandleType) =>
  (_: ChartShown | null, words: Words): unknown =>
    html`<div class="intervals" role="group" aria-label=${words.interval}>
      ${candleTypes.map(
        (each) =>
          html`<button
            type="button"
            aria-pressed=${each === chosen() ? 'true' : 'false'}
            @click=${() => choose(each)}
          >
            ${words.intervals[each]}
          </button>`,
      )}
    </div>`;
