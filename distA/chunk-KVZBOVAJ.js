import {
  left,
  right
} from "./chunk-54FVBYHE.js";
import {
  localTime
} from "./chunk-LRFCNASF.js";
import {
  compareDecimals
} from "./chunk-QYQF4BGL.js";

// src/cli/account/tables.ts
var orderColumns = [
  left("PAIR", ({ pair }) => pair),
  right("ORDER", ({ orderId }) => `${orderId}`),
  left("SIDE", ({ side, positionSide }) => positionSide === null ? side : `${side} ${positionSide}`),
  left("TYPE", ({ type, postOnly }) => postOnly === true ? `${type} post-only` : type),
  right("PRICE", ({ price }) => price ?? "-"),
  right("TRIGGER", ({ triggerPrice }) => triggerPrice ?? "-"),
  right("AMOUNT", ({ amount }) => amount ?? "-"),
  right("EXECUTED", ({ executedAmount }) => executedAmount),
  left("STATUS", ({ status }) => status),
  left("ORDERED", ({ orderedAt }) => localTime(orderedAt))
];
var assetColumns = [
  left("ASSET", ({ asset }) => asset),
  right("ONHAND", ({ onhandAmount }) => onhandAmount),
  right("FREE", ({ freeAmount }) => freeAmount),
  right("LOCKED", ({ lockedAmount }) => lockedAmount),
  right("WITHDRAWING", ({ withdrawingAmount }) => withdrawingAmount)
];
var withdrawalAccountColumns = [
  left("ACCOUNT", ({ uuid }) => uuid),
  left("LABEL", ({ label }) => label ?? "-"),
  left("NETWORK", ({ network }) => network ?? "-"),
  left("ADDRESS", ({ address }) => address ?? "-")
];
var isHeld = ({ onhandAmount }) => compareDecimals(onhandAmount, "0") !== 0;
var fillColumns = [
  left("TIME", ({ executedAt }) => localTime(executedAt)),
  left("PAIR", ({ pair }) => pair),
  left("SIDE", ({ side, positionSide }) => positionSide === null ? side : `${side} ${positionSide}`),
  right("PRICE", ({ price }) => price),
  right("AMOUNT", ({ amount }) => amount),
  left("AS", ({ makerTaker }) => makerTaker),
  right("FEE", ({ feeAmountQuote }) => feeAmountQuote),
  right("PROFIT", ({ profitLoss }) => profitLoss ?? "-"),
  right("ORDER", ({ orderId }) => `${orderId}`),
  right("TRADE", ({ tradeId }) => `${tradeId}`)
];
var positionColumns = [
  left("PAIR", ({ pair }) => pair),
  left("SIDE", ({ positionSide }) => positionSide),
  right("AMOUNT", ({ openAmount }) => openAmount),
  right("AVERAGE", ({ averagePrice }) => averagePrice),
  right("WORTH", ({ product }) => product),
  right("FEE", ({ unrealizedFeeAmount }) => unrealizedFeeAmount),
  right("INTEREST", ({ unrealizedInterestAmount }) => unrealizedInterestAmount)
];
var pairedColumns = [
  left("MARGIN", ([name]) => name),
  right("", ([, value]) => value)
];
var marginRows = (status) => [
  ["state", status.status],
  ["margin, jpy", status.totalMarginBalance],
  ["margin, %", status.totalMarginBalancePercentage ?? "-"],
  ["call below, %", status.marginCallPercentage ?? "-"],
  ["loss cut below, %", status.losscutPercentage ?? "-"],
  ["profit of positions, jpy", status.marginPositionProfitLoss],
  ["positions, jpy", status.openMarginPositionProduct],
  ["their open orders, jpy", status.openMarginOrderProduct]
];

export {
  orderColumns,
  assetColumns,
  withdrawalAccountColumns,
  isHeld,
  fillColumns,
  positionColumns,
  pairedColumns,
  marginRows
};
//# sourceMappingURL=chunk-KVZBOVAJ.js.map