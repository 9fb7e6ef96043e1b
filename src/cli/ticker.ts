import { forkJoin } from 'rxjs';
import { oneShotCommand } from './market/one-shot';
import { tickerColumns } from './market/tables';
import { usageError } from './common/options';
import { orUnknown, parsePair } from './common/pair-argument';

/** A number of pairs that is larger than the venue's and than any user types. */
const mostPairs = 200;

export const tickerCommand = oneShotCommand({
  name: 'ticker',
  about: `Prints the ticker of a pair, or of several.

Usage: rx-bitbank ticker PAIR… [options]`,
  examples: `  rx-bitbank ticker btc_jpy
  rx-bitbank ticker btc_jpy eth_jpy --json | jq .last`,
  positions: ['pair'],
  atMost: mostPairs,
  ask: (positionals) => {
    if (positionals.length === 0)
      throw usageError('the ticker of which pair? for example: rx-bitbank ticker btc_jpy');
    const pairs = positionals.map(parsePair);
    return (data) => forkJoin(pairs.map((pair) => data.rest.ticker({ pair }).pipe(orUnknown(pair))));
  },
  columns: () => tickerColumns,
  none: 'no ticker',
});
