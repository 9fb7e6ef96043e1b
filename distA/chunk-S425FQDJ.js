import {
  GuardConfig,
  LosscutThresholds,
  asPlainDecimal,
  balanceFields,
  breach,
  cancelRefused,
  cancelers,
  checkDistance,
  checkMarket,
  checkNotional,
  createMarkets,
  fillFields,
  isEnding,
  liquidities,
  marginStates,
  marginStatusFields,
  networkFields,
  noticeFields,
  notionalAt,
  onlyReduces,
  orderFields,
  positionFields,
  profit,
  profitFrom,
  profitOf,
  refusedHere,
  rejectReasons,
  rejected,
  runOnce,
  unknownMarket,
  valuationPrice
} from "./chunk-NKAGEFPH.js";
import {
  atLeast,
  func,
  having,
  integer,
  maybe,
  optionsOf,
  resolveOptions,
  withDefault
} from "./chunk-FDEMZEWP.js";
import {
  DecimalString,
  Finite,
  Flag,
  Id,
  Integer,
  NonEmptyText,
  PositionSide,
  Side,
  Text,
  Timestamp,
  anything,
  decode,
  decodeJson,
  decoder,
  dictionary,
  failure,
  firstOf,
  isObject,
  list,
  mapped,
  never,
  nullable,
  oneOf,
  only,
  optional,
  orderStatuses,
  orderTypes,
  ownRecord,
  row,
  same,
  success,
  tagged,
  userOrderTypes
} from "./chunk-XI2AHRTT.js";
import {
  quoteAssetOf,
  sides
} from "./chunk-ZXDJGQ4R.js";
import {
  compareDecimals,
  subtractDecimals,
  sumDecimals
} from "./chunk-QYQF4BGL.js";
import {
  codeFamilies,
  refusedError,
  refusedReasons
} from "./chunk-442TD3LK.js";
import {
  retryBackoff
} from "./chunk-QCQMARG6.js";
import {
  clockOf,
  elapsing,
  stampOf
} from "./chunk-34SWKVHE.js";
import {
  causeOf,
  taggedError
} from "./chunk-OLZLLHMU.js";

// src/trading/serve.ts
import { catchError as catchError5, defer as defer8, Observable as Observable3, of as of6, Subscription as Subscription3, timer as timer5 } from "rxjs";

// src/trading/calls.ts
import { combineLatest, defer as defer3, filter, map as map2, Observable, startWith, throwError } from "rxjs";

// src/trading/call-args.ts
var IdsValue = ownRecord("orders of a pair", { pair: Text, orderIds: list("ids", Id) });
var ActiveQuery = ownRecord("a query", {
  pair: maybe(Text),
  count: maybe(Integer),
  fromId: maybe(Id),
  endId: maybe(Id),
  since: maybe(Timestamp),
  end: maybe(Timestamp)
});
var HistoryQuery = ownRecord("a query", {
  pair: maybe(Text),
  count: maybe(Integer),
  orderId: maybe(Id),
  since: maybe(Timestamp),
  end: maybe(Timestamp),
  order: maybe(oneOf("asc or desc", ["asc", "desc"]))
});

// src/trading/owner-cancel.ts
import {
  concatMap,
  defaultIfEmpty,
  defer,
  from,
  of,
  retry,
  takeUntil,
  timer,
  toArray
} from "rxjs";

// src/trading/batches.ts
import { catchError } from "rxjs";
var largestBatch = 30;
var batchesByPair = (orders) => {
  const ids = /* @__PURE__ */ new Map();
  for (const { pair, orderId } of orders) ids.set(pair, [...ids.get(pair) ?? [], orderId]);
  return [...ids].flatMap(
    ([pair, all]) => Array.from({ length: Math.ceil(all.length / largestBatch) }, (_, i) => ({
      pair,
      orderIds: all.slice(i * largestBatch, (i + 1) * largestBatch)
    }))
  );
};
var cancelAndReport = (exec, orders) => exec.cancelOrders(orders).pipe(
  catchError(
    (error) => orders.orderIds.map(
      (orderId) => cancelRefused({ pair: orders.pair, orderId }, null, causeOf(error))
    )
  )
);

// src/trading/owner-cancel.ts
var againAfter = 1e3;
var patience = 3e4;
var cancelOwn = ({ exec, owner, clock }, pair) => defer(() => {
  let cause = "no answer came";
  return defer(() => exec.rest.all.activeOrders({ pair })).pipe(
    toArray(),
    retry({
      delay: (error) => {
        cause = causeOf(error);
        return timer(againAfter, clock);
      }
    }),
    takeUntil(timer(patience, clock)),
    defaultIfEmpty(null),
    concatMap((open) => {
      const message = `the list of open orders could not be read: ${cause}`;
      if (open === null) return of({ type: "Unresolved", pair: pair ?? null, orderId: null, message });
      const mine2 = open.filter(
        ({ orderId, userCancelable }) => owner.isMine(orderId) && userCancelable !== false
      );
      return from(batchesByPair(mine2)).pipe(concatMap((orders) => cancelAndReport(exec, orders)));
    })
  );
});

// src/trading/owner-halt.ts
import {
  catchError as catchError2,
  concat,
  concatMap as concatMap2,
  defer as defer2,
  from as from2,
  map,
  merge,
  of as of2,
  repeat,
  takeWhile,
  timeout,
  timer as timer2,
  toArray as toArray2
} from "rxjs";
var lookInterval = 1e3;
var readWithin = 5e3;
var proof = 2;
var haltOwn = ({ exec, owner, clock }, { pairs, positions: toClose }) => defer2(() => {
  let cleanLooks = 0;
  let reported = "";
  const isOf = (pair) => pairs === void 0 || pairs.includes(pair);
  const isMeant = ({ pair, orderId }) => owner.isMine(orderId) && isOf(pair);
  const cancel = (orders) => concat(
    of2({
      type: "Canceling",
      orders: orders.orderIds.map((orderId) => ({ pair: orders.pair, orderId }))
    }),
    exec.cancelOrders(orders).pipe(map((outcome) => ({ type: "CancelOutcome", outcome })))
  );
  const conclude = (open) => {
    const due = open.filter(({ userCancelable }) => userCancelable !== false);
    cleanLooks = due.length === 0 && owner.openLives() === 0 ? cleanLooks + 1 : 0;
    if (cleanLooks === proof) return positions$.pipe(concatMap2((stay) => flat(open, stay)));
    const ids = open.map(({ orderId }) => orderId).join();
    const remaining = ids === reported ? [] : [{ type: "Remaining", orders: open }];
    reported = ids;
    return concat(from2(remaining), merge(...batchesByPair(due).map(cancel)));
  };
  const positions$ = defer2(() => exec.rest.marginPositions()).pipe(
    map(
      ({ positions }) => positions.filter(({ pair, openAmount }) => isOf(pair) && compareDecimals(openAmount, "0") > 0)
    ),
    timeout({ first: readWithin, scheduler: elapsing(clock) }),
    catchError2(() => of2(null))
  );
  const flat = (left, stay) => [
    ...(toClose === "close" ? stay ?? [] : []).map((position) => ({
      type: "NotClosed",
      position,
      message: "positions are the account's: only a caller of all orders may close them"
    })),
    { type: "Flat", at: stampOf(clock), left, positions: stay }
  ];
  const look$ = defer2(() => exec.rest.all.activeOrders()).pipe(
    toArray2(),
    concatMap2((active) => conclude(active.filter(isMeant))),
    catchError2((error) => {
      cleanLooks = 0;
      return of2({ type: "Unreadable", message: causeOf(error) });
    }),
    repeat({ delay: () => timer2(lookInterval, clock) }),
    takeWhile(({ type }) => type !== "Flat", true)
  );
  return concat(of2({ type: "Halted", at: stampOf(clock) }), look$);
});

