import {
  depthColumns,
  depthRows,
  oneShotCommand
} from "./chunk-TZPSOUTL.js";





import {
  orUnknown,
  parsePair
} from "./chunk-OJ7CHQJW.js";





import {
  countFrom1,
  usageError
} from "./chunk-DV2BM7NE.js";





// src/cli/depth.ts
import { map } from "rxjs";
var depthCommand = oneShotCommand({
  name: "depth",
  about: `Prints the best levels of the order book of a pair: asks above, bids below. TOTAL is the amount up to a level
from the best price. REST is 1 to 2 s behind; rx-bitbank watch shows the live book.

Usage: rx-bitbank depth PAIR [options]`,
  optionsHelp: `  --levels N          levels per side; by default 10
`,
  examples: `  rx-bitbank depth btc_jpy
  rx-bitbank depth btc_jpy --levels 200 --json | jq -s 'map(select(.side == "buy").amount) | add'`,
  positions: ["pair"],
  options: { levels: { type: "string", default: "10" } },
  ask: ([pair], { levels }) => {
    if (pair === void 0) throw usageError("the book of which pair? for example: rx-bitbank depth btc_jpy");
    const [name, count] = [parsePair(pair), countFrom1("--levels", `${levels}`)];
    return (data) => data.rest.depth({ pair: name }).pipe(
      orUnknown(name),
      map(({ bids, asks }) => depthRows({ bids: bids.slice(0, count), asks: asks.slice(0, count) }))
    );
  },
  columns: depthColumns,
  none: "the book is empty: the pair is suspended, or it has no orders"
});
export {
  depthCommand
};
//# sourceMappingURL=depth-QEHOOXQQ.js.map