import type { Command } from './common/command';
import { downloadTrades, tradeRangeOptions } from './download/trades';
import { oneShotCommand } from './market/one-shot';
import { tradeColumns } from './market/tables';
import { usageError } from './common/options';
import { orUnknown, parsePair } from './common/pair-argument';

const newest = oneShotCommand({
  name: 'trades',
  about: `Prints the newest 60 trades of a pair, oldest first; SIDE is the taker's. With --from, --to and --out it downloads
trades into a file, oldest first, one per line. An existing file is continued after its last whole trade: after an
interruption, or with a later --to, run the same command again.

Usage: rx-bitbank trades PAIR [options]
       rx-bitbank trades PAIR --from DATE --to DATE --out FILE [options]`,
  optionsHelp: `  --from DATE         the first trade is at that time or later: 2026-01-31 (UTC), 2026-01-31T09:00+09:00
  --to DATE           the last trade is before that time
  --out FILE          CSV, or NDJSON if the name ends in .ndjson or .jsonl
  --format FORMAT     csv or ndjson, whatever the name
  --follow            goes on with the stream until --to; otherwise it ends now
  --stream-url URL    by default wss://stream.bitbank.cc
`,
  notes: `Columns of a file: pair,id,timestamp,side,price,amount,source; timestamp is a Unix time in ms, side the taker's, price in
the quote currency, amount in the base currency. The source is day if the venue gave the whole day, which it does after
the day is over. Until then it gives only the newest 60 trades (newest), and the stream gives the trades of now (stream); stderr
says which are missing before them. The same command, run on a later day, replaces them by the whole days. On a terminal stderr
shows the progress. The page of a day comes some time after midnight (UTC): it is requested for three hours, and stderr says
so. With --json, a download prints its result: {"file":…,"added":31870,"continued":false,"missing":[],…}`,
  examples: `  rx-bitbank trades btc_jpy
  rx-bitbank trades btc_jpy --json | jq -s 'map(.amount) | add'
  rx-bitbank trades btc_jpy --from 2026-01-01 --to 2026-02-01 --out btc.csv
  rx-bitbank trades eth_jpy --from 2026-01-31 --to 2026-02-03 --out eth.ndjson --follow`,
  positions: ['pair'],
  options: tradeRangeOptions,
  ask: ([pair]) => {
    if (pair === undefined)
      throw usageError('the trades of which pair? for example: rx-bitbank trades btc_jpy');
    const name = parsePair(pair);
    return (data) => data.rest.transactions({ pair: name }).pipe(orUnknown(name));
  },
  columns: tradeColumns,
  none: 'no trade',
});

/** The options that ask for a range. */
const ofRange = ['from', 'to', 'out', 'format', 'follow'];

export const tradesCommand: Command = {
  ...newest,
  run: (args) =>
    args.some((arg) => ofRange.some((name) => arg === `--${name}` || arg.startsWith(`--${name}=`)))
      ? downloadTrades(args)
      : newest.run(args),
};