// src/trading/codec.ts
var plain = (decoder2) => ({ decoder: decoder2, encode: (value) => value });
var mapOf = (key, item) => ({
  decoder: mapped(
    list("entries", row("a key and a value", { key, value: item })),
    (entries) => new Map(entries.map(({ key: k, value }) => [k, value]))
  ),
  encode: (map5) => [...map5]
});
var nothingAsked = mapped(anything, () => void 0);
var word = (name, words) => oneOf(name, [...words, "unknown"]);

// src/trading/profit-value.ts
var Methods = ownRecord("by method", { average: DecimalString, fifo: DecimalString });
var HeldValue = ownRecord("what is held", {
  amount: DecimalString,
  cost: DecimalString,
  averagePrice: nullable(DecimalString)
});
var sums = {
  realized: Methods,
  unrealized: nullable(Methods),
  fees: DecimalString,
  rebates: DecimalString,
  interest: DecimalString,
  accruedFees: DecimalString,
  total: nullable(DecimalString),
  spread: DecimalString,
  inventory: nullable(DecimalString),
  turnover: DecimalString,
  fills: Integer,
  fillsWithoutMiddle: Integer,
  lateFills: Integer
};
var Pairs = mapOf(
  Text,
  ownRecord("profit of a pair", {
    ...sums,
    pair: Text,
    held: ownRecord("what is held", {
      spot: HeldValue,
      long: HeldValue,
      short: HeldValue
    })
  })
);
var Totals = mapOf(Text, ownRecord("profit in a currency", sums));
var ProfitCodec = {
  decoder: ownRecord("profit", { pairs: Pairs.decoder, totals: Totals.decoder }),
  encode: ({ pairs, totals }) => ({ pairs: Pairs.encode(pairs), totals: Totals.encode(totals) })
};

// src/trading/order-values.ts
var FamilyValue = oneOf("a family of codes", codeFamilies);
var OrderTypeValue = word("an order type", orderTypes);
var OrderValue = ownRecord("an order", {
  ...orderFields,
  side: word("buy or sell", sides),
  type: OrderTypeValue,
  status: word("an order status", orderStatuses),
  odd: maybe(dictionary("odd fields", Text))
});
var OrderValues = list("orders", OrderValue);
var FillValue = ownRecord("a trade", {
  ...fillFields,
  type: OrderTypeValue,
  makerTaker: word("maker or taker", liquidities)
});
var FillValues = list("trades", FillValue);
var refFields = { pair: Text, orderId: Id };
var RefValue = ownRecord("an order", refFields);
var DecimalInputValue = maybe(firstOf("a decimal", [Text, Finite]));
var RequestValue = ownRecord("an order", {
  pair: Text,
  side: Side,
  type: oneOf("a type of order that can be placed", userOrderTypes),
  amount: DecimalInputValue,
  price: DecimalInputValue,
  triggerPrice: DecimalInputValue,
  postOnly: maybe(Flag),
  positionSide: maybe(PositionSide)
});
var ChangesValue = ownRecord("what is changed", {
  price: DecimalInputValue,
  triggerPrice: DecimalInputValue,
  amount: DecimalInputValue,
  postOnly: maybe(Flag)
});
var AttributionValue = oneOf("reply or inferred", ["reply", "inferred"]);
var ViolationValue = ownRecord("a violation", {
  field: Text,
  rule: Text,
  actual: Text,
  nearest: nullable(Text)
});
var TransitionValue = tagged("type", "a step in the life of an order", {
  Submitted: ownRecord("Submitted", {
    type: only("Submitted"),
    id: Text,
    request: RequestValue,
    at: Timestamp
  }),
  Accepted: ownRecord("Accepted", {
    type: only("Accepted"),
    order: OrderValue,
    attribution: AttributionValue
  }),
  Triggered: ownRecord("Triggered", {
    type: only("Triggered"),
    order: OrderValue
  }),
  PartiallyFilled: ownRecord("PartiallyFilled", {
    type: only("PartiallyFilled"),
    order: OrderValue,
    fill: FillValue
  }),
  Filled: ownRecord("Filled", {
    type: only("Filled"),
    order: OrderValue,
    fills: FillValues
  }),
  Canceled: ownRecord("Canceled", {
    type: only("Canceled"),
    order: OrderValue,
    fills: FillValues,
    by: oneOf("who cancelled it", cancelers)
  }),
  Rejected: ownRecord("Rejected", {
    type: only("Rejected"),
    by: oneOf("client or venue", ["client", "venue"]),
    reason: oneOf("a reason", rejectReasons),
    message: Text,
    code: nullable(Integer),
    family: nullable(FamilyValue),
    violations: list("violations", ViolationValue),
    order: nullable(OrderValue),
    attribution: nullable(AttributionValue)
  }),
  Unresolved: ownRecord("Unresolved", {
    type: only("Unresolved"),
    candidates: OrderValues,
    message: Text
  })
});
var PositionFields = { epoch: Text, index: Integer };
var FillPositionValue = optional(ownRecord("a place among fills", PositionFields));
var PlacedFillValue = ownRecord("a fill and its place", {
  ...PositionFields,
  fill: nullable(FillValue),
  missed: Flag
});

