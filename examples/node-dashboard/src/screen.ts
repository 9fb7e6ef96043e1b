import type { Connection } from 'rx-bitbank';
import type { PairState } from './market';

const green = '\u001b[32m';
const red = '\u001b[31m';
const faint = '\u001b[2m';
const plain = '\u001b[0m';

const blocks = '▁▂▃▄▅▆▇█';

/** Draws a line of prices between the lowest and the highest. */
export const sparkline = (prices: readonly number[]): string => {
  const low = Math.min(...prices);
  const range = Math.max(...prices) - low || 1;
  return prices.map((price) => blocks[Math.round(((price - low) / range) * 7)] ?? '').join('');
};

const number = (value: number | null | undefined): string => value?.toLocaleString('en-US') ?? '–';

const line = ({ pair, ticker, quote, prices }: PairState): string => {
  // A pair that never traded has no last price.
  const { last = null, open = null } = ticker ?? {};
  const change = last === null || open === null ? null : ((last - open) / open) * 100;
  const color = change === null ? faint : change < 0 ? red : green;
  const percent = change === null ? '–' : `${change < 0 ? '' : '+'}${change.toFixed(2)} %`;
  return [
    pair.padEnd(10),
    number(ticker?.last).padStart(14),
    `${color}${percent.padStart(10)}${plain}`,
    number(quote?.bid).padStart(14),
    number(quote?.ask).padStart(14),
    `  ${sparkline(prices)}`,
  ].join('');
};

/** Returns the whole screen as text. */
export const screen = (pairs: readonly PairState[], { state, attempt, cause }: Connection): string => {
  const link = `${state}${attempt > 0 ? `, attempt ${attempt}` : ''}${cause === null ? '' : `: ${cause}`}`;
  const heads = ['last', '24 h', 'bid', 'ask'].map((head, i) => head.padStart(i === 1 ? 10 : 14));
  return [
    `rx-bitbank  ${state === 'open' ? green : red}${link}${plain}`,
    `${faint}${'pair'.padEnd(10)}${heads.join('')}  trades${plain}`,
    ...pairs.map(line),
  ].join('\n');
};
