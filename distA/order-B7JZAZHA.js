import {
  orderWaits
} from "./chunk-Z2IMGJY6.js";
import {
  yesHelp,
  yesOption
} from "./chunk-KK3RR2ZQ.js";
import {
  accountHelp,
  accountOptions,
  simHelp,
  simOption
} from "./chunk-VODRMAQZ.js";

import {
  orFileError
} from "./chunk-OSNAXFEX.js";
import {
  paperHelp,
  paperOptions
} from "./chunk-SGYHK6IE.js";



import {
  parsePair
} from "./chunk-LQKEOOLZ.js";




import {
  exitCodes
} from "./chunk-EPTECTEO.js";
import {
  given,
  oneWordOf,
  parseOptions,
  refuseMore,
  refuseTogether,
  usageError
} from "./chunk-WDPZHDGP.js";









// src/cli/order.ts
import { concatMap, defer } from "rxjs";

// src/cli/account/guards-file.ts
import { readFileSync } from "fs";
var readGuards = (path) => orFileError(path, () => {
  const text = readFileSync(path, "utf8");
  try {
    const limits = JSON.parse(text);
    if (typeof limits === "object" && limits !== null && !Array.isArray(limits)) return limits;
  } catch {
  }
  throw usageError(`${path}: expected a JSON object of guards, got something else`);
});

// src/cli/order.ts
var types = ["limit", "market", "stop", "stop_limit"];
var sides = ["buy", "sell"];
var positionSides = ["long", "short"];
var help = `Places an order and prints its life, one line per transition, until it ends.

Usage: rx-bitbank order PAIR buy|sell AMOUNT [options]

Options:
  --type TYPE            ${types.join(", ")}; by default limit
  --price P              of a limit or stop_limit order, quote currency
  --trigger-price P      of a stop or stop_limit order, quote currency
  --post-only            a limit order that never takes
  --position-side SIDE   long or short: makes it a margin order
  --dry-run              sends nothing: prints the request, the amounts that it would lock and cost, and the verdict of
                         the pair's rules and the guards; exit code 0 if it would leave, 3 if not
  --guards FILE          JSON of the limits that the order must keep: {"maxNotional": 1000000, "maxDistance": 0.05}
${yesHelp}
  --wait STEP            accepted: until it rests at the venue; end: until it is filled or gone, by default
${simHelp}
${paperHelp}
${accountHelp}
  --public-url URL       where --dry-run, --guards and --paper read the market; by default https://public.bitbank.cc
  --stream-url URL       the stream of that market; by default wss://stream.bitbank.cc

Exit codes:
  0    filled; with --wait accepted, also resting at the venue
  1    it can't go on, and nothing was sent
  2    a wrong option, argument or key file
  3    rejected here, by the rules of the pair, the guards or your no: nothing was sent
  4    rejected by the venue
  5    canceled by anybody, or expired
  6    unresolved: it may or may not have been placed; see rx-bitbank orders before sending it again
  130  Ctrl-C: the order itself lives on

Examples:
  rx-bitbank order btc_jpy buy 0.001 --price 9000000 --post-only --wait accepted
  rx-bitbank order btc_jpy buy 0.001 --price 9000000 --dry-run
  rx-bitbank order btc_jpy sell 0.001 --type market --yes --json
  rx-bitbank order btc_jpy sell 0.001 --type stop --trigger-price 8000000 --keys ~/.bitbank-keys
  rx-bitbank order btc_jpy buy 0.001 --type market --sim
  rx-bitbank order btc_jpy buy 0.001 --type market --paper
`;
var options = {
  type: { type: "string", default: "limit", values: types },
  price: { type: "string" },
  "trigger-price": { type: "string" },
  "post-only": { type: "boolean" },
  "position-side": { type: "string", values: positionSides },
  wait: { type: "string", default: "end", values: orderWaits },
  "dry-run": { type: "boolean", default: false },
  guards: { type: "string" },
  ...yesOption,
  ...simOption,
  ...paperOptions,
  ...accountOptions
};
var parse = (args) => {
  const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
  const [pair, side, amount] = positionals;
  if (pair === void 0 || side === void 0 || amount === void 0) {
    throw usageError("order what? for example: rx-bitbank order btc_jpy buy 0.001 --price 9000000");
  }
  refuseMore("order", 3, positionals);
  const positionSide = values["position-side"];
  const request = {
    pair: parsePair(pair),
    side: oneWordOf("side", sides, side),
    type: oneWordOf("--type", types, values.type),
    amount,
    ...given({
      price: values.price,
      triggerPrice: values["trigger-price"],
      postOnly: values["post-only"],
      positionSide: positionSide === void 0 ? void 0 : oneWordOf("--position-side", positionSides, positionSide)
    })
  };
  refuseTogether(values, [
    ["sim", "public-url", "stream-url"],
    ["paper", "dry-run", "guards"]
  ]);
  const guards = values.guards === void 0 ? null : readGuards(values.guards);
  return { request, wait: oneWordOf("--wait", orderWaits, values.wait), guards, choice: values };
};
var orderCommand = {
  help,
  options,
  positions: ["pair", sides],
  interruptedCode: exitCodes.interrupted,
  run: (args) => defer(() => {
    const placing = parse(args);
    return defer(() => import("./place-order-4756VPP2.js")).pipe(
      concatMap(({ placeOrder }) => placeOrder(placing))
    );
  })
};
export {
  orderCommand
};
//# sourceMappingURL=order-B7JZAZHA.js.map