// src/trading/account-values.ts
var confirmedFields = { confirmed: Flag, asOf: Timestamp };
var BalanceValue = ownRecord("a balance", balanceFields);
var PositionValue = ownRecord("a position", positionFields);
var ConfirmedPosition = ownRecord("a position", {
  ...positionFields,
  ...confirmedFields
});
var FeeValue = tagged("type", "range or threshold", {
  range: ownRecord("a range", {
    type: only("range"),
    min: DecimalString,
    max: DecimalString
  }),
  threshold: ownRecord("a threshold", {
    type: only("threshold"),
    under: DecimalString,
    over: DecimalString,
    threshold: DecimalString
  })
});
var UserAssets = list(
  "assets",
  ownRecord("an asset", {
    ...balanceFields,
    withdrawalFee: nullable(FeeValue),
    stopDeposit: Flag,
    stopWithdrawal: Flag,
    networks: list("networks", ownRecord("a network", networkFields)),
    collateralRatio: nullable(DecimalString)
  })
);
var MarginStatusValue = ownRecord("a margin status", {
  ...marginStatusFields,
  status: word("a margin account status", marginStates)
});
var NoticeValue = ownRecord("a notice", noticeFields);
var MarginPositionsValue = ownRecord("margin positions", {
  notice: nullable(NoticeValue),
  payables: DecimalString,
  positions: list("positions", PositionValue),
  losscutThreshold: nullable(LosscutThresholds)
});
var OrdersCodec = mapOf(Id, OrderValue);
var AssetsCodec = mapOf(
  Text,
  ownRecord("a balance", { ...balanceFields, ...confirmedFields })
);
var AvailableCodec = mapOf(Text, DecimalString);
var PositionsCodec = mapOf(
  Text,
  ownRecord("positions of a pair", {
    long: nullable(ConfirmedPosition),
    short: nullable(ConfirmedPosition)
  })
);
var ConnectionValue = ownRecord("a connection", {
  state: oneOf("the state of a link", ["idle", "connecting", "open", "waiting"]),
  attempt: Integer,
  cause: nullable(Text)
});

// src/trading/cancel-values.ts
var WithOrder = ownRecord("an outcome", {
  ...refFields,
  type: oneOf("AlreadyCanceled, AlreadyFilled or Pending", ["AlreadyCanceled", "AlreadyFilled", "Pending"]),
  order: nullable(OrderValue)
});
var outcomes = {
  Canceled: ownRecord("Canceled", {
    ...refFields,
    type: only("Canceled"),
    order: OrderValue
  }),
  AlreadyCanceled: WithOrder,
  AlreadyFilled: WithOrder,
  Pending: WithOrder,
  Refused: ownRecord("Refused", {
    ...refFields,
    type: only("Refused"),
    code: nullable(Integer),
    family: nullable(FamilyValue),
    message: Text
  }),
  Unresolved: ownRecord("Unresolved", {
    ...refFields,
    type: only("Unresolved"),
    message: Text
  })
};
var OutcomeValue = tagged("type", "the outcome of a cancel", outcomes);
var CancelAllValue = tagged("type", "the outcome of a cancel", {
  ...outcomes,
  Unresolved: firstOf("Unresolved", [
    outcomes.Unresolved,
    ownRecord("Unresolved", {
      type: only("Unresolved"),
      pair: nullable(Text),
      orderId: same("null", (input) => input === null),
      message: Text
    })
  ])
});
var HaltValue = tagged("type", "a step of a halt", {
  Halted: ownRecord("Halted", { type: only("Halted"), at: Timestamp }),
  Canceling: ownRecord("Canceling", {
    type: only("Canceling"),
    orders: list("orders", RefValue)
  }),
  CancelOutcome: ownRecord("CancelOutcome", {
    type: only("CancelOutcome"),
    outcome: OutcomeValue
  }),
  Remaining: ownRecord("Remaining", {
    type: only("Remaining"),
    orders: OrderValues
  }),
  Unreadable: ownRecord("Unreadable", {
    type: only("Unreadable"),
    message: Text
  }),
  Closing: ownRecord("Closing", {
    type: only("Closing"),
    position: PositionValue,
    order: RequestValue
  }),
  NotClosed: ownRecord("NotClosed", {
    type: only("NotClosed"),
    position: PositionValue,
    message: Text
  }),
  Flat: ownRecord("Flat", {
    type: only("Flat"),
    at: Timestamp,
    left: OrderValues,
    positions: nullable(list("positions", PositionValue))
  })
});

// src/trading/port-call.ts
var call = (kind, args, value, serve) => ({ kind, args, value: "encode" in value ? value : plain(value), serve });

// src/trading/news-values.ts
var event = (type, content) => ownRecord(type, {
  type: only(type),
  timetoken: Text,
  ...content
});
var served = {
  asset_update: event("asset_update", { assets: list("balances", BalanceValue) }),
  spot_order_new: event("spot_order_new", { orders: OrderValues }),
  spot_order: event("spot_order", { orders: OrderValues }),
  spot_order_invalidation: event("spot_order_invalidation", { orderIds: list("ids", Id) }),
  spot_trade: event("spot_trade", { fills: FillValues }),
  dealer_order_new: event("dealer_order_new", {
    orders: list(
      "dealer orders",
      ownRecord("a dealer order", {
        orderId: Text,
        asset: Text,
        side: Side,
        price: DecimalString,
        amount: DecimalString,
        orderedAt: Timestamp
      })
    )
  }),
  margin_position_update: event("margin_position_update", { positions: list("positions", PositionValue) }),
  margin_payable_update: event("margin_payable_update", { amounts: list("amounts", DecimalString) }),
  margin_notice_update: event("margin_notice_update", { notices: list("notices", NoticeValue) })
};
var EventValue = tagged("type", "a private message", served);
var isServed = ({ type }) => Object.hasOwn(served, type);
var DiagnosticHead = ownRecord("a diagnostic", {
  kind: Text,
  at: Timestamp
});
var DiagnosticValue = decoder(DiagnosticHead.name, (input, context) => {
  const head = DiagnosticHead.validate(input, context);
  if (head._tag === "Left") return head;
  return isObject(input) ? success(input) : failure(input, context);
});

