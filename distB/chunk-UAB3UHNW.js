import {
  marketHelp,
  marketOptions,
  withMarket
} from "./chunk-56SBTZ4D.js";
import {
  left,
  printRows,
  right
} from "./chunk-54FVBYHE.js";
import {
  localTime
} from "./chunk-LRFCNASF.js";
import {
  grouped,
  placesOf
} from "./chunk-BLBGNJ7L.js";
import {
  exitCodes
} from "./chunk-EPTECTEO.js";
import {
  parseOptions,
  refuseMore
} from "./chunk-WDPZHDGP.js";

// src/cli/market/one-shot.ts
import { defer, tap } from "rxjs";
var oneShotCommand = (oneShot) => {
  const { name, about, examples, positions, optionsHelp = "", notes = "", ask, columns, none } = oneShot;
  const options = { ...oneShot.options, ...marketOptions };
  return {
    options,
    positions,
    interruptedCode: exitCodes.interrupted,
    help: `${about}

Options:
${optionsHelp}${marketHelp}
${notes === "" ? "" : `
${notes}
`}
Exit codes: 0 done; 1 it can't go on; 2 a wrong option, argument or pair; 130 Ctrl-C.

Examples:
${examples}
`,
    run: (args) => defer(() => {
      const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
      refuseMore(name, oneShot.atMost ?? positions.length, positionals);
      const read = ask(positionals, values);
      return withMarket(
        values,
        (data) => read(data).pipe(tap((rows) => printRows(columns(rows), rows, { json: values.json, none })))
      );
    })
  };
};

// src/cli/market/tables.ts
var aligned = (values) => {
  const places = placesOf(values);
  return (value) => grouped(value, places);
};
var pricesOf = ({ bid, ask, last, open, high, low }) => [bid, ask, last, open, high, low].filter((value) => value !== null);
var price = (ticker, value) => value === null ? "-" : grouped(value, placesOf(pricesOf(ticker)));
var change = ({ last, open }) => {
  if (last === null || open === null || open === 0) return "-";
  const percent2 = (last - open) / open * 100;
  return `${percent2 < 0 ? "" : "+"}${percent2.toFixed(2)} %`;
};
var tickerColumns = [
  left("PAIR", ({ pair }) => pair),
  right("LAST", (ticker) => price(ticker, ticker.last)),
  right("24 H", change),
  right("BID", (ticker) => price(ticker, ticker.bid)),
  right("ASK", (ticker) => price(ticker, ticker.ask)),
  right("LOW", (ticker) => price(ticker, ticker.low)),
  right("HIGH", (ticker) => price(ticker, ticker.high)),
  right("VOLUME", ({ volume }) => volume === null ? "-" : grouped(volume, placesOf([volume]))),
  left("TIME", ({ timestamp }) => localTime(timestamp))
];
var tradeColumns = (trades) => {
  const [priceText, amountText] = [
    aligned(trades.map((trade) => trade.price)),
    aligned(trades.map(({ amount }) => amount))
  ];
  return [
    left("TIME", ({ timestamp }) => localTime(timestamp)),
    left("SIDE", ({ side }) => side),
    right("PRICE", (trade) => priceText(trade.price)),
    right("AMOUNT", ({ amount }) => amountText(amount)),
    right("ID", ({ id }) => `${id}`)
  ];
};
var rowsOf = (side, levels) => {
  let total = 0;
  return levels.map((level) => {
    total += level.amount;
    return { ...level, side, total };
  });
};
var depthRows = ({ bids, asks }) => [
  ...[...rowsOf("sell", asks)].reverse(),
  ...rowsOf("buy", bids)
];
var depthColumns = (rows) => {
  const priceText = aligned(rows.map((row) => row.price));
  const amountPlaces = placesOf(rows.map(({ amount }) => amount));
  return [
    left("", ({ side }) => side === "sell" ? "ask" : "bid"),
    right("PRICE", (row) => priceText(row.price)),
    right("AMOUNT", ({ amount }) => grouped(amount, amountPlaces)),
    right("TOTAL", ({ total }) => grouped(total, amountPlaces))
  ];
};
var percent = (rate) => `${Number((Number(rate) * 100).toFixed(6))} %`;
var stoppedOf = ({ enabled, stopped }) => {
  const names = stopped.orderAndCancel ? ["all orders and cancels"] : stopped.order ? ["all orders"] : Object.entries(stopped).flatMap(([name, isStopped]) => isStopped ? [name] : []);
  const all = enabled ? names : ["not enabled", ...names];
  return all.length === 0 ? "-" : all.join(", ");
};
var pairColumns = [
  left("PAIR", ({ pair }) => pair),
  right("MINIMUM", ({ minAmount }) => minAmount),
  right("LIMIT MAX", ({ limitMaxAmount }) => limitMaxAmount),
  right("MARKET MAX", ({ marketMaxAmount }) => marketMaxAmount),
  right("TICK", ({ priceDigits }) => (10 ** -priceDigits).toFixed(priceDigits)),
  right("LOT", ({ amountDigits }) => (10 ** -amountDigits).toFixed(amountDigits)),
  right("MAKER", ({ fees }) => percent(fees.makerQuote)),
  right("TAKER", ({ fees }) => percent(fees.takerQuote)),
  left("MARGIN", ({ margin }) => margin === null ? "no" : "yes"),
  left("STOPPED", stoppedOf)
];
var statusColumns = [
  left("PAIR", ({ pair }) => pair),
  left("STATE", ({ state }) => state),
  right("MINIMUM", ({ minAmount }) => minAmount)
];

export {
  oneShotCommand,
  tickerColumns,
  tradeColumns,
  depthRows,
  depthColumns,
  pairColumns,
  statusColumns
};
//# sourceMappingURL=chunk-UAB3UHNW.js.map