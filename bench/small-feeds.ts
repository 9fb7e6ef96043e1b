/** Measures the way from the text of a frame to a ticker, and to trades. */
import { feed } from './feed';
import { tickerFrames, transactionFrames } from './frames';
import { ratioTable } from './ratio-table';
import type { Extent, Section } from './section';

const pair = 'btc_jpy';
const count = 2_000;

export const smallFeedsSection = ({ short }: Extent): Section => {
  const rounds = short ? 5 : 21;
  const tickers = tickerFrames(pair, count, 2);
  const transactions = transactionFrames(pair, count, 3);
  const ticker = ratioTable(
    tickers,
    [{ name: '`ticker$`', prepare: feed(tickers, (client, next) => client.ticker$(pair).subscribe(next)) }],
    rounds,
  );
  const trades = ratioTable(
    transactions,
    [
      {
        name: '`trades$`',
        prepare: feed(transactions, (client, next) => client.trades$(pair).subscribe(next)),
      },
    ],
    rounds,
  );
  return {
    lines: [
      '## Ticker and trades',
      '',
      'The cost is from the text of a frame to the emitted value. A frame of transactions has 2.5 trades on average.',
      '',
      ...ticker.lines,
      ...trades.lines,
    ],
    figures: {
      'frame to ticker, of JSON.parse': ticker.cost('`ticker$`'),
      'frame to trades, of JSON.parse': trades.cost('`trades$`'),
    },
  };
};