// src/trading/calls.ts
var noValue = never("nothing");
var notYours = (name) => throwError(() => refusedError(name, "not-allowed", "the order is not one of yours"));
var ofOwner = ({ owner }, name, orderIds, next) => orderIds.every(owner.isMine) ? defer3(next) : notYours(name);
var ofAccount = ({ seesAll }, name, next) => seesAll ? defer3(next) : throwError(() => refusedError(name, "not-allowed", "it shows orders that are not yours"));
var mine = ({ owner }, rows) => rows.filter(({ orderId }) => owner.isMine(orderId));
var calls = {
  submitOrder: call(
    "order",
    ownRecord("an order with an id", {
      id: NonEmptyText,
      request: RequestValue,
      allowEqualInFlight: maybe(Flag)
    }),
    TransitionValue,
    ({ exec, owner, ttl, caller }, { id, request, allowEqualInFlight = false }) => {
      const how = { id: owner.idOf(id), allowEqualInFlight, cancelOnUnsubscribe: true };
      return owner.follow(
        id,
        owner.place(
          id,
          caller,
          { request },
          defer3(() => exec.submitOrder(request, how))
        ),
        ttl
      );
    }
  ),
  replaceOrder: call(
    "order",
    ownRecord("a change of an order with an id", {
      id: NonEmptyText,
      ref: RefValue,
      changes: ChangesValue
    }),
    TransitionValue,
    (served2, { id, ref, changes }) => ofOwner(served2, "replaceOrder", [ref.orderId], () => {
      const { exec, owner, caller } = served2;
      const life$ = defer3(() => exec.replaceOrder(ref, changes, { id: owner.idOf(id) }));
      return owner.follow(id, owner.place(id, caller, { ref, changes }, life$));
    })
  ),
  trackOrder: call(
    "life",
    firstOf("an order or an id", [
      ownRecord("an id", { id: NonEmptyText }),
      RefValue
    ]),
    TransitionValue,
    (served2, which) => {
      const { exec, owner, caller } = served2;
      return "id" in which ? owner.ofCaller(caller, owner.learnFrom(exec.trackOrder({ id: owner.idOf(which.id) }))) : ofOwner(served2, "trackOrder", [which.orderId], () => owner.learnFrom(exec.trackOrder(which)));
    }
  ),
  cancelOrder: call(
    "cancel",
    ownRecord("an order", { id: NonEmptyText, ref: RefValue }),
    OutcomeValue,
    (served2, { id, ref }) => ofOwner(
      served2,
      "cancelOrder",
      [ref.orderId],
      () => served2.owner.once(id, () => served2.exec.cancelOrder(ref))
    )
  ),
  cancelOrders: call(
    "cancel",
    ownRecord("orders", { id: NonEmptyText, orders: IdsValue }),
    OutcomeValue,
    (served2, { id, orders }) => ofOwner(
      served2,
      "cancelOrders",
      orders.orderIds,
      () => served2.owner.once(id, () => served2.exec.cancelOrders(orders))
    )
  ),
  cancelAll: call(
    "cancel",
    ownRecord("a pair or none", { id: NonEmptyText, pair: maybe(Text) }),
    CancelAllValue,
    (served2, { id, pair }) => served2.owner.once(
      id,
      () => served2.seesAll ? served2.exec.cancelAll({ pair }) : cancelOwn(served2, pair)
    )
  ),
  halt: call(
    "cancel",
    ownRecord("a halt", {
      id: NonEmptyText,
      options: ownRecord("options of a halt", {
        pairs: maybe(list("pairs", Text)),
        patience: maybe(Integer),
        positions: maybe(oneOf("keep or close", ["keep", "close"])),
        maxSlippage: DecimalInputValue
      })
    }),
    HaltValue,
    (served2, { id, options }) => {
      served2.owner.halt();
      return served2.seesAll ? served2.exec.halt(options) : served2.owner.once(id, () => haltOwn(served2, options));
    }
  ),
  "rest.order": call(
    "one-shot",
    RefValue,
    OrderValue,
    (served2, ref) => ofOwner(served2, "rest.order", [ref.orderId], () => served2.exec.rest.order(ref))
  ),
  "rest.ordersInfo": call(
    "one-shot",
    IdsValue,
    OrderValues,
    (served2, orders) => ofOwner(served2, "rest.ordersInfo", orders.orderIds, () => served2.exec.rest.ordersInfo(orders))
  ),
  "rest.activeOrders": call(
    "one-shot",
    ActiveQuery,
    OrderValues,
    (served2, query) => served2.exec.rest.activeOrders(query).pipe(map2((orders) => mine(served2, orders)))
  ),
  "rest.tradeHistory": call(
    "one-shot",
    HistoryQuery,
    FillValues,
    (served2, query) => served2.exec.rest.tradeHistory(query).pipe(map2((fills) => mine(served2, fills)))
  ),
  "rest.all.activeOrders": call(
    "one-shot",
    ActiveQuery,
    OrderValue,
    (served2, query) => served2.exec.rest.all.activeOrders(query).pipe(filter(({ orderId }) => served2.owner.isMine(orderId)))
  ),
  "rest.all.tradeHistory": call(
    "one-shot",
    HistoryQuery,
    FillValue,
    (served2, query) => served2.exec.rest.all.tradeHistory(query).pipe(filter(({ orderId }) => served2.owner.isMine(orderId)))
  ),
  "rest.assets": call("one-shot", nothingAsked, UserAssets, ({ exec }) => exec.rest.assets()),
  "rest.marginStatus": call(
    "one-shot",
    nothingAsked,
    MarginStatusValue,
    ({ exec }) => exec.rest.marginStatus()
  ),
  "rest.marginPositions": call(
    "one-shot",
    nothingAsked,
    MarginPositionsValue,
    ({ exec }) => exec.rest.marginPositions()
  ),
  fills$: call(
    "feed",
    ownRecord("a place", { after: FillPositionValue }),
    PlacedFillValue,
    ({ owner }, { after }) => owner.fills.from(after)
  ),
  orders$: call(
    "feed",
    nothingAsked,
    OrdersCodec,
    ({ exec, owner, seesAll }) => seesAll ? exec.orders$ : combineLatest([exec.orders$, owner.claimed$.pipe(startWith(null))]).pipe(
      map2(
        ([orders]) => new Map([...orders].filter(([orderId]) => owner.isMine(orderId)))
      )
    )
  ),
  assets$: call("feed", nothingAsked, AssetsCodec, ({ exec }) => exec.assets$),
  available$: call("feed", nothingAsked, AvailableCodec, ({ exec }) => exec.available$),
  positions$: call("feed", nothingAsked, PositionsCodec, ({ exec }) => exec.positions$),
  pnl$: call(
    "feed",
    nothingAsked,
    ProfitCodec,
    ({ exec, owner, seesAll }) => seesAll ? exec.pnl$ : owner.pnl$
  ),
  /** As long as this call is open, the caller counts as present. After it was away for the given time, its open orders are cancelled. */
  cancelWhenGone: call(
    "feed",
    ownRecord("a time", { after: Integer }),
    noValue,
    ({ owner, caller, isCallerGone }, { after }) => new Observable(() => {
      owner.callers.here(caller, after);
      return () => owner.callers.away(caller, isCallerGone());
    })
  ),
  connection$: call("feed", nothingAsked, ConnectionValue, ({ exec }) => exec.connection$),
  privateEvents$: call(
    "feed",
    nothingAsked,
    EventValue,
    (served2) => ofAccount(served2, "privateEvents$", () => served2.exec.privateEvents$.pipe(filter(isServed)))
  ),
  diagnostics$: call(
    "feed",
    nothingAsked,
    DiagnosticValue,
    (served2) => ofAccount(served2, "diagnostics$", () => served2.exec.diagnostics$)
  )
};
var callNames = Object.keys(calls);
var callNamed = (name) => Object.hasOwn(calls, name) ? calls[name] : void 0;

