import {
  oneShotCommand,
  tickerColumns
} from "./chunk-TZPSOUTL.js";





import {
  orUnknown,
  parsePair
} from "./chunk-OJ7CHQJW.js";





import {
  usageError
} from "./chunk-DV2BM7NE.js";





// src/cli/ticker.ts
import { forkJoin } from "rxjs";
var mostPairs = 200;
var tickerCommand = oneShotCommand({
  name: "ticker",
  about: `Prints the ticker of a pair, or of several.

Usage: rx-bitbank ticker PAIR\u2026 [options]`,
  examples: `  rx-bitbank ticker btc_jpy
  rx-bitbank ticker btc_jpy eth_jpy --json | jq .last`,
  positions: ["pair"],
  atMost: mostPairs,
  ask: (positionals) => {
    if (positionals.length === 0)
      throw usageError("the ticker of which pair? for example: rx-bitbank ticker btc_jpy");
    const pairs = positionals.map(parsePair);
    return (data) => forkJoin(pairs.map((pair) => data.rest.ticker({ pair }).pipe(orUnknown(pair))));
  },
  columns: () => tickerColumns,
  none: "no ticker"
});
export {
  tickerCommand
};
//# sourceMappingURL=ticker-U2ALWCCO.js.map