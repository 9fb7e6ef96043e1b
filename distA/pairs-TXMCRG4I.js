import {
  oneShotCommand,
  pairColumns
} from "./chunk-TZPSOUTL.js";














// src/cli/pairs.ts
var pairsCommand = oneShotCommand({
  name: "pairs",
  about: `Lists the pairs of the venue with the rules of their orders: the smallest and the largest amounts, tick and lot,
fees, and what is stopped.

Usage: rx-bitbank pairs [options]`,
  examples: `  rx-bitbank pairs
  rx-bitbank pairs --json | jq -r 'select(.margin != null).pair'`,
  positions: [],
  ask: () => (data) => data.rest.instruments(),
  columns: () => pairColumns,
  none: "no pair"
});
export {
  pairsCommand
};
//# sourceMappingURL=pairs-TXMCRG4I.js.map