// src/trading/errors.ts
var Fields = decoder(
  "an object",
  (input, context) => isObject(input) ? success(input) : failure(input, context)
);
var WrittenError = ownRecord("an error", { _tag: Text, message: Text, fields: Fields });
var ErrorValue = mapped(
  WrittenError,
  ({ _tag, message, fields }) => taggedError(_tag, message, fields)
);
var ownOfErrors = ["_tag", "name", "message", "stack"];
var encodeError = (error) => {
  const message = causeOf(error);
  if (!(error instanceof Error) || !("_tag" in error) || typeof error._tag !== "string")
    return { _tag: "Error", message, fields: {} };
  const { _tag } = error;
  const fields = Object.fromEntries(Object.entries(error).filter(([key]) => !ownOfErrors.includes(key)));
  return { _tag, message, fields };
};

// src/trading/gateway.ts
import { defer as defer7, EMPTY, filter as filter2 } from "rxjs";

// src/trading/owner.ts
import {
  catchError as catchError4,
  concatMap as concatMap3,
  defer as defer6,
  map as map4,
  of as of5,
  ReplaySubject,
  scan,
  Subject as Subject2,
  Subscription as Subscription2,
  tap as tap2,
  timer as timer4
} from "rxjs";

// src/trading/caller-loss.ts
import { Subscription, timer as timer3 } from "rxjs";
var createCallerLoss = (onLost, clock) => {
  const here = /* @__PURE__ */ new Map();
  const away = /* @__PURE__ */ new Map();
  const count = (caller, after) => {
    const counting = timer3(after, clock).subscribe(() => {
      away.delete(caller);
      onLost(caller);
    });
    away.set(caller, { after, isHeld: false, timer: counting });
  };
  return {
    here: (caller, after) => {
      away.get(caller)?.timer.unsubscribe();
      away.delete(caller);
      here.set(caller, { after, links: (here.get(caller)?.links ?? 0) + 1 });
    },
    away: (caller, isCallers) => {
      const known = here.get(caller);
      if (known === void 0) return;
      const { after, links } = known;
      if (links > 1) {
        here.set(caller, { after, links: links - 1 });
        return;
      }
      here.delete(caller);
      if (isCallers) count(caller, after);
      else away.set(caller, { after, isHeld: true, timer: Subscription.EMPTY });
    },
    onMessage: () => {
      for (const [caller, { after, isHeld }] of [...away]) if (isHeld) count(caller, after);
    }
  };
};

// src/trading/fill-log.ts
import { concat as concat2, defer as defer4, from as from3, merge as merge2, of as of3, Subject } from "rxjs";
var kept = 1e4;
var fillKey = ({ tradeId, orderId }) => `${tradeId}/${orderId}`;
var createFillLog = (epoch) => {
  const fills = [];
  const known = /* @__PURE__ */ new Set();
  const added = new Subject();
  let begin = 0;
  return {
    add: (fill) => {
      if (known.has(fillKey(fill))) return;
      known.add(fillKey(fill));
      fills.push(fill);
      if (fills.length > kept) {
        known.delete(fillKey(fills.shift()));
        begin += 1;
      }
      added.next({ epoch, index: begin + fills.length, fill, missed: false });
    },
    from: (after) => defer4(() => {
      const end = begin + fills.length;
      const isKnown = after !== null && after.epoch === epoch && after.index <= end;
      const start = isKnown ? Math.max(begin, after.index) : end;
      const missed = after !== null && (!isKnown || after.index < begin);
      const first = { epoch, index: start, fill: null, missed };
      const past = fills.slice(start - begin).map((fill, i) => ({ epoch, index: start + i + 1, fill, missed: false }));
      return merge2(concat2(of3(first), from3(past)), added);
    })
  };
};

