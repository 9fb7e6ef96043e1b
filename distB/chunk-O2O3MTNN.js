import {
  decimalAfter,
  idAfter,
  isNext,
  levelsAfter,
  ofPair,
  parseTicker,
  readDecimal,
  roomParser,
  sequenceAfter,
  skip,
  timestampAfter,
  token
} from "./chunk-ASSEBAKC.js";
import {
  Decimal,
  Id,
  Sequence,
  Side,
  Text,
  Timestamp,
  Total,
  beginningOf,
  decodeJson,
  failed,
  itself,
  list,
  mapped,
  optional,
  otherwise,
  property,
  record,
  row,
  rows,
  same,
  wordIn
} from "./chunk-ZCMMJ3ET.js";
import {
  decodeError
} from "./chunk-S2B5S6DE.js";

// src/model/circuit-break.ts
var circuitBreakModes = [
  "NONE",
  "CIRCUIT_BREAK",
  "FULL_RANGE_CIRCUIT_BREAK",
  "RESUMPTION",
  "LISTING"
];
var feeTypes = ["NORMAL", "SELL_MAKER", "BUY_MAKER", "DYNAMIC"];

// src/parsing/circuit-break-info.ts
var CircuitBreakData = record("circuit break information", {
  mode: wordIn("a circuit break mode", circuitBreakModes),
  estimatedItayosePrice: optional(Decimal),
  estimatedItayoseAmount: optional(Decimal),
  itayoseUpperPrice: optional(Decimal),
  itayoseLowerPrice: optional(Decimal),
  upperTriggerPrice: optional(Decimal),
  lowerTriggerPrice: optional(Decimal),
  feeType: wordIn("a fee type", feeTypes),
  reopenTimestamp: optional(Timestamp),
  timestamp: Timestamp
});
var parseCircuitBreak = roomParser("circuit_break_info", CircuitBreakData, ofPair);

// src/model/flat-levels.ts
var flatten = (levels) => {
  const flat = [];
  for (const { price, amount } of levels) flat.push(price, amount);
  return flat;
};
var toLevels = (flat) => {
  const levels = [];
  for (let i = 0; i < flat.length; i += 2) {
    levels.push({ price: flat[i], amount: flat[i + 1] });
  }
  return levels;
};
var withLevels = (message) => ({
  ...message,
  bids: toLevels(message.bids),
  asks: toLevels(message.asks)
});
var askSign = 1;
var bidSign = -1;
var isInBookOrder = (levels, sign) => {
  let before = -Infinity;
  for (let i = 0; i < levels.length; i += 2) {
    const price = levels[i] * sign;
    if (price <= before || levels[i + 1] === 0) return false;
    before = price;
  }
  return true;
};
var inBookOrder = (levels, sign) => {
  if (isInBookOrder(levels, sign)) return levels;
  const amounts = new Map(toLevels(levels).map(({ price, amount }) => [price, amount]));
  return [...amounts].filter(([, amount]) => amount > 0).sort(([a2], [b2]) => (a2 - b2) * sign).flat();
};

// src/parsing/level.ts
var Levels = mapped(
  list("levels", row("a level: [price, amount]", { price: Decimal, amount: Decimal })),
  flatten
);

// src/parsing/depth-diff.ts
var Change = otherwise(Total, void 0);
var DepthDiffData = record("a depth diff", {
  asks: ["a", Levels],
  bids: ["b", Levels],
  timestamp: ["t", Timestamp],
  sequence: ["s", Sequence],
  outside: [
    itself,
    record("totals that changed", {
      asksOver: ["ao", Change],
      bidsUnder: ["bu", Change],
      asksUnder: ["au", Change],
      bidsOver: ["bo", Change],
      askMarket: ["am", Change],
      bidMarket: ["bm", Change]
    })
  ]
});
var a = token('"a":[');
var b = token(',"b":[');
var t_ = token(',"t":');
var s = token(',"s":"');
var ao = token(',"ao":"');
var bu = token(',"bu":"');
var readOutside = () => {
  const outside = {};
  if (isNext(ao)) outside.asksOver = readDecimal();
  if (isNext(bu)) outside.bidsUnder = readDecimal();
  return outside;
};
var depthDiffReader = (pair) => ({
  // In the order of the wire.
  pair,
  asks: levelsAfter(a),
  bids: levelsAfter(b),
  timestamp: timestampAfter(t_),
  sequence: sequenceAfter(s),
  outside: readOutside()
});
var parseDepthDiff = roomParser("depth_diff", DepthDiffData, ofPair, depthDiffReader);

// src/parsing/depth-whole.ts
var DepthWholeData = record("a whole book", {
  asks: mapped(Levels, (levels) => inBookOrder(levels, askSign)),
  bids: mapped(Levels, (levels) => inBookOrder(levels, bidSign)),
  outside: [
    itself,
    record("totals", {
      asksOver: optional(Total),
      bidsUnder: optional(Total),
      asksUnder: optional(Total),
      bidsOver: optional(Total),
      askMarket: optional(Total),
      bidMarket: optional(Total)
    })
  ],
  timestamp: Timestamp,
  sequence: ["sequenceId", Sequence]
});
var asks = token('"asks":[');
var bids = token(',"bids":[');
var asksOver = token(',"asks_over":"');
var bidsUnder = token(',"bids_under":"');
var asksUnder = token(',"asks_under":"');
var bidsOver = token(',"bids_over":"');
var askMarket = token(',"ask_market":"');
var bidMarket = token(',"bid_market":"');
var timestamp = token(',"timestamp":');
var sequenceId = token(',"sequenceId":"');
var depthWholeReader = (pair) => ({
  // In the order of the wire.
  pair,
  asks: inBookOrder(levelsAfter(asks), askSign),
  bids: inBookOrder(levelsAfter(bids), bidSign),
  outside: {
    asksOver: decimalAfter(asksOver),
    bidsUnder: decimalAfter(bidsUnder),
    asksUnder: decimalAfter(asksUnder),
    bidsOver: decimalAfter(bidsOver),
    askMarket: decimalAfter(askMarket),
    bidMarket: decimalAfter(bidMarket)
  },
  timestamp: timestampAfter(timestamp),
  sequence: sequenceAfter(sequenceId)
});
var parseDepthWhole = roomParser("depth_whole", DepthWholeData, ofPair, depthWholeReader);

