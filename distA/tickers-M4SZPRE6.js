import {
  oneShotCommand,
  tickerColumns
} from "./chunk-UAB3UHNW.js";














// src/cli/tickers.ts
var tickersCommand = oneShotCommand({
  name: "tickers",
  about: `Prints the tickers of all pairs, in the order of the venue.

Usage: rx-bitbank tickers [options]`,
  examples: `  rx-bitbank tickers
  rx-bitbank tickers --json | jq 'select(.pair == "eth_jpy").last'`,
  positions: [],
  ask: () => (data) => data.rest.tickers(),
  columns: () => tickerColumns,
  none: "no ticker"
});
export {
  tickersCommand
};
//# sourceMappingURL=tickers-M4SZPRE6.js.map