// src/trading/owner-guards.ts
import {
  catchError as catchError3,
  defer as defer5,
  finalize,
  forkJoin,
  map as map3,
  NEVER,
  of as of4,
  take,
  tap,
  timeout as timeout2
} from "rxjs";
var longestWait = 5e3;
var second = 1e3;
var ordersUnknown = breach("maxOpenOrders", "open orders that are known", "not known");
var replacedUnknown = breach("maxOpenOrders", "an open order to replace that is known", "not known");
var plain2 = (value) => asPlainDecimal(value) ?? void 0;
var valued = ({ amount, price, triggerPrice, ...rest }) => ({
  ...rest,
  ...amount === void 0 ? {} : { amount: plain2(amount) },
  ...price === void 0 ? {} : { price: plain2(price) },
  ...triggerPrice === void 0 ? {} : { triggerPrice: plain2(triggerPrice) }
});
var tooMany = (guard, limit, count) => limit === null || count <= limit ? [] : [breach(guard, `at most ${limit}`, String(count))];
var createOwnerGuards = ({ config, exec, clock, isMine }) => {
  const { maxOpenOrders, maxNotional, maxTotalNotional, maxOrdersPerSecond } = config;
  const isAboutOrders = maxOpenOrders !== null || maxTotalNotional !== null;
  const markets = config.market === null ? null : createMarkets(config.market, clock, NEVER, longestWait, (source) => source);
  const onTheWay = /* @__PURE__ */ new Map();
  let open = null;
  let passedAt = [];
  const orders$ = exec.orders$.pipe(
    tap({
      next: (orders) => {
        open = orders;
      },
      error: () => {
        open = null;
      }
    })
  );
  if (isAboutOrders) orders$.subscribe({ error: () => void 0 });
  const worth = (order, amount) => notionalAt(valuationPrice(order, markets?.latest(order.pair) ?? unknownMarket), amount);
  const check = (order, replaced) => {
    const { pair } = order;
    const quote = quoteAssetOf(pair);
    const now = clock.elapsed();
    const market = markets?.latest(pair) ?? unknownMarket;
    const mine2 = [...open ?? []].filter(([orderId]) => isMine(orderId) && orderId !== replaced).map(([, one]) => one);
    const others = [...onTheWay.values()].filter(
      ({ orderId }) => orderId === null || orderId !== replaced && open?.has(orderId) !== true
    );
    const inPair = (one) => one.pair === pair;
    const inQuote = (one) => quoteAssetOf(one.pair) === quote;
    const total = () => {
      const worths = [
        worth(order, order.amount),
        ...mine2.filter(inQuote).map((one) => worth(one, one.remainingAmount ?? one.amount)),
        ...others.filter((one) => inQuote(one.order)).map((one) => worth(one.order, one.order.amount))
      ];
      return worths.includes(null) ? null : sumDecimals(worths);
    };
    passedAt = passedAt.filter((at) => now - at < second);
    const count = 1 + mine2.filter(inPair).length + others.filter((one) => inPair(one.order)).length;
    return [
      ...tooMany("maxOpenOrders", maxOpenOrders, count),
      ...tooMany("maxOrdersPerSecond", maxOrdersPerSecond, passedAt.length + 1),
      ...checkNotional("maxTotalNotional", maxTotalNotional, quote, total),
      ...checkMarket(config, market, now),
      ...checkDistance(config, order, market),
      ...checkNotional("maxNotional", maxNotional, quote, () => worth(order, order.amount))
    ];
  };
  const ordersKnown$ = defer5(() => open !== null ? of4(true) : orders$.pipe(map3(() => true))).pipe(
    take(1),
    timeout2({ first: longestWait, scheduler: clock }),
    catchError3(() => of4(false))
  );
  const orderOf = (asked) => {
    if ("request" in asked) return valued(asked.request);
    const old = open?.get(asked.ref.orderId);
    if (old === void 0 || old.side === "unknown" || old.type === "losscut" || old.type === "unknown")
      return null;
    const { pair, side, type, amount, executedAmount, price, triggerPrice, positionSide } = old;
    const { changes } = asked;
    const whole = plain2(changes.amount) ?? amount;
    return valued({
      pair,
      side,
      type,
      amount: whole === null ? void 0 : subtractDecimals(whole, executedAmount),
      price: changes.price ?? price ?? void 0,
      triggerPrice: changes.triggerPrice ?? triggerPrice ?? void 0,
      positionSide: positionSide ?? void 0
    });
  };
  const replacedBy = (asked) => "ref" in asked ? asked.ref.orderId : null;
  const pairOf = (asked) => "request" in asked ? asked.request.pair : asked.ref.pair;
  return {
    ready: (asked) => forkJoin([
      isAboutOrders || "ref" in asked ? ordersKnown$ : of4(true),
      markets?.known(pairOf(asked)) ?? of4(true)
    ]).pipe(map3(([isKnown]) => isKnown ? [] : [ordersUnknown])),
    pass: (id, asked, life$) => defer5(() => {
      const order = orderOf(asked);
      if (order === null) return of4(refusedHere("guard", [replacedUnknown]));
      const violations = onlyReduces(order) ? [] : check(order, replacedBy(asked));
      if (violations.length > 0) return of4(refusedHere("guard", violations));
      passedAt = [...passedAt, clock.elapsed()];
      onTheWay.set(id, { order, orderId: null });
      return life$.pipe(
        tap((transition) => {
          if (transition.type === "Accepted")
            onTheWay.set(id, { order, orderId: transition.order.orderId });
          if (isEnding(transition)) onTheWay.delete(id);
        }),
        finalize(() => onTheWay.delete(id))
      );
    })
  };
};

// src/trading/owner.ts
var keptCommands = 1e3;
var createOwner = ({ exec, name, seesAll, epoch, clock, turns, recovered$ }) => {
  const claims = /* @__PURE__ */ new Set();
  const claimed = new Subject2();
  const lives = /* @__PURE__ */ new Map();
  const commands = /* @__PURE__ */ new Map();
  const oldest = commands.keys();
  const fills = createFillLog(epoch);
  const placedBy = /* @__PURE__ */ new Map();
  const gone = /* @__PURE__ */ new Set();
  let guards = null;
  let isHalted = false;
  const isMine = (orderId) => seesAll || claims.has(orderId);
  const claim = ({ orderId }) => {
    if (claims.has(orderId)) return;
    claims.add(orderId);
    claimed.next();
  };
  const note = (fill) => {
    if (isMine(fill.orderId)) fills.add(fill);
  };
  const idOf = (id) => name === "" ? id : `${name}/${id}`;
  const isOwnId = (id) => name === "" ? !id.includes("/") : id.startsWith(`${name}/`);
  const ownId = (id) => name === "" ? id : id.slice(name.length + 1);
  const learn = (transition) => {
    switch (transition.type) {
      case "Submitted":
        return { ...transition, id: ownId(transition.id) };
      case "Accepted":
        claim(transition.order);
        return transition;
      case "PartiallyFilled":
        claim(transition.order);
        fills.add(transition.fill);
        return transition;
      default:
        return transition;
    }
  };
  const learnFrom = (life$) => life$.pipe(map4(learn));
  const rest = (id) => defer6(() => exec.trackOrder({ id: idOf(id) })).pipe(
    catchError4(() => of5(rejected("client", "withdrawn", "its turn did not come in time", null)))
  );
  const noteFor = (caller) => (transition) => {
    const placed = placedBy.get(caller) ?? /* @__PURE__ */ new Map();
    if (transition.type === "Accepted") {
      placed.set(transition.order.orderId, transition.order);
      if (gone.has(caller)) cancelAll([transition.order]);
    }
    if (isEnding(transition) && transition.order !== null) placed.delete(transition.order.orderId);
    if (placed.size > 0) placedBy.set(caller, placed);
    else placedBy.delete(caller);
  };
  function cancelAll(orders) {
    for (const batch of batchesByPair(orders)) cancelAndReport(exec, batch).subscribe();
  }
  const cancelOf = (caller) => {
    gone.add(caller);
    cancelAll([...placedBy.get(caller)?.values() ?? []]);
  };
  const loss = createCallerLoss(cancelOf, clock);
  const follow = (id, life$, ttl = Infinity) => {
    const known = lives.get(id);
    if (known !== void 0) return learnFrom(life$);
    const life = new ReplaySubject();
    lives.set(id, life);
    const hold = new Subscription2();
    const expiry = new Subscription2();
    const observer = {
      next: (transition) => {
        expiry.unsubscribe();
        life.next(transition);
      },
      error: (error) => {
        expiry.unsubscribe();
        lives.delete(id);
        life.error(error);
      },
      complete: () => {
        expiry.unsubscribe();
        lives.delete(id);
        life.complete();
      }
    };
    hold.add(learnFrom(life$).subscribe(observer));
    if (ttl !== Infinity && !expiry.closed)
      expiry.add(
        timer4(ttl, clock).subscribe(() => {
          hold.unsubscribe();
          learnFrom(rest(id)).subscribe(observer);
        })
      );
    return life;
  };
  const adopt = ({ id, life$ }) => {
    if (!isOwnId(id)) return;
    lives.set(ownId(id), life$);
    const end = () => {
      lives.delete(ownId(id));
    };
    life$.subscribe({
      next: (transition) => {
        if (transition.type === "Accepted") claim(transition.order);
      },
      error: end,
      complete: end
    });
  };
  recovered$.subscribe({ next: adopt, error: () => void 0 });
  exec.fills$.subscribe({ next: note, error: () => void 0 });
  return {
    isMine,
    claimed$: claimed,
    fills,
    pnl$: fills.from({ epoch, index: 0 }).pipe(
      scan(
        (state, { fill }) => fill === null ? state : profit(state, { type: "fill", fill }),
        profitFrom()
      ),
      map4(profitOf)
    ),
    idOf,
    follow,
    place: (id, caller, asked, life$) => {
      const limits = guards;
      if (limits === null) return turns.inTurn(name, life$).pipe(tap2(noteFor(caller)));
      return limits.ready(asked).pipe(
        concatMap3(
          (violations) => violations.length > 0 ? of5(refusedHere("guard", violations)) : turns.inTurn(name, limits.pass(id, asked, life$))
        ),
        tap2(noteFor(caller))
      );
    },
    ofCaller: (caller, life$) => life$.pipe(tap2(noteFor(caller))),
    limit: (config) => {
      guards ??= createOwnerGuards({ config, exec, clock, isMine });
    },
    callers: {
      ...loss,
      here: (caller, after) => {
        gone.delete(caller);
        loss.here(caller, after);
      }
    },
    learnFrom,
    once: (id, command) => {
      const known = commands.get(id);
      if (known !== void 0) return known;
      const run = runOnce(command());
      commands.set(id, run);
      if (commands.size > keptCommands) commands.delete(oldest.next().value);
      return run;
    },
    openLives: () => lives.size,
    halt: () => {
      isHalted = true;
    },
    isHalted: () => isHalted
  };
};

