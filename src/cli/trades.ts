import { oneShotCommand } from './market/one-shot';
import { tradeColumns } from './market/tables';
import { usageError } from './options';
import { orUnknown, parsePair } from './pair-argument';

export const tradesCommand = oneShotCommand({
  name: 'trades',
  summary: 'the newest trades of a pair',
  about: `Prints the newest 60 trades of a pair, oldest first. SIDE is the taker's.

Usage: rx-bitbank trades PAIR [options]`,
  examples: `  rx-bitbank trades btc_jpy
  rx-bitbank trades btc_jpy --json | jq -s 'map(.amount) | add'`,
  positions: ['pair'],
  ask: ([pair]) => {
    if (pair === undefined)
      throw usageError('the trades of which pair? for example: rx-bitbank trades btc_jpy');
    const name = parsePair(pair);
    return (data) => data.rest.transactions({ pair: name }).pipe(orUnknown(name));
  },
  columns: tradeColumns,
  none: 'no trade',
});
