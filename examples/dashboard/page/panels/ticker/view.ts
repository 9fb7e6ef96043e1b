import { html, nothing } from 'lit';
import { amount, assetName, percent, price } from '../../ui/format';
import type { Words } from '../../words/words';
import type { TickerShown } from './stream';

const entry = (name: string, value: string, className = ''): unknown =>
  html`<div>
    <dt>${name}</dt>
    <dd class=${className}>${value}</dd>
  </div>`;

export const tickerView = (shown: TickerShown | null, words: Words): unknown => {
  if (shown === null) return nothing;
  const { instrument, ticker, change } = shown;
  const way = change === null ? '' : change < 0 ? 'sell' : 'buy';
  return html`<dl aria-label=${words.ticker}>
    ${entry(words.last, price(ticker.last, instrument), `last ${way}`)}
    ${entry(words.day, percent(change), way)} ${entry(words.high, price(ticker.high, instrument))}
    ${entry(words.low, price(ticker.low, instrument))}
    ${entry(words.volume, `${amount(ticker.volume, instrument)} ${assetName(instrument.baseAsset)}`)}
  </dl>`;
};