// src/trading/turns.ts
import { Observable as Observable2 } from "rxjs";
var createTurns = (atOnce2) => {
  const waiting = /* @__PURE__ */ new Map();
  let taken = 0;
  let isServing = false;
  const serveNext = () => {
    if (isServing) return;
    isServing = true;
    while (taken < atOnce2) {
      const [next] = waiting;
      if (next === void 0) break;
      const [owner, starts] = next;
      const [start] = starts;
      waiting.delete(owner);
      if (start === void 0) continue;
      starts.delete(start);
      if (starts.size > 0) waiting.set(owner, starts);
      taken += 1;
      start();
    }
    isServing = false;
  };
  return {
    inTurn: (owner, source) => new Observable2((subscriber) => {
      let hasTurn = false;
      const endTurn = () => {
        if (!hasTurn) return;
        hasTurn = false;
        taken -= 1;
        serveNext();
      };
      const start = () => {
        hasTurn = true;
        subscriber.add(
          source.subscribe({
            next: (value) => {
              endTurn();
              subscriber.next(value);
            },
            error: (error) => {
              endTurn();
              subscriber.error(error);
            },
            complete: () => {
              endTurn();
              subscriber.complete();
            }
          })
        );
      };
      const starts = waiting.get(owner) ?? /* @__PURE__ */ new Set();
      waiting.set(owner, starts.add(start));
      subscriber.add(() => {
        starts.delete(start);
        endTurn();
      });
      serveNext();
    })
  };
};

// src/trading/gateway.ts
var gateways = /* @__PURE__ */ new WeakMap();
var made = 0;
var atOnce = 2;
var recoveredOf = (exec, clock, random) => {
  const { recover } = exec;
  return recover === void 0 ? EMPTY : defer7(recover).pipe(
    filter2((recovered) => recovered.type === "order"),
    retryBackoff({ scheduler: clock, random })
  );
};
var gatewayOf = (exec, clock, random) => {
  const known = gateways.get(exec);
  if (known !== void 0) return known;
  made += 1;
  const epoch = `${stampOf(clock)}-${made}-${random().toString(36).slice(2)}`;
  const owners = /* @__PURE__ */ new Map();
  const turns = createTurns(atOnce);
  const recovered$ = recoveredOf(exec, clock, random);
  const gateway = {
    epoch,
    ownerOf: (name, seesAll, guards) => {
      const key = `${name}/${seesAll ? "all" : "own"}`;
      const owner = owners.get(key) ?? createOwner({ exec, name, seesAll, epoch, clock, turns, recovered$ });
      owners.set(key, owner);
      if (guards !== null) owner.limit(guards);
      return owner;
    },
    onMessage: () => {
      for (const { callers } of owners.values()) callers.onMessage();
    }
  };
  gateways.set(exec, gateway);
  return gateway;
};

// src/trading/message.ts
var version = 1;
var CallerMessageValue = tagged("type", "call or leave", {
  call: ownRecord("a call", {
    type: only("call"),
    call: NonEmptyText,
    name: Text,
    args: anything,
    epoch: Text,
    at: Id
  }),
  leave: ownRecord("a leave", { type: only("leave"), call: NonEmptyText })
});
var ofCall = { n: Id, call: Text };
var GatewayMessageValue = tagged(
  "type",
  "beat, taken, next, complete, error or refused",
  {
    beat: ownRecord("a beat", {
      type: only("beat"),
      n: Id,
      epoch: Text,
      at: Id,
      keepsIds: Flag
    }),
    taken: ownRecord("taken", { type: only("taken"), ...ofCall }),
    next: ownRecord("a value", { type: only("next"), ...ofCall, value: anything }),
    complete: ownRecord("an end", { type: only("complete"), ...ofCall }),
    error: ownRecord("an error", {
      type: only("error"),
      ...ofCall,
      error: ErrorValue
    }),
    refused: ownRecord("a refusal", {
      type: only("refused"),
      n: Id,
      call: nullable(Text),
      reason: oneOf("a reason", refusedReasons),
      message: Text
    })
  }
);
var HeadValue = ownRecord("a message", { v: anything, call: maybe(Text) });
var write = (message) => JSON.stringify({ v: version, ...message });
var encodeCallerMessage = write;
var encodeGatewayMessage = write;
var decodeCallerMessage = (text) => {
  const head = decodeJson(HeadValue, text);
  const call2 = head._tag === "Right" ? head.right.call ?? null : null;
  if (head._tag === "Right" && head.right.v !== version) {
    const message = `expected a message of version ${version}`;
    return { type: "unreadable", call: call2, reason: "version", message };
  }
  const ask = head._tag === "Left" ? head : decodeJson(CallerMessageValue, text);
  return ask._tag === "Right" ? ask.right : { type: "unreadable", call: call2, reason: "unreadable", message: ask.left.message };
};
var decodeGatewayMessage = (text) => {
  const head = decodeJson(ownRecord("a message", { v: only(version) }), text);
  return head._tag === "Left" ? head : decodeJson(GatewayMessageValue, text);
};

// src/trading/policy.ts
var OwnerName = same(
  "a name of letters, digits, ., _ and -, at most 40",
  (input) => typeof input === "string" && /^[\w.-]{0,40}$/.test(input)
);
var Policy = mapped(
  optionsOf({
    owner: withDefault(OwnerName, ""),
    orders: withDefault(oneOf("own or all", ["own", "all"]), "own"),
    guards: withDefault(GuardConfig, null),
    calls: withDefault(list("calls", oneOf("a call", callNames)), callNames),
    timeToLive: withDefault(atLeast(1), 2e3),
    keepsIds: withDefault(Flag, false),
    maxMessageLength: withDefault(integer(1e3, 1e8), 65536),
    maxOpenCalls: withDefault(integer(1, 1e6), 256),
    maxCallsPerSecond: withDefault(atLeast(1), 50),
    beatInterval: withDefault(atLeast(1), 4e3),
    acceptsOrders: withDefault(func(), () => true),
    scheduler: maybe(having("a scheduler", ["now", "schedule"])),
    random: withDefault(func(), Math.random)
  }),
  ({ scheduler, ...policy }) => ({ ...policy, clock: clockOf(scheduler) })
);

// src/trading/allowance.ts
var saved = 10;
var createAllowance = (perSecond, clock) => {
  let left = perSecond * saved;
  let at = clock.elapsed();
  return {
    take: () => {
      const now = clock.elapsed();
      left = Math.min(perSecond * saved, left + (now - at) / 1e3 * perSecond);
      at = now;
      if (left < 1) return false;
      left -= 1;
      return true;
    }
  };
};

// src/trading/serve.ts
var serveTrading = (exec, port, policy = {}, ...stray) => {
  const resolved = resolveOptions(Policy, policy, stray);
  const { clock, timeToLive, maxMessageLength, maxOpenCalls, keepsIds, beatInterval } = resolved;
  return new Observable3((subscriber) => {
    const gateway = gatewayOf(exec, clock, resolved.random);
    const seesAll = resolved.orders === "all";
    const owner = gateway.ownerOf(resolved.owner, seesAll, resolved.guards);
    let isCallerGone = false;
    const servedTo = (call2) => ({
      exec,
      owner,
      seesAll,
      clock,
      ttl: timeToLive,
      caller: call2.replace(/-\d+$/, ""),
      isCallerGone: () => isCallerGone
    });
    const allowance = createAllowance(resolved.maxCallsPerSecond, clock);
    const link = new Subscription3();
    const open = /* @__PURE__ */ new Map();
    const seen = /* @__PURE__ */ new Set();
    let n = 0;
    const post = (content) => {
      n += 1;
      port.send(encodeGatewayMessage({ n, ...content }));
    };
    const refuse = (call2, reason, message) => {
      post({ type: "refused", call: call2, reason, message });
      subscriber.next({ call: call2, reason, message });
    };
    const fail = (call2, error) => {
      const { _tag, reason = "not-allowed" } = Object(error);
      if (_tag === "RefusedError") refuse(call2, reason, causeOf(error));
      else post({ type: "error", call: call2, error: encodeError(error) });
    };
    const relay = (call2, { value }, values$) => {
      post({ type: "taken", call: call2 });
      const subscription = new Subscription3();
      open.set(call2, subscription);
      const end2 = () => {
        open.delete(call2);
      };
      subscription.add(
        values$.subscribe({
          next: (item) => post({ type: "next", call: call2, value: value.encode(item) }),
          error: (error) => {
            end2();
            fail(call2, error);
          },
          complete: () => {
            end2();
            post({ type: "complete", call: call2 });
          }
        })
      );
    };
    const known = ({ id }) => owner.learnFrom(exec.trackOrder({ id: owner.idOf(id) })).pipe(catchError5(() => of6(rejected("client", "halted", "the owner has halted", null))));
    const take2 = ({ call: call2, name, args, epoch, at }) => {
      if (seen.has(call2)) return;
      seen.add(call2);
      const row2 = callNamed(name);
      if (row2 === void 0) {
        refuse(call2, "unknown-call", `there is no call ${name.slice(0, 80)}`);
        return;
      }
      if (!resolved.calls.includes(name)) {
        refuse(call2, "not-allowed", `${name} is not served here`);
        return;
      }
      if (row2.kind !== "cancel" && !allowance.take()) {
        refuse(call2, "busy", "there are too many calls per second");
        return;
      }
      if (row2.kind !== "cancel" && open.size >= maxOpenCalls) {
        refuse(call2, "busy", `${open.size} calls are open`);
        return;
      }
      const asked = decode(row2.args, args, "args");
      if (asked._tag === "Left") {
        refuse(call2, "unreadable", asked.left.message);
        return;
      }
      if (row2.kind !== "order") {
        relay(
          call2,
          row2,
          defer8(() => row2.serve(servedTo(call2), asked.right))
        );
        return;
      }
      if (!resolved.acceptsOrders()) {
        refuse(call2, "standing-by", "this gateway takes no orders now: another one may have the account");
        return;
      }
      const age = clock.elapsed() - at;
      if (epoch !== gateway.epoch || age > timeToLive) {
        refuse(call2, "expired", `the order took ${age} ms to arrive, and is not sent`);
        return;
      }
      const life$ = owner.isHalted() && !isReducing(asked.right) ? known(asked.right) : defer8(() => row2.serve(servedTo(call2), asked.right));
      relay(call2, row2, life$);
    };
    const onText = (text) => {
      if (text.length > maxMessageLength) {
        refuse(null, "too-large", `a message of ${text.length} characters`);
        return;
      }
      gateway.onMessage();
      const ask = decodeCallerMessage(text);
      switch (ask.type) {
        case "unreadable": {
          refuse(ask.call, ask.reason, ask.message);
          return;
        }
        case "leave":
          open.get(ask.call)?.unsubscribe();
          open.delete(ask.call);
          return;
        case "call": {
          take2(ask);
          return;
        }
      }
    };
    const end = () => subscriber.complete();
    const leave = () => {
      isCallerGone = true;
      end();
    };
    link.add(port.messages$.subscribe({ next: onText, error: end, complete: leave }));
    link.add(
      timer5(0, beatInterval, clock).subscribe(() => {
        post({ type: "beat", epoch: gateway.epoch, at: clock.elapsed(), keepsIds });
      })
    );
    link.add(() => {
      for (const subscription of open.values()) subscription.unsubscribe();
    });
    return link;
  });
};
var isReducing = (args) => {
  const { request } = args;
  return request !== void 0 && onlyReduces(request);
};

export {
  calls,
  fillKey,
  encodeCallerMessage,
  decodeGatewayMessage,
  serveTrading
};
//# sourceMappingURL=chunk-S425FQDJ.js.map