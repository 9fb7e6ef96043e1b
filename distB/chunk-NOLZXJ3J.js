import {
  closeTimeOf,
  openTimeOf
} from "./chunk-TYI3HCJN.js";

// src/operators/bar.ts
var addAmounts = (a, b) => Number((a + b).toPrecision(15));
var emptyBar = ({ pair, type, openTime }, lastClose) => ({
  pair,
  type,
  openTime,
  open: lastClose,
  high: lastClose,
  low: lastClose,
  close: lastClose,
  volume: 0,
  closed: false
});
var firstBar = (type, openTime, trade) => addTrade(emptyBar({ pair: trade.pair, type, openTime }, trade.price), trade);
var addTrade = (bar, { price, amount }) => {
  const first = bar.volume === 0;
  return {
    ...bar,
    open: first ? price : bar.open,
    high: first ? price : Math.max(bar.high, price),
    low: first ? price : Math.min(bar.low, price),
    close: price,
    volume: bar.volume === null ? null : addAmounts(bar.volume, amount)
  };
};
var nextBar = (bar) => emptyBar({ ...bar, openTime: closeTimeOf(bar.type, bar.openTime) }, bar.close);
var maxCarried = 5e4;
var rollBar = (bar, time) => {
  const closed = [];
  let open = bar;
  while (closeTimeOf(open.type, open.openTime) <= time) {
    closed.push({ ...open, closed: true });
    open = closed.length < maxCarried ? nextBar(open) : emptyBar({ ...open, openTime: openTimeOf(open.type, time, open.openTime) }, open.close);
  }
  return { closed, open };
};

export {
  emptyBar,
  firstBar,
  addTrade,
  rollBar
};
//# sourceMappingURL=chunk-NOLZXJ3J.js.map