// src/parsing/transactions.ts
var TransactionsData = property(
  "transactions",
  rows(
    "transactions",
    record("a transaction", {
      id: ["transaction_id", Id],
      side: Side,
      price: Decimal,
      amount: Decimal,
      timestamp: ["executed_at", Timestamp]
    })
  )
);
var toTrades = (pair, rows2) => rows2.map((row2) => ofPair(pair, row2)).sort((a2, b2) => a2.id - b2.id);
var transactions = token('"transactions":[');
var transactionId = token('{"transaction_id":');
var sell = token(',"side":"sell"');
var buy = token(',"side":"buy"');
var pricedAt = token(',"price":"');
var ofAmount = token(',"amount":"');
var executedAt = token(',"executed_at":');
var rowEnd = token("}");
var comma = token(",");
var end = token("]");
var readSide = () => {
  if (isNext(sell)) return "sell";
  skip(buy);
  return "buy";
};
var readTrade = (pair) => {
  const id = idAfter(transactionId);
  const side = readSide();
  const price = decimalAfter(pricedAt);
  const amount = decimalAfter(ofAmount);
  const timestamp2 = timestampAfter(executedAt);
  skip(rowEnd);
  return { pair, id, side, price, amount, timestamp: timestamp2 };
};
var insert = (trades, trade) => {
  let at = trades.length;
  for (; at > 0 && trades[at - 1].id > trade.id; at -= 1) trades[at] = trades[at - 1];
  trades[at] = trade;
};
var tradesReader = (pair) => {
  const trades = [];
  skip(transactions);
  if (isNext(end)) return trades;
  do
    insert(trades, readTrade(pair));
  while (isNext(comma));
  skip(end);
  return trades;
};
var parseTrades = roomParser("transactions", TransactionsData, toTrades, tradesReader);
var longestSpan = 864e5;
var spanOf = (trades) => {
  let [first, last] = [Infinity, -Infinity];
  for (const { timestamp: timestamp2 } of trades) {
    first = Math.min(first, timestamp2);
    last = Math.max(last, timestamp2);
  }
  return last - first;
};
var parseNewTrades = (pair, hear) => {
  const read = parseTrades(pair, hear);
  return (frame) => {
    const trades = read(frame);
    if (trades._tag === "Left") return trades;
    const span = spanOf(trades.right);
    return span <= longestSpan ? trades : failed(decodeError("data/transactions", "trades of one day", `trades of ${span} ms`));
  };
};

// src/parsing/room-kinds.ts
var roomKinds = {
  ticker: parseTicker,
  transactions: parseNewTrades,
  depth_whole: parseDepthWhole,
  depth_diff: parseDepthDiff,
  circuit_break_info: parseCircuitBreak
};

// src/connectivity/engine-io.ts
var codes = {
  open: "0",
  close: "1",
  ping: "2",
  pong: "3",
  noop: "6",
  connect: "40",
  disconnect: "41",
  event: "42",
  "connect-error": "44"
};
var Duration = same(
  "a positive number of ms",
  (input) => typeof input === "number" && input > 0 && input <= 1e9
);
var bodies = {
  open: record("an object", {
    pingInterval: ["pingInterval", Duration],
    pingTimeout: ["pingTimeout", Duration]
  }),
  connect: record("an object", { sid: otherwise(Text, null) }),
  event: mapped(
    same(
      "an array that starts with a name",
      (input) => Array.isArray(input) && typeof input[0] === "string"
    ),
    ([name, ...args]) => ({ name, args })
  ),
  "connect-error": record("an object", { message: Text })
};
var types = Object.keys(codes);
var decodePacket = (text) => {
  const code = text.slice(0, text.startsWith("4") ? 2 : 1);
  const type = types.find((candidate) => codes[candidate] === code);
  if (type === void 0) {
    return { type: "bad", cause: `expected a packet of Engine.IO or Socket.IO, got ${beginningOf(text)}` };
  }
  const codec = bodies[type];
  if (codec === void 0) return { type };
  const body = text.slice(code.length);
  const result = decodeJson(codec, type === "connect" ? body || "{}" : body, type);
  if (result._tag === "Right") return { type, ...result.right };
  return type === "connect-error" ? { type, message: body.slice(0, 80) } : { type: "bad", cause: result.left.message };
};
var isControlFrame = (text) => {
  const { type } = decodePacket(text);
  return type !== "event" && type !== "bad";
};
var bodyOf = (packet) => {
  if (packet.type === "event") return JSON.stringify([packet.name, ...packet.args]);
  return packet.type === "connect" && packet.sid !== null ? JSON.stringify({ sid: packet.sid }) : "";
};
var encodePacket = (packet) => codes[packet.type] + bodyOf(packet);

export {
  circuitBreakModes,
  feeTypes,
  CircuitBreakData,
  flatten,
  toLevels,
  withLevels,
  askSign,
  bidSign,
  DepthWholeData,
  TransactionsData,
  toTrades,
  roomKinds,
  decodePacket,
  isControlFrame,
  encodePacket
};
//# sourceMappingURL=chunk-O2O3MTNN